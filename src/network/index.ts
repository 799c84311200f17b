export * from './ip-family';
export * from './service';
export * from './static-endpoints';
