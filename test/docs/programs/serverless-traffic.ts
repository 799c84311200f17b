import { Chart } from 'cdk8s';
import { declare, serverless, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'hello');
declare.External.customResourceDefinition(chart, 'services.serving.knative.dev');
declare.External.object(chart, { apiVersion: 'serving.knative.dev/v1', kind: 'Revision', name: 'hello-v1' });

new serverless.Service(chart, 'Hello', {
  metadata: { name: 'hello' },
  revision: 'v2',
  containers: [{ name: 'hello', image: 'ghcr.io/acme/hello:2.0.0' }],
  traffic: [serverless.TrafficTarget.revision('v1', 90), serverless.TrafficTarget.revision('v2', 10)],
});

app.synth();
