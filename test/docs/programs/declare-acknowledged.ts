import { Chart, Size } from 'cdk8s';
import { declare, storage, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, checks: synth.CheckLevel.STRICT });
const chart = new Chart(app, 'cache');

const claim = new storage.PersistentVolumeClaim(chart, 'Claim', {
  metadata: { name: 'cache' },
  storage: Size.gibibytes(1),
});
const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'cache' },
  replicas: 2,
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/acme/cache:1.0.0',
      mounts: [storage.Volume.persistentVolumeClaim('cache', claim).at('/cache')],
    },
  ],
});
declare.Acknowledgement.of(web, {
  rule: 'shared-claim',
  reason: 'this cluster has one node',
});

app.synth();
