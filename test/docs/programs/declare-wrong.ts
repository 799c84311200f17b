import { Chart } from 'cdk8s';
import { declare, synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop');

const web = new workload.Deployment(chart, 'Web', { containers: [{ image: 'ghcr.io/acme/shop:1.4.2' }] });
declare.Override.of(web).remove('/spec/template/spec/hostNetwork');

app.synth();
