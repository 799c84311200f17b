import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart, podOf } from '../support';

const KEY = "must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..'";

const configMap = (props?: kplus.ConfigMapProps): config.ConfigMap =>
  new config.ConfigMap(newChart(), 'Settings', props);

test('renders every prop', () => {
  const props: Required<kplus.ConfigMapProps> = {
    metadata: { name: 'settings', labels: { app: 'web' }, annotations: { note: 'x' } },
    data: { 'app.conf': 'a = 1\nb = 2\n', EMPTY: '' },
    binaryData: { logo: 'aGk=' },
    immutable: true,
  };
  expect(inChart((chart) => new config.ConfigMap(chart, 'Settings', props))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', labels: { app: 'web' }, annotations: { note: 'x' } },
      data: { 'app.conf': 'a = 1\nb = 2\n', EMPTY: '' },
      binaryData: { logo: 'aGk=' },
      immutable: true,
    },
  ]);
});

test.each([
  ['nothing', undefined],
  ['an empty object', {}],
  ['what is mutable by default', { immutable: false }],
])('renders no empty fields for %s', (_, props) => {
  expect(inChart((chart) => new config.ConfigMap(chart, 'Settings', props))).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app-settings' } },
  ]);
});

test('renders what is added later', () => {
  const settings = configMap({ data: { a: '1' } });
  settings.addData('b', '2');
  settings.addBinaryData('c', 'aGk=');
  expect(manifest(settings, 'ConfigMap')).toMatchObject({ data: { a: '1', b: '2' }, binaryData: { c: 'aGk=' } });
});

test('adds a file whose bytes are no text in base64', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-map-'));
  try {
    fs.writeFileSync(path.join(folder, 'licence.key'), Buffer.from([0xff, 0x00, 0x61]));
    fs.writeFileSync(path.join(folder, 'text'), 'grüße');
    const settings = configMap();
    settings.addFile(path.join(folder, 'licence.key'));
    settings.addFile(path.join(folder, 'text'), 'hello.txt');
    expect(manifest(settings, 'ConfigMap')).toMatchObject({
      data: { 'hello.txt': 'grüße' },
      binaryData: { 'licence.key': '/wBh' },
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('adds files by their name', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-map-'));
  try {
    fs.writeFileSync(path.join(folder, 'nginx.conf'), 'events {}\n');
    const settings = configMap();
    settings.addDirectory(folder);
    expect(manifest(settings, 'ConfigMap')).toHaveProperty('data', { 'nginx.conf': 'events {}\n' });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('keeps JSON patches', () => {
  const settings = configMap({ data: { a: '1' } });
  ApiObject.of(settings).addJsonPatch(JsonPatch.add('/data/b', '2'));
  expect(manifest(settings, 'ConfigMap')).toHaveProperty('data', { a: '1', b: '2' });
});

test('is a volume of cdk8s-plus pods', () => {
  const chart = newChart();
  const settings = new config.ConfigMap(chart, 'Settings', { data: { a: '1' } });
  const deployment = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
  deployment.containers[0]?.mount('/etc/app', kplus.Volume.fromConfigMap(chart, 'Volume', settings));
  expect(podOf(chart)).toHaveProperty('volumes.0.configMap.name', 'app-settings');
});

test('is found by its hashed name in a stock App', () => {
  const chart = newChart({ disableResourceNameHashes: false });
  const settings = new config.ConfigMap(chart, 'Settings');
  new workload.Deployment(chart, 'Web', {
    containers: [{ image: 'nginx', mounts: [storage.Volume.configMap('settings', settings).at('/etc/app')] }],
  });
  expect(manifest(chart, 'ConfigMap', settings.name)).toBeDefined();
  expect(podOf(chart)).toHaveProperty('volumes.0.configMap.name', settings.name);
});

test('fails for a file that cannot be read', () => {
  expect(messageOf(() => configMap().addFile('/no/licence.key'))).toBe(
    '[app/Settings] \'localFile\' must be a file that can be read, got "/no/licence.key"; correct the path',
  );
});

test('copies the data', () => {
  const data: { [key: string]: string } = { a: '1' };
  const settings = configMap({ data });
  data['b'] = '2';
  expect(manifest(settings, 'ConfigMap')).toHaveProperty('data', { a: '1' });
});

test('leaves what it is given alone', () => {
  const props = Object.freeze({ data: Object.freeze({ a: '1' }), metadata: Object.freeze({ name: 'settings' }) });
  const settings = configMap(props);
  settings.addData('b', '2');
  expect(props.data).toEqual({ a: '1' });
});

test.each(['', '.', '..', '..a', 'a b', 'a/b', 'é', 'n'.repeat(254)])('fails for the key %j', (key) => {
  const got = key.length > 77 ? `"${'n'.repeat(76)}...` : JSON.stringify(key);
  expect(messageOf(() => configMap({ data: { [key]: 'x' } }))).toBe(
    `[app/Settings] 'data' has a key that ${KEY}, got ${got}; rename the key`,
  );
});

test('fails for a wrong key of binary data', () => {
  expect(messageOf(() => configMap({ binaryData: { 'a b': 'aGk=' } }))).toBe(
    `[app/Settings] 'binaryData' has a key that ${KEY}, got "a b"; rename the key`,
  );
});

test('fails for a wrong key that is added later', () => {
  const settings = configMap();
  expect(
    messageOf(() => {
      settings.addData('a b', 'x');
    }),
  ).toBe(`[app/Settings] 'data' has a key that ${KEY}, got "a b"; rename the key`);
});

test('fails for a wrong name', () => {
  expect(messageOf(() => configMap({ metadata: { name: 'Settings' } }))).toBe(
    "[app/Settings] 'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Settings\"; choose another name or omit it",
  );
});

test.each([
  ['nothing', undefined, 'undefined'],
  ['a number', 8080, '8080'],
])('fails for %s in place of a text', (_, value, got) => {
  expect(messageOf(() => configMap({ data: { port: value as never } }))).toBe(
    `[app/Settings] 'data["port"]' must be a text, got ${got}; convert it, or omit the key`,
  );
});

test('a key is taken once', () => {
  expect(() => configMap({ data: { a: '1' }, binaryData: { a: 'aGk=' } })).toThrow(/"a"/);
});

describe('gaps', () => {
  test.each<[string, kplus.ConfigMapProps]>([
    ['a key is taken twice', { data: { a: '1' }, binaryData: { a: 'aGk=' } }],
    ['binary data is no base64', { binaryData: { a: '***' } }],
    ['base64 lacks its padding', { binaryData: { a: 'aGk' } }],
    ['the data exceeds one mebibyte', { data: { a: 'x'.repeat(1024 * 1024 + 1) } }],
  ])('fails when %s', (_, props) => {
    expect(messageOf(() => manifest(configMap(props), 'ConfigMap'))).toMatch(
      /\[app\/Settings\] '(data|binaryData).*'.*; /,
    );
  });
});
