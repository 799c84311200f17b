import { Chart } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'shop');

const api = new workload.Deployment(chart, 'Api', {
  metadata: { name: 'api' },
  containers: [{ name: 'api', image: 'ghcr.io/acme/api:1.4.2', ports: [{ number: 8080, name: 'http' }] }],
});
const service = api.expose({ port: 80 });
const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'web' },
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/acme/web:1.4.2',
      ports: [{ number: 3000 }],
      env: { API_URL: `http://${service.name}` },
    },
  ],
});
web.expose({ port: 80, type: ServiceType.LOAD_BALANCER });
api.allowFrom(web);

app.synth();
