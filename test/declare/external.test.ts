import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { External, ExternalObject } from '../../src/declare';

let chart: Chart;

beforeEach(() => {
  chart = new Chart(new App(), 'web', { namespace: 'team' });
});

test('tells what was declared, in the namespace of the chart', () => {
  External.secret(chart, 'db', { keys: ['user', 'password'], reason: 'made by the operator' });
  External.configMap(chart, 'settings', { namespace: 'other' });

  expect(External.declaredIn(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      name: 'db',
      namespace: 'team',
      keys: ['user', 'password'],
      reason: 'made by the operator',
    },
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', namespace: 'other' },
  ]);
});

test.each<[string, (scope: Construct, name: string) => ExternalObject, string, string]>([
  ['secret', (scope, name) => External.secret(scope, name), 'v1', 'Secret'],
  ['configMap', (scope, name) => External.configMap(scope, name), 'v1', 'ConfigMap'],
  [
    'persistentVolumeClaim',
    (scope, name) => External.persistentVolumeClaim(scope, name),
    'v1',
    'PersistentVolumeClaim',
  ],
  ['service', (scope, name) => External.service(scope, name), 'v1', 'Service'],
  ['serviceAccount', (scope, name) => External.serviceAccount(scope, name), 'v1', 'ServiceAccount'],
])('declares with %s an object in a namespace', (_, declare, apiVersion, kind) => {
  expect(declare(chart, 'name')).toEqual({ apiVersion, kind, name: 'name', namespace: 'team' });
});

test.each<[string, (scope: Construct, name: string) => ExternalObject, string, string]>([
  ['namespace', (scope, name) => External.namespace(scope, name), 'v1', 'Namespace'],
  ['storageClass', (scope, name) => External.storageClass(scope, name), 'storage.k8s.io/v1', 'StorageClass'],
  ['ingressClass', (scope, name) => External.ingressClass(scope, name), 'networking.k8s.io/v1', 'IngressClass'],
  ['priorityClass', (scope, name) => External.priorityClass(scope, name), 'scheduling.k8s.io/v1', 'PriorityClass'],
])('declares with %s an object without a namespace', (_, declare, apiVersion, kind) => {
  expect(declare(chart, 'name')).toEqual({ apiVersion, kind, name: 'name' });
});

test('declares a custom resource definition by its full name', () => {
  expect(External.customResourceDefinition(chart, 'services.serving.knative.dev')).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    name: 'services.serving.knative.dev',
  });
});

test('declares an object of any kind', () => {
  const object: Required<ExternalObject> = {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    name: 'hello',
    namespace: 'default',
    keys: ['a'],
    reason: 'by hand',
  };

  expect(External.object(chart, object)).toEqual(object);
  expect(
    External.object(chart, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'system:node' }),
  ).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    name: 'system:node',
  });
});

test('leaves the namespace open outside charts', () => {
  const app = new App();

  expect(External.secret(app, 'db')).toEqual({ apiVersion: 'v1', kind: 'Secret', name: 'db' });
});

test('reads the whole subtree in the order of the tree, from metadata without stack traces', () => {
  const inner = new Construct(chart, 'Inner');
  External.secret(inner, 'second');
  External.secret(chart, 'first');

  expect(External.declaredIn(chart.node.root).map((object) => object.name)).toEqual(['first', 'second']);
  expect(External.declaredOn(inner).map((object) => object.name)).toEqual(['second']);
  expect(inner.node.metadata).toEqual([
    { type: 'cdk8s-patterns:external', data: { apiVersion: 'v1', kind: 'Secret', name: 'second', namespace: 'team' } },
  ]);
});

test('keeps its own copy of the keys', () => {
  const keys = ['a'];
  External.secret(chart, 'db', { keys });
  keys.push('b');

  expect(External.declaredIn(chart)).toMatchObject([{ keys: ['a'] }]);
});

const word = /^\[web\] '(\w+)' (.*), got (.*); .+$/;

test.each<[string, () => ExternalObject, string, string]>([
  ['a secret has a bad name', () => External.secret(chart, 'My_Secret'), 'name', '"My_Secret"'],
  ['a service has a name with dots', () => External.service(chart, 'a.b'), 'name', '"a.b"'],
  ['a namespace has a name with dots', () => External.namespace(chart, 'a.b'), 'name', '"a.b"'],
  ['a definition has no group', () => External.customResourceDefinition(chart, 'services'), 'name', '"services"'],
  ['a definition has capitals', () => External.customResourceDefinition(chart, 'A.b.c'), 'name', '"A.b.c"'],
  ['a key is none', () => External.configMap(chart, 'c', { keys: ['a b'] }), 'keys', '"a b"'],
  ['a namespace is none', () => External.secret(chart, 's', { namespace: 'A' }), 'namespace', '"A"'],
  ['a reason has two lines', () => External.secret(chart, 's', { reason: 'a\nb' }), 'reason', '"a\\nb"'],
  ['a name has a slash', () => External.object(chart, { apiVersion: 'v1', kind: 'A', name: 'a/b' }), 'name', '"a/b"'],
  [
    'a version is none',
    () => External.object(chart, { apiVersion: 'apps/1', kind: 'A', name: 'a' }),
    'apiVersion',
    '"apps/1"',
  ],
  ['a kind is none', () => External.object(chart, { apiVersion: 'v1', kind: 'secret', name: 'a' }), 'kind', '"secret"'],
  [
    'a kind has no namespace',
    () => External.object(chart, { apiVersion: 'v1', kind: 'Node', name: 'a', namespace: 'b' }),
    'namespace',
    '"b"',
  ],
])('fails when %s', (_, declare, prop, got) => {
  let message = '';
  try {
    declare();
  } catch (error) {
    message = (error as Error).message;
  }

  expect(word.exec(message)?.[1]).toBe(prop);
  expect(word.exec(message)?.[3]).toBe(got);
  expect(External.declaredIn(chart)).toEqual([]);
});
