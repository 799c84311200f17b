import { Chart, Size } from 'cdk8s';
import { platform, synth, workload } from 'cdk8s-patterns';

const app = new synth.App();
const chart = new Chart(app, 'maps');

const tiles = new workload.Deployment(chart, 'Tiles', {
  containers: [{ image: 'ghcr.io/acme/tiles:5.2.0', ports: [{ number: 8080 }] }],
});
new platform.CachingProxy(chart, 'Proxy', {
  upstream: tiles.expose(),
  placement: platform.ProxyPlacement.replicas(2),
  cache: platform.ProxyCache.claim({ storage: Size.gibibytes(4) }),
});

app.synth();
