import { Chart } from 'cdk8s';
import { synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop');

new workload.Deployment(chart, 'Web', {
  containers: [{ image: 'ghcr.io/acme/shop:1.4.2', ports: [{ number: 8080 }] }],
  sidecars: [workload.TextServer.container({ name: 'health', port: 8080, text: 'OK' })],
});

app.synth();
