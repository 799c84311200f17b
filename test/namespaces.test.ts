import { Chart, Size } from 'cdk8s';
import { data, network, platform, workload } from 'cdk8s-patterns';
import { secretValue } from './data/support';
import { at, manifests, newChart } from './support';

const metadata = { name: 'one', namespace: 'elsewhere' };
const containers = [{ image: 'web', ports: [{ number: 80 }] }];

const made: [string, (chart: Chart) => unknown][] = [
  [
    'a deployment with a Service and a network policy',
    (chart) => {
      const deployment = new workload.Deployment(chart, 'Web', { metadata, containers });
      deployment.expose();
      deployment.allowFrom(deployment);
    },
  ],
  ['a stateful set', (chart) => new workload.StatefulSet(chart, 'Db', { metadata, containers }).expose()],
  [
    'a Postgres and its backup',
    (chart) => {
      const storage = { storage: Size.gibibytes(1) };
      const server = new data.Postgres(chart, 'Db', { metadata, password: secretValue(chart), storage });
      new data.PostgresBackup(chart, 'Backup', { metadata, server, database: 'todo', storage, schedule: '@daily' });
    },
  ],
  [
    'a caching proxy',
    (chart) => {
      const upstream = new network.Service(chart, 'Web', {
        metadata: { ...metadata, name: 'web' },
        ports: [{ port: 80 }],
      });
      new platform.CachingProxy(chart, 'Proxy', {
        metadata,
        upstream,
        placement: platform.ProxyPlacement.replicas(1),
        cache: platform.ProxyCache.emptyDir(),
      });
    },
  ],
];

test.each(made)('all parts of %s follow its namespace', (_, build) => {
  const chart = newChart({ namespace: 'here' });
  build(chart);
  const namespaces = manifests(chart).map((object) => at(object, 'metadata', 'namespace'));
  expect(new Set(namespaces)).toEqual(new Set(['elsewhere']));
});
