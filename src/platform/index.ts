export * from './caching-proxy';
export * from './cluster-profile';
export * from './proxy-cache';
export * from './proxy-placement';
