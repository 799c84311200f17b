// In the order of the arrows, right to left: jsii loses the types of a room that it meets before the room.
export * as declare from './declare';
export * as storage from './storage';
export * as config from './config';
export * as network from './network';
export * as workload from './workload';
export * as batch from './batch';
export * as schedule from './schedule';
export * as secure from './secure';
export * as data from './data';
export * as serverless from './serverless';
export * as platform from './platform';
export * as samples from './samples';
export * as check from './check';
export * as synth from './synth';
export * as testing from './testing';
