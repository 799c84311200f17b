import { Chart } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { synth, workload } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'shop');

const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'web' },
  replicas: 2,
  security: workload.PodSecurityLevel.RESTRICTED,
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/acme/shop:1.4.2',
      ports: [{ number: 8080, name: 'http' }],
      readiness: workload.Probe.http('/healthz'),
      resources: { cpu: { request: Cpu.millis(100) } },
    },
  ],
});
web.expose({ port: 80, type: ServiceType.LOAD_BALANCER });

app.synth();
