import { Chart } from 'cdk8s';
import { schedule, synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop');

const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'web' },
  containers: [{ image: 'ghcr.io/acme/shop:1.4.2' }],
});
new schedule.HorizontalPodAutoscaler(chart, 'Autoscaler', { target: web, maxReplicas: 10, cpuUtilization: 75 });

app.synth();
