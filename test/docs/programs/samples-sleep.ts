import { Chart } from 'cdk8s';
import { samples, storage, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'sleep');

new samples.Sleep(chart, 'Sleep', { mounts: [storage.Volume.emptyDir('data').at('/data')] });

app.synth();
