import { Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { platform, samples, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, objectOrder: synth.ObjectOrder.APPLY });
const chart = new Chart(new synth.Folder(app, 'demo'), 'pi', { disableResourceNameHashes: true });
new samples.Pi(chart, 'Pi', {
  cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
  autoscaling: { maxReplicas: 5 },
  entry: samples.PiEntry.cachingProxy({ placement: platform.ProxyPlacement.everyNode() }),
});
app.synth();
