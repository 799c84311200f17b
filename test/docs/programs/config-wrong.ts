import { Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { config, synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop');

const settings = new config.ConfigMap(chart, 'Settings', {
  metadata: { name: 'settings' },
  data: { currency: 'CHF' },
});
new workload.Deployment(chart, 'Web', {
  metadata: { name: 'shop' },
  containers: [
    {
      image: 'ghcr.io/acme/shop:1.4.2',
      envRefs: { CURRENCY: EnvValue.fromConfigMap(settings, 'curency') },
    },
  ],
});

app.synth();
