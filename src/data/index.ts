export * from './postgres';
export * from './postgres-backup';
