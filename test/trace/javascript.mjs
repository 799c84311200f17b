// Runs in a folder of its own, beside compiled copies of the trace and of shop.ts: one has its map in a file, one in itself.
import { App, Chart } from 'cdk8s';
import { shop as external } from './external/shop.js';
import { shop as inline } from './inline/shop.js';
import trace from './lib/private/trace.js';

trace.installTrace();
const apps = [new App(), new App(), new App()];
apps.forEach(trace.traceBelow);
const here = new Chart(apps[0], 'here'); // module
console.log(JSON.stringify([here, ...external(apps[1]), ...inline(apps[2])].map(trace.sourceLineOf)));
