import { App, Chart, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { config, data, network, storage, workload } from 'cdk8s-patterns';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

const secret = new config.Secret(chart, 'Secret', {
  metadata: { name: 'shop-db-secret' },
  stringData: { password: process.env.SHOP_DB_PASSWORD ?? 'only for learning' },
});
const db = new data.Postgres(chart, 'Db', {
  metadata: { name: 'shop-db' },
  password: { secret, key: 'password' },
  storage: { storage: Size.gibibytes(1) },
  replicas: 2,
});

const logs = storage.Volume.emptyDir('logs');
const web = new workload.Deployment(chart, 'Web', {
  metadata: { name: 'shop-web' },
  replicas: 2,
  containers: [
    {
      image: 'ghcr.io/acme/shop:1.4.2',
      ports: [{ number: 8080, name: 'http' }],
      readiness: workload.Probe.http('/healthz'),
      env: { DB_HOST: db.primaryHost },
      resources: { cpu: { request: Cpu.millis(100) } },
      mounts: [logs.at('/var/log/shop')],
    },
  ],
  sidecars: [workload.LogAdapter.container({ volume: logs, file: 'shop.log' })],
});
const service: network.Service = web.expose({ port: 80, type: ServiceType.LOAD_BALANCER });
service.metadata.addAnnotation('example.com/owner', 'shop-team');
db.allowFrom(web);

app.synth();
