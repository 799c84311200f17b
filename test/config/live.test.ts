import { App, Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { manifest, messageOf, newChart } from '../support';

type Container = Partial<workload.ContainerProps>;

/** What is wrong with a live ConfigMap and a Deployment that reads it. */
function problems(read: (settings: config.ConfigMap) => Container, namespaces: [string?, string?] = []): string[] {
  const app = new App();
  const [first, second] = ['settings', 'web'].map(
    (id, i) => new Chart(app, id, { namespace: namespaces[i], disableResourceNameHashes: true }),
  ) as [Chart, Chart];
  const settings = config.ConfigMap.live(first, 'Live', { metadata: { name: 'live' }, data: { 'a.json': '{}' } });
  new workload.Deployment(second, 'Web', {
    metadata: { name: 'web' },
    containers: [{ name: 'web', image: 'web', ...read(settings) }],
  });
  return settings.node.validate();
}

const WAY_OUT = 'mount the whole ConfigMap, or make it with ConfigMap.versioned';
const VARIABLES = `live settings must not be variables, got them in Deployment web; ${WAY_OUT}`;
const SUB_PATH = `live settings must not have a 'subPath', got one in Deployment web; ${WAY_OUT}`;

test.each<[string, (settings: config.ConfigMap) => Container, string]>([
  ['a variable', (s) => ({ envRefs: { A: EnvValue.fromConfigMap(s, 'a.json') } }), VARIABLES],
  ['all variables', (s) => ({ envFrom: [workload.EnvFrom.configMap(s)] }), VARIABLES],
  [
    'a single file',
    (s) => ({ mounts: [storage.Volume.configMap('s', s).at('/a.json', { subPath: 'a.json' })] }),
    SUB_PATH,
  ],
  [
    'a path with variables',
    (s) => ({ env: { A: 'a' }, mounts: [storage.Volume.configMap('s', s).at('/a', { subPathExpr: '$(A)' })] }),
    SUB_PATH,
  ],
  [
    'a single file of a projected volume',
    (s) => ({
      mounts: [
        storage.Volume.of({ name: 'p', projected: { sources: [{ configMap: { name: s.name } }] } }).at('/a', {
          subPath: 'a.json',
        }),
      ],
    }),
    SUB_PATH,
  ],
])('live settings are refused as %s', (_, read, problem) => {
  expect(problems(read)).toEqual([problem]);
});

test('live settings are files of a whole directory', () => {
  expect(problems((s) => ({ mounts: [storage.Volume.configMap('s', s).at('/config')] }))).toEqual([]);
});

test('pods of another namespace read another object', () => {
  expect(problems((s) => ({ envFrom: [workload.EnvFrom.configMap(s)] }), ['one', 'two'])).toEqual([]);
});

test('live settings render as any ConfigMap', () => {
  const settings = config.ConfigMap.live(newChart(), 'Live', { metadata: { name: 'live' }, data: { a: '1' } });
  settings.addData('b', '2');
  expect(manifest(settings, 'ConfigMap')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'live' },
    data: { a: '1', b: '2' },
  });
});

test('live settings are not immutable', () => {
  expect(messageOf(() => config.ConfigMap.live(newChart(), 'Live', { immutable: true }))).toBe(
    "[app/Live] 'immutable' must be absent from live settings, got true; omit it",
  );
});
