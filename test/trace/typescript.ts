import { App } from 'cdk8s';
import { installTrace, sourceLineOf, traceBelow } from '../../src/private/trace';
import { shop } from './shop';

installTrace();
const app = new App();
traceBelow(app);
console.log(JSON.stringify(shop(app).map(sourceLineOf)));
