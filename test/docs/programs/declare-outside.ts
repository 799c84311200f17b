import { Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { config, declare, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, checks: synth.CheckLevel.STRICT });
const chart = new Chart(app, 'shop', { namespace: 'shop' });

declare.Header.of(chart, { source: 'https://example.com/runbooks/shop', lines: ['owner: the shop team'] });
declare.External.namespace(chart, 'shop');
declare.External.secret(chart, 'shop-db', { keys: ['password'], reason: 'made by the platform team' });

const secret = config.Secret.fromSecretName(chart, 'Secret', 'shop-db');
const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'shop' },
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/acme/shop:1.4.2',
      envRefs: { DB_PASSWORD: EnvValue.fromSecretValue({ secret, key: 'password' }) },
    },
  ],
});
declare.Override.of(web).set('/spec/template/spec/schedulerName', 'night-scheduler');

app.synth();
