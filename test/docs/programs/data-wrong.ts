import { Chart } from 'cdk8s';
import { config, data, synth } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop');

const secret = config.Secret.fromSecretName(chart, 'Secret', 'shop-db');
new data.Postgres(chart, 'Db', { password: { secret, key: 'password' } });

app.synth();
