export * from './cron-job';
export * from './job-options';
export * from './job';
