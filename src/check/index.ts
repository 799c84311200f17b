export * from './checks';
export * from './finding';
export * from './manifest';
export * from './report';
