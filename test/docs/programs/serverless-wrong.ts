import { Chart } from 'cdk8s';
import { serverless, synth } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'hello');

new serverless.Service(chart, 'Hello', {
  revision: 'v2',
  containers: [{ image: 'ghcr.io/acme/hello:2.0.0' }],
  traffic: [serverless.TrafficTarget.revision('v1', 90), serverless.TrafficTarget.revision('v2', 20)],
});

app.synth();
