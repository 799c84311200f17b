import { Chart } from 'cdk8s';
import { declare, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES, objectOrder: synth.ObjectOrder.APPLY });
const shop = new synth.Folder(app, 'shop');
const update = new synth.Folder(shop, '2-update', { after: [shop] });

for (const [folder, image] of [
  [shop, 'ghcr.io/acme/shop:1.4.2'],
  [update, 'ghcr.io/acme/shop:1.5.0'],
] as const) {
  const chart = new Chart(folder, 'web', { namespace: 'shop' });
  declare.External.namespace(chart, 'shop', { reason: 'made by the platform team' });
  new workload.Deployment(chart, 'Web', { metadata: { name: 'web' }, containers: [{ name: 'web', image }] });
}

app.synth();
