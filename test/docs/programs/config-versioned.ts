import { Chart } from 'cdk8s';
import { config, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'shop');

const settings = config.ConfigMap.versioned(chart, 'Settings', {
  name: 'shop-settings',
  data: config.EnvFile.parse('CURRENCY=CHF\nPAGE_SIZE=20\n'),
});
new workload.Deployment(chart, 'Web', {
  metadata: { name: 'shop' },
  containers: [{ name: 'web', image: 'ghcr.io/acme/shop:1.4.2', envFrom: [workload.EnvFrom.configMap(settings)] }],
});

app.synth();
