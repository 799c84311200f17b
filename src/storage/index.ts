export * from './persistent-volume-claim';
export * from './volume';
