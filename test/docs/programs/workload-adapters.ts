import { Chart } from 'cdk8s';
import { storage, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'orders');

const logs = storage.Volume.emptyDir('logs');
new workload.Deployment(chart, 'Orders', {
  metadata: { name: 'orders' },
  containers: [{ name: 'orders', image: 'ghcr.io/acme/orders:2.1.0', mounts: [logs.at('/var/log/orders')] }],
  sidecars: [workload.LogAdapter.container({ volume: logs, file: 'orders.log' })],
});

app.synth();
