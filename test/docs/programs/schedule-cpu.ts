import { Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { schedule, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'shop');

const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'web' },
  containers: [{ name: 'web', image: 'ghcr.io/acme/shop:1.4.2', resources: { cpu: { request: Cpu.millis(250) } } }],
});
new schedule.HorizontalPodAutoscaler(chart, 'Autoscaler', {
  metadata: { name: 'web' },
  target: web,
  maxReplicas: 10,
  cpuUtilization: 75,
});

app.synth();
