import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart, podOf } from '../support';

const KEY = "must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..'";

const secret = (props?: kplus.SecretProps): config.Secret => new config.Secret(newChart(), 'Password', props);

test('renders every prop', () => {
  const props: Required<kplus.SecretProps> = {
    metadata: { name: 'password', labels: { app: 'db' }, annotations: { note: 'for learning' } },
    stringData: { POSTGRES_PASSWORD: 'kiamol-2*2*', EMPTY: '' },
    type: 'Opaque',
    immutable: true,
  };
  expect(inChart((chart) => new config.Secret(chart, 'Password', props))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'password', labels: { app: 'db' }, annotations: { note: 'for learning' } },
      type: 'Opaque',
      immutable: true,
      data: { POSTGRES_PASSWORD: 'a2lhbW9sLTIqMio=', EMPTY: '' },
    },
  ]);
});

test.each([
  ['nothing', undefined],
  ['an empty object', {}],
  ['no data', { stringData: {} }],
  ['what is mutable by default', { immutable: false }],
])('renders no empty fields for %s', (_, props) => {
  expect(inChart((chart) => new config.Secret(chart, 'Password', props))).toEqual([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'app-password' } },
  ]);
});

test('renders data, not stringData', () => {
  const rendered = manifest(secret({ stringData: { a: 'b' } }), 'Secret');
  expect(rendered).toHaveProperty('data', { a: 'Yg==' });
  expect(rendered).not.toHaveProperty('stringData');
});

test.each([
  ['ü', 'w7w='],
  ['line\nline', 'bGluZQpsaW5l'],
  ['😀', '8J+YgA=='],
])('encodes %j as UTF-8', (value, encoded) => {
  expect(manifest(secret({ stringData: { a: value } }), 'Secret')).toHaveProperty('data.a', encoded);
});

test('renders what is added later', () => {
  const password = secret({ stringData: { a: '1' } });
  password.addStringData('b', '2');
  expect(manifest(password, 'Secret')).toHaveProperty('data', { a: 'MQ==', b: 'Mg==' });
});

test('a value that is added again replaces the first', () => {
  const password = secret({ stringData: { a: '1' } });
  password.addStringData('a', '2');
  expect(manifest(password, 'Secret')).toHaveProperty('data', { a: 'Mg==' });
});

test('reads back what was written', () => {
  expect(secret({ stringData: { a: '1' } }).getStringData('a')).toBe('1');
});

test('is a variable of cdk8s-plus pods', () => {
  const chart = newChart();
  const password = new config.Secret(chart, 'Password', { stringData: { key: 'x' } });
  const deployment = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
  deployment.containers[0]?.env.addVariable('PASSWORD', password.envValue('key'));
  expect(podOf(chart)).toHaveProperty('containers.0.env', [
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'app-password', key: 'key' } } },
  ]);
});

test('copies the data', () => {
  const stringData: { [key: string]: string } = { a: '1' };
  const password = secret({ stringData });
  stringData['b'] = '2';
  expect(manifest(password, 'Secret')).toHaveProperty('data', { a: 'MQ==' });
});

test('leaves what it is given alone', () => {
  const stringData = Object.freeze({ a: '1' });
  secret(Object.freeze({ stringData })).addStringData('b', '2');
  expect(stringData).toEqual({ a: '1' });
});

test.each(['', '.', '..a', 'a b', 'é'])('fails for the key %j', (key) => {
  expect(messageOf(() => secret({ stringData: { [key]: 'x' } }))).toBe(
    `[app/Password] 'stringData' has a key that ${KEY}, got ${JSON.stringify(key)}; rename the key`,
  );
});

test('fails for a wrong key that is added later', () => {
  const password = secret();
  expect(
    messageOf(() => {
      password.addStringData('a b', 'x');
    }),
  ).toBe(`[app/Password] 'stringData' has a key that ${KEY}, got "a b"; rename the key`);
});

test('fails for a variable of the environment that is not set', () => {
  expect(messageOf(() => secret({ stringData: { password: process.env['NOT_SET'] as never } }))).toBe(
    '[app/Password] \'stringData["password"]\' must be a text, got undefined; convert it, or omit the key',
  );
});

test('fails for a wrong name', () => {
  expect(messageOf(() => secret({ metadata: { name: 'a_b' } }))).toBe(
    "[app/Password] 'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"a_b\"; choose another name or omit it",
  );
});

describe('gaps', () => {
  test('keeps data that a JSON patch adds', () => {
    const password = secret({ stringData: { a: '1' } });
    ApiObject.of(password).addJsonPatch(JsonPatch.add('/data', { z: 'eg==' }));
    expect(manifest(password, 'Secret')).toHaveProperty('data', { a: 'MQ==', z: 'eg==' });
  });

  test.each<[string, kplus.SecretProps]>([
    ['the data exceeds one mebibyte', { stringData: { a: 'x'.repeat(1024 * 1024 + 1) } }],
  ])('fails when %s', (_, props) => {
    expect(messageOf(() => manifest(secret(props), 'Secret'))).toMatch(/\[app\/Password\] 'stringData.*'.*; /);
  });
});
