import { Chart } from 'cdk8s';
import { batch, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'import');

new batch.Job(chart, 'Import', {
  metadata: { name: 'import' },
  completions: 8,
  parallelism: 4,
  completionMode: batch.CompletionMode.INDEXED,
  containers: [{ name: 'import', image: 'ghcr.io/acme/import:0.9.0' }],
});

app.synth();
