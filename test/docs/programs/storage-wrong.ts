import { Chart, Size } from 'cdk8s';
import { storage, synth } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'archive');

const volume = new storage.PersistentVolume(chart, 'Volume', {
  metadata: { name: 'archive' },
  storage: Size.gibibytes(50),
  source: storage.PersistentVolumeSource.nfs('nfs.example.com', '/archive'),
});
new storage.PersistentVolumeClaim(chart, 'Claim', { storage: Size.gibibytes(100), volume });

app.synth();
