import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { at, manifest, newChart } from '../../support';

type Container = Partial<workload.ContainerProps>;

const chart = newChart();
const settings = (data: { [key: string]: string } = { a: '1' }): config.ConfigMap =>
  new config.ConfigMap(newChart(), 'Settings', { data });
const password = (value = 'secret'): config.Secret =>
  new config.Secret(newChart(), 'Password', { stringData: { key: value } });

function web(
  container: Container,
  scope = newChart(),
  roll: object = { rollOnConfigChange: true },
): workload.Deployment {
  return new workload.Deployment(scope, 'Web', { containers: [{ image: 'nginx', ...container }], ...roll });
}

const annotations = (deployment: workload.Deployment): unknown =>
  at(manifest(deployment, 'Deployment', deployment.name), 'spec', 'template', 'metadata', 'annotations');
const mounted = (volume: storage.Volume): Container => ({ mounts: [volume.at('/etc/app')] });

test.each<[string, Container]>([
  ['a volume', mounted(storage.Volume.configMap('settings', settings()))],
  ['variables of all keys', { envFrom: [workload.EnvFrom.configMap(settings())] }],
])('a ConfigMap read by %s gives 32 digits', (_, container) => {
  expect(annotations(web(container))).toEqual({ 'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/) });
});

test.each<[string, Container]>([
  ['a volume', mounted(storage.Volume.secret('password', password()))],
  ['variables of all keys', { envFrom: [workload.EnvFrom.secret(password())] }],
])('a Secret read by %s gives 8 digits only', (_, container) => {
  expect(annotations(web(container))).toEqual({ 'checksum/secret': expect.stringMatching(/^[0-9a-f]{8}$/) });
});

test('a key of a ConfigMap or Secret of the same chart counts', () => {
  const scope = newChart();
  const a = new config.ConfigMap(scope, 'Settings', { data: { key: '1' } });
  const b = new config.Secret(scope, 'Password', { stringData: { key: '1' } });
  const envRefs = {
    A: kplus.EnvValue.fromConfigMap(a, 'key'),
    B: kplus.EnvValue.fromSecretValue({ secret: b, key: 'key' }),
  };
  expect(annotations(web({ envRefs }, scope))).toEqual({
    'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/),
    'checksum/secret': expect.stringMatching(/^[0-9a-f]{8}$/),
  });
});

test('is found behind hashed names in a stock App', () => {
  const scope = newChart({ disableResourceNameHashes: false });
  const a = new config.ConfigMap(scope, 'Settings', { data: { key: '1' } });
  const envRefs = { A: kplus.EnvValue.fromConfigMap(a, 'key') };
  expect(annotations(web({ envRefs }, scope))).toEqual({ 'checksum/config': expect.any(String) });
});

test('a ConfigMap of cdk8s-plus counts when it is mounted', () => {
  const other = new kplus.ConfigMap(newChart(), 'Settings', { data: { a: '1' } });
  expect(annotations(web(mounted(storage.Volume.configMap('v', other))))).toEqual({
    'checksum/config': expect.any(String),
  });
});

test.each([
  ['is false', { rollOnConfigChange: false }],
  ['is left out', {}],
])('is absent when rollOnConfigChange %s', (_, roll) => {
  expect(annotations(web(mounted(storage.Volume.configMap('v', settings())), newChart(), roll))).toBeUndefined();
});

test.each<[string, Container]>([
  ['nothing is read', {}],
  [
    'what is read is made elsewhere',
    mounted(storage.Volume.configMap('v', kplus.ConfigMap.fromConfigMapName(chart, 'Imported', 'x'))),
  ],
  [
    'a variable is a literal or a field',
    { envRefs: { A: kplus.EnvValue.fromValue('x'), B: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP) } },
  ],
])('is absent when %s', (_, container) => {
  expect(annotations(web(container))).toBeUndefined();
});

test('stands beside annotations of the caller', () => {
  const made = new workload.Deployment(newChart(), 'Web', {
    containers: [{ image: 'nginx', ...mounted(storage.Volume.secret('v', password())) }],
    podAnnotations: { note: 'x' },
    rollOnConfigChange: true,
  });
  expect(annotations(made)).toEqual({ note: 'x', 'checksum/secret': expect.any(String) });
});

describe('changes', () => {
  test.each([
    [
      'when data is added late',
      (map: config.ConfigMap) => {
        map.addData('b', '2');
      },
    ],
    [
      'when binary data is added late',
      (map: config.ConfigMap) => {
        map.addBinaryData('b', 'aGk=');
      },
    ],
    [
      'with a JSON patch',
      (map: config.ConfigMap) => {
        ApiObject.of(map).addJsonPatch(JsonPatch.replace('/data/a', '2'));
      },
    ],
  ])('%s', (_, change) => {
    const map = settings();
    const made = web(mounted(storage.Volume.configMap('v', map)));
    const before = annotations(made);
    change(map);
    expect(annotations(made)).not.toEqual(before);
  });

  test('when a password is added late', () => {
    const secret = password();
    const made = web(mounted(storage.Volume.secret('v', secret)));
    const before = annotations(made);
    secret.addStringData('other', 'x');
    expect(annotations(made)).not.toEqual(before);
  });

  test('when an init container or a sidecar reads the object that changes', () => {
    const of = (value: string): unknown =>
      annotations(
        new workload.Deployment(newChart(), 'Web', {
          containers: [{ image: 'nginx' }],
          sidecars: [{ image: 'a', ...mounted(storage.Volume.secret('v', password(value))) }],
          initContainers: [{ image: 'b', envFrom: [workload.EnvFrom.configMap(settings({ value }))] }],
          rollOnConfigChange: true,
        }),
      );
    expect(of('1')).not.toEqual(of('2'));
  });
});

describe('stays', () => {
  test('the same in another synthesis', () => {
    const of = (): unknown => annotations(web(mounted(storage.Volume.configMap('v', settings()))));
    expect(of()).toEqual(of());
  });

  test('the same when keys are written in another order', () => {
    const of = (data: { [key: string]: string }): unknown =>
      annotations(web(mounted(storage.Volume.configMap('v', settings(data)))));
    expect(of({ a: '1', b: '2' })).toEqual(of({ b: '2', a: '1' }));
  });

  test('the same when a label of the ConfigMap changes', () => {
    const map = settings();
    const made = web(mounted(storage.Volume.configMap('v', map)));
    const before = annotations(made);
    map.metadata.addLabel('a', 'b');
    expect(annotations(made)).toEqual(before);
  });

  test('the same when an object is read twice', () => {
    const map = settings();
    const once = annotations(web(mounted(storage.Volume.configMap('v', map))));
    const twice = annotations(
      web({ ...mounted(storage.Volume.configMap('v', map)), envFrom: [workload.EnvFrom.configMap(map)] }),
    );
    expect(twice).toEqual(once);
  });
});
