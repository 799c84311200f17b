export * from './acknowledgement';
export * from './external';
export * from './header';
export * from './override';
