export * from './networking';
export * from './revision-props';
export * from './route';
export * from './service';
export * from './traffic-target';
