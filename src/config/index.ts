export * from './config-map';
export * from './secret';
