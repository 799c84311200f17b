import { Chart, Size } from 'cdk8s';
import { storage, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'search');

const data = storage.Volume.claimTemplate('data', { storage: Size.gibibytes(10) });
new workload.StatefulSet(chart, 'Index', {
  metadata: { name: 'index' },
  replicas: 3,
  containers: [
    {
      name: 'index',
      image: 'ghcr.io/acme/index:3.0.1',
      ports: [{ number: 9200 }],
      mounts: [data.at('/var/lib/index')],
    },
  ],
});

app.synth();
