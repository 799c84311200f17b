export * from './postgres';
export * from './postgres-backup';
export * from './postgres-container';
