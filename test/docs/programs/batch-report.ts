import { Chart, Duration } from 'cdk8s';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { batch, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'reports');

new batch.CronJob(chart, 'Report', {
  metadata: { name: 'report' },
  schedule: '0 6 * * 1-5',
  timeZone: 'Europe/Zurich',
  concurrencyPolicy: ConcurrencyPolicy.FORBID,
  jobLabels: { app: 'report' },
  activeDeadline: Duration.hours(1),
  ttlAfterFinished: Duration.days(7),
  containers: [{ name: 'report', image: 'ghcr.io/acme/report:0.9.0', args: ['--yesterday'] }],
});

app.synth();
