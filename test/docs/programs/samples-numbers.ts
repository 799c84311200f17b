import { Chart } from 'cdk8s';
import { samples, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, objectOrder: synth.ObjectOrder.APPLY });
const chart = new Chart(app, 'numbers', { disableResourceNameHashes: true });

new samples.Numbers(chart, 'Numbers');

app.synth();
