import { Chart } from 'cdk8s';
import { synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
for (const id of ['blue', 'green']) {
  new workload.Deployment(new Chart(app, id), 'Web', {
    metadata: { name: 'web' },
    containers: [{ image: `ghcr.io/acme/shop:${id}` }],
  });
}

app.synth();
