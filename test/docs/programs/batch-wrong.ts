import { Chart } from 'cdk8s';
import { batch, synth } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'reports');

new batch.CronJob(chart, 'Report', {
  schedule: '0 25 * * *',
  containers: [{ image: 'ghcr.io/acme/report:0.9.0' }],
});

app.synth();
