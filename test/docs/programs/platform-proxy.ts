import { Chart, Duration, Size } from 'cdk8s';
import { platform, synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'maps', { disableResourceNameHashes: true });

const tiles = new workload.Deployment(chart, 'Tiles', {
  metadata: { name: 'tiles' },
  containers: [{ name: 'tiles', image: 'ghcr.io/acme/tiles:5.2.0', ports: [{ number: 8080 }] }],
});
new platform.CachingProxy(chart, 'Proxy', {
  metadata: { name: 'maps' },
  upstream: tiles.expose(),
  placement: platform.ProxyPlacement.replicas(2),
  cache: platform.ProxyCache.emptyDir(Size.gibibytes(4)),
  validity: Duration.days(7),
});

app.synth();
