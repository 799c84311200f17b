import { Chart } from 'cdk8s';
import { Pods } from 'cdk8s-plus-27';
import { network, synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop');

new workload.Deployment(chart, 'Web', {
  metadata: { name: 'web' },
  labels: { app: 'web' },
  containers: [{ image: 'ghcr.io/acme/shop:1.4.2', ports: [{ number: 8080 }] }],
});
new network.Service(chart, 'Service', {
  metadata: { name: 'web' },
  selector: Pods.select(chart, 'Pods', { labels: { app: 'wbe' } }),
  ports: [{ port: 80, targetPort: 8080 }],
});

app.synth();
