import { Chart, Size } from 'cdk8s';
import { secure, storage, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, objectOrder: synth.ObjectOrder.APPLY });
const chart = new Chart(app, 'archive', { namespace: 'archive' });

new secure.Namespace(chart, 'Namespace');
const volume = new storage.PersistentVolume(chart, 'Volume', {
  metadata: { name: 'archive' },
  storage: Size.gibibytes(50),
  source: storage.PersistentVolumeSource.nfs('nfs.example.com', '/archive'),
});
const claim = new storage.PersistentVolumeClaim(chart, 'Claim', {
  metadata: { name: 'archive' },
  storage: Size.gibibytes(50),
  volume,
});
volume.reserveFor(claim);

app.synth();
