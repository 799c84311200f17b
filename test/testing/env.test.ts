import { Manifests } from '../../src/testing';
import { messageOf } from '../support';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const CONFIG = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop' },
  data: { MODE: 'fast', URL: 'http://$(HOST)', 'no=name': 'x', '1st': 'y' },
  binaryData: { BLOB: '/w==' },
};
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db', namespace: 'shop' },
  data: { USER: base64('postgres'), PASSWORD: base64('old') },
  stringData: { PASSWORD: 'geheim €' },
};

/** The environment of the container of a Deployment in namespace `shop`. */
function envOf(container: object, template: object = {}): { [name: string]: string } {
  const web = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { ...template, spec: { containers: [{ name: 'web', ...container }] } } },
  };
  const stray = { ...CONFIG, metadata: { name: 'settings', namespace: 'other' }, data: { MODE: 'slow' } };
  const text = [stray, web, CONFIG, SECRET].map((object) => JSON.stringify(object)).join('\n---\n');
  return Manifests.ofYaml(text).pod('Deployment', 'web').container('web').env;
}

const from = (source: object): object => ({ env: [{ name: 'A', valueFrom: source }] });

describe('env', () => {
  test('is empty where nothing is set', () => {
    expect(envOf({})).toEqual({});
  });

  test('has all names of a ConfigMap and a Secret that may be names of variables, with their prefix', () => {
    expect(
      envOf({ envFrom: [{ configMapRef: { name: 'settings' } }, { prefix: 'DB_', secretRef: { name: 'db' } }] }),
    ).toEqual({
      MODE: 'fast',
      URL: 'http://$(HOST)',
      DB_USER: 'postgres',
      DB_PASSWORD: 'geheim €',
    });
  });

  test('takes the last of several values, and variables over sources', () => {
    const env = [{ name: 'USER', value: 'a' }, { name: 'USER', value: 'b' }, { name: 'EMPTY' }];
    expect(envOf({ env, envFrom: [{ secretRef: { name: 'db' } }] })).toEqual({
      USER: 'b',
      PASSWORD: 'geheim €',
      EMPTY: '',
    });
  });

  test('fills in the variables before, and no others', () => {
    const env = [
      { name: 'LATE', value: '$(HOST)' },
      { name: 'HOST', value: 'db' },
      { name: 'URL', value: '$(HOST):5432/$(MODE)?$$(HOST)&$HOST&$(NONE)&$(' },
      { name: 'COPY', value: '$(URL)' },
    ];
    expect(envOf({ env, envFrom: [{ configMapRef: { name: 'settings' } }] })).toMatchObject({
      LATE: '$(HOST)',
      URL: 'db:5432/fast?$(HOST)&$HOST&$(NONE)&$(',
      COPY: 'db:5432/fast?$(HOST)&$HOST&$(NONE)&$(',
    });
  });

  test.each<[string, object, { [name: string]: string }]>([
    ['a key of a ConfigMap', { configMapKeyRef: { name: 'settings', key: 'MODE' } }, { A: 'fast' }],
    ['a key of a Secret', { secretKeyRef: { name: 'db', key: 'USER' } }, { A: 'postgres' }],
    ['a key that may be absent', { secretKeyRef: { name: 'db', key: 'X', optional: true } }, {}],
    ['a Secret that may be absent', { secretKeyRef: { name: 'x', key: 'X', optional: true } }, {}],
    ['a Secret that is elsewhere', { secretKeyRef: { name: 'x', key: 'X' } }, { A: '<Secret x, key X>' }],
    ['a label', { fieldRef: { fieldPath: "metadata.labels['app']" } }, { A: 'web' }],
    ['a label that is not there', { fieldRef: { fieldPath: "metadata.labels['x']" } }, { A: '' }],
    ['the namespace', { fieldRef: { fieldPath: 'metadata.namespace' } }, { A: 'shop' }],
    ['the account', { fieldRef: { fieldPath: 'spec.serviceAccountName' } }, { A: 'default' }],
    ['the address', { fieldRef: { fieldPath: 'status.podIP' } }, { A: '<status.podIP>' }],
    [
      'the name of a pod that a controller names',
      { fieldRef: { fieldPath: 'metadata.name' } },
      { A: '<metadata.name>' },
    ],
    ['a resource', { resourceFieldRef: { resource: 'limits.cpu' } }, { A: '<limits.cpu>' }],
    ['a source that is newer', { fileKeyRef: { key: 'a' } }, { A: '<fileKeyRef>' }],
  ])('has the value of %s', (_, source, env) => {
    expect(envOf(from(source), { metadata: { labels: { app: 'web' } } })).toEqual(env);
  });

  test('tells that it takes all of what is elsewhere', () => {
    const elsewhere = [{ prefix: 'P_', secretRef: { name: 'x' } }, { configMapRef: { name: 'y', optional: true } }];
    expect(envOf({ envFrom: elsewhere })).toEqual({ 'P_<Secret x>': '<Secret x>' });
  });

  test('fails for a key that is not there', () => {
    expect(messageOf(() => envOf(from({ secretKeyRef: { name: 'db', key: 'X' } })))).toBe(
      `'env.A' of Deployment web in namespace shop must name a key of Secret db, got "X"; its keys are: USER, PASSWORD`,
    );
  });
});

test.each<[string, object]>([
  ['Pod', { apiVersion: 'v1', spec: { containers: [{ name: 'c', env: [{ name: 'A', value: 'x' }] }] } }],
  ...['Job:batch/v1', 'StatefulSet:apps/v1', 'Service:serving.knative.dev/v1'].map((type): [string, object] => {
    const [kind = '', apiVersion = ''] = type.split(':');
    const template = { spec: { containers: [{ name: 'c', env: [{ name: 'A', value: 'x' }] }] } };
    return [kind, { apiVersion, spec: { template } }];
  }),
  [
    'CronJob',
    {
      apiVersion: 'batch/v1',
      spec: {
        jobTemplate: {
          spec: { template: { spec: { containers: [{ name: 'c', env: [{ name: 'A', value: 'x' }] }] } } },
        },
      },
    },
  ],
])('pods of a %s are found', (kind, fields) => {
  const yaml = JSON.stringify({ kind, metadata: { name: 'a', generateName: 'b' }, ...fields });
  const pod = Manifests.ofYaml(yaml).pod(kind, 'a');
  expect(pod.container().env).toEqual({ A: 'x' });
  expect([pod.owner, pod.running, pod.spec]).toEqual([
    `${kind} a`,
    ['c'],
    { containers: [{ name: 'c', env: [{ name: 'A', value: 'x' }] }] },
  ]);
});

describe('container', () => {
  const spec = {
    initContainers: [{ name: 'init' }, { name: 'log', restartPolicy: 'Always' }],
    containers: [{ name: 'web', image: 'nginx' }],
  };
  const pod = Manifests.ofYaml(JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec })).pod(
    'Pod',
  );

  test('finds those that run, and those that run before', () => {
    expect([pod.running, pod.container('init').name, pod.container('web').spec]).toEqual([
      ['log', 'web'],
      'init',
      { name: 'web', image: 'nginx' },
    ]);
  });

  test('fails for another name, and without a name where there are several', () => {
    expect(messageOf(() => pod.container('wbe'))).toBe(
      `'name' must be the name of a container of Pod a, got "wbe"; there are: init, log, web`,
    );
    expect(messageOf(() => pod.container())).toBe(
      "'name' must be the name of a container of Pod a, got none for 3 containers; there are: init, log, web",
    );
  });
});
