import { ApiObject, App, Chart } from 'cdk8s';
import * as patterns from 'cdk8s-patterns';

const app = new App();
const chart = new Chart(app, 'shop', { disableResourceNameHashes: true });
new ApiObject(chart, 'rooms', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  data: { rooms: Object.keys(patterns).join(' ') },
});
app.synth();
