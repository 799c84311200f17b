export * from './persistent-volume';
export * from './persistent-volume-claim';
export * from './persistent-volume-source';
export * from './pod-fact';
export * from './projected-source';
export * from './storage-class';
export * from './volume';
