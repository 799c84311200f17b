import { Chart } from 'cdk8s';
import { secure, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new secure.Namespace(chart, 'Namespace', { enforce: workload.PodSecurityLevel.RESTRICTED });

app.synth();
