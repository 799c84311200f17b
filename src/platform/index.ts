export * from './caching-proxy';
export * from './proxy-cache';
export * from './proxy-placement';
