import { Chart, Size } from 'cdk8s';
import { config, data, declare, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, objectOrder: synth.ObjectOrder.APPLY });
const chart = new Chart(app, 'shop', { disableResourceNameHashes: true });

const secret = config.Secret.fromSecretName(chart, 'Secret', 'shop-db');
declare.External.secret(chart, 'shop-db', { keys: ['password'], reason: 'made by the platform team' });

const db = new data.Postgres(chart, 'Db', {
  metadata: { name: 'shop-db' },
  password: { secret, key: 'password' },
  database: 'shop',
  replicas: 2,
  storage: { storage: Size.gibibytes(10) },
});
new data.PostgresBackup(chart, 'Backup', {
  metadata: { name: 'shop-backup' },
  server: db,
  database: 'shop',
  schedule: '@daily',
  storage: { storage: Size.gibibytes(20) },
});
const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'shop' },
  containers: [{ name: 'web', image: 'ghcr.io/acme/shop:1.4.2', env: { DB_HOST: db.primaryHost } }],
});
db.allowFrom(web);

app.synth();
