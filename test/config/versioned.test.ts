import { config } from 'cdk8s-patterns';
import { inChart, messageOf, newChart } from '../support';

const map = (data: { [key: string]: string }, binaryData?: { [key: string]: string }): string =>
  config.ConfigMap.versioned(newChart(), 'Settings', { name: 'web', data, binaryData }).name;
const secret = (stringData: { [key: string]: string }): string =>
  config.Secret.versioned(newChart(), 'Password', { name: 'web', stringData }).name;

test('a versioned ConfigMap renders every prop, and never changes', () => {
  const props: Required<config.VersionedConfigMapProps> = {
    name: 'web-config',
    data: { level: 'info' },
    binaryData: { logo: 'aGk=' },
    metadata: { name: 'overruled', labels: { app: 'web' } },
  };
  expect(inChart((chart) => config.ConfigMap.versioned(chart, 'Settings', props))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web-config-800fd81e', labels: { app: 'web' } },
      immutable: true,
      data: { level: 'info' },
      binaryData: { logo: 'aGk=' },
    },
  ]);
});

test('a versioned Secret renders every prop, and never changes', () => {
  const props: Required<config.VersionedSecretProps> = {
    name: 'web-secret',
    stringData: { password: 'x' },
    type: 'Opaque',
    metadata: { labels: { app: 'web' } },
  };
  expect(inChart((chart) => config.Secret.versioned(chart, 'Password', props))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'web-secret-995d4614', labels: { app: 'web' } },
      immutable: true,
      type: 'Opaque',
      data: { password: 'eA==' },
    },
  ]);
});

test.each([
  ['another value', map({ a: '1' }), map({ a: '2' })],
  ['another key', map({ a: '1' }), map({ b: '1' })],
  ['bytes in place of text', map({ a: 'aGk=' }), map({}, { a: 'aGk=' })],
  ['another value of a Secret', secret({ a: '1' }), secret({ a: '2' })],
])('%s is another object', (_, before, after) => {
  expect(after).not.toBe(before);
});

test('the order of the keys makes no version', () => {
  expect(map({ a: '1', b: '2' })).toBe(map({ b: '2', a: '1' }));
});

test('nothing can be added to a version', () => {
  const settings = config.ConfigMap.versioned(newChart(), 'Settings', { name: 'web', data: { a: '1' } });
  const password = config.Secret.versioned(newChart(), 'Password', { name: 'web', stringData: { a: '1' } });
  expect([
    messageOf(() => settings.addData('b', '2')),
    messageOf(() => settings.addBinaryData('c', 'aGk=')),
    messageOf(() => password.addStringData('b', '2')),
  ]).toEqual([
    `[app/Settings] 'data' must be complete when a version is made, got "b" later; give it to 'ConfigMap.versioned'`,
    `[app/Settings] 'binaryData' must be complete when a version is made, got "c" later; give it to 'ConfigMap.versioned'`,
    `[app/Password] 'stringData' must be complete when a version is made, got "b" later; give it to 'Secret.versioned'`,
  ]);
});
