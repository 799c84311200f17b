import { Chart } from 'cdk8s';
import { secure, storage, synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new secure.Namespace(chart, 'Namespace', { enforce: workload.PodSecurityLevel.BASELINE });
const socket = storage.Volume.hostPath('socket', '/run/containerd/containerd.sock');
new workload.Deployment(chart, 'Agent', {
  metadata: { name: 'agent' },
  containers: [{ image: 'ghcr.io/acme/agent:0.3.0', mounts: [socket.at('/run/containerd.sock')] }],
});

app.synth();
