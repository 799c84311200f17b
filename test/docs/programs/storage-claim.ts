import { Chart, Size } from 'cdk8s';
import { storage, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'photos');

const claim = new storage.PersistentVolumeClaim(chart, 'Claim', {
  metadata: { name: 'photos' },
  storage: Size.gibibytes(5),
});
const photos = storage.Volume.persistentVolumeClaim('photos', claim);
const scratch = storage.Volume.emptyDir('scratch', { sizeLimit: Size.mebibytes(500) });

new workload.Deployment(chart, 'Web', {
  metadata: { name: 'photos' },
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/acme/photos:1.0.3',
      mounts: [photos.at('/photos', { readOnly: true }), scratch.at('/tmp')],
    },
  ],
});

app.synth();
