export * from './config-map';
export * from './env-file';
export * from './environment';
export * from './json-file';
export * from './secret';
export * from './secret-policy';
