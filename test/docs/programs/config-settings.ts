import { Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { config, declare, storage, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'shop');

const settings = new config.ConfigMap(chart, 'Settings', {
  metadata: { name: 'shop-settings' },
  data: { 'settings.json': config.JsonFile.text({ currency: 'CHF', pageSize: 20 }) },
});
const secret = config.Secret.fromSecretName(chart, 'Secret', 'shop-db');
declare.External.secret(chart, 'shop-db', { keys: ['password'], reason: 'made by the platform team' });

new workload.Deployment(chart, 'Web', {
  metadata: { name: 'shop' },
  rollOnConfigChange: true,
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/acme/shop:1.4.2',
      envRefs: { DB_PASSWORD: EnvValue.fromSecretValue({ secret, key: 'password' }) },
      mounts: [storage.Volume.configMap('settings', settings).at('/app/settings', { readOnly: true })],
    },
  ],
});

app.synth();
