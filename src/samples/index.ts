export * from './knative-hello';
export * from './numbers';
export * from './pi';
export * from './sleep';
export * from './time-check';
export * from './todo-list';
export * from './todo-web';
