export * from './app';
export * from './check-level';
export * from './folder';
export * from './key-order';
export * from './kubernetes-version';
export * from './object-order';
