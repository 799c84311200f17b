import { ApiObject } from 'cdk8s';
import { check, declare } from 'cdk8s-patterns';
import { newChart } from '../support';
import { manifestsOf, UPDATES } from './immutable-cases';
import { parsed } from './support';

const setOf = (yaml: string, name = '', more: Partial<check.ApplySet> = {}): check.ApplySet => ({
  name,
  manifests: parsed(yaml).map((json) => ({ json })),
  ...more,
});

/** The changes that are refused: pointer and message. */
function refused(sets: check.ApplySet[], options: check.CheckOptions): [string, string][] {
  const { findings } = check.Checks.sets(sets, options);
  return findings.flatMap(({ rule, pointer, message }): [string, string][] =>
    rule === 'immutable-field' ? [[pointer, message]] : [],
  );
}

const pointers = (older: string, newer: string, target: string): string[] =>
  refused([setOf(newer)], { against: [setOf(older)], target }).map(([pointer]) => pointer);

describe.each(['1.27', '1.37'])('of Kubernetes %s', (target) => {
  test.each(UPDATES)('knows what the API server says to this update: $name', (update) => {
    const { older, newer } = manifestsOf(update);
    const expected = update.only === undefined || update.only === target ? update.refused : [];
    expect(pointers(older, newer, target)).toEqual(expected);
  });

  test.each(UPDATES)('accepts a manifest that does not change: $name', (update) => {
    const { newer } = manifestsOf(update);
    expect(pointers(newer, newer, target)).toEqual([]);
  });
});

const update = (name: string) => {
  const found = UPDATES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no update ${name}`);
  return found;
};

const secret = (data: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: a, annotations: { b: c } }\nimmutable: true\n${data}\n`;
const older = secret('data: { a: YQ== }');
const newer = secret('stringData: { a: b }');

test('says what the field was, and the way out', () => {
  const [before, after] = ['a', 'b'].map(
    (name) => `apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: fast }\nhandler: ${name}\n`,
  );
  expect(refused([setOf(after ?? '')], { against: [setOf(before ?? '')] })).toEqual([
    [
      '/handler',
      `'handler' must stay "a", got "b"; change it back, or delete the RuntimeClass first and say so: '# delete first: runtimeclass/fast'`,
    ],
  ]);
});

test('does not show data of Secrets, and takes text and base64 for the same', () => {
  expect(refused([setOf(newer)], { against: [setOf(older)] })).toEqual([
    [
      '/stringData/a',
      `'stringData.a' must stay as it was, got another value; change it back, or delete the Secret first and say so: '# delete first: secret/a'`,
    ],
  ]);
  expect(refused([setOf(secret('stringData: { a: a }'))], { against: [setOf(older)] })).toEqual([]);
});

test.each(['secret/a', 'Secret/a', 'secrets/a', 'secrets.v1./a'])('accepts what %s deletes first', (name) => {
  expect(refused([setOf(newer, '', { deleteFirst: [name] })], { against: [setOf(older)] })).toEqual([]);
});

test.each(['secret/b', 'configmap/a', 'secret'])('does not take %s for the object', (name) => {
  expect(refused([setOf(newer, '', { deleteFirst: [name] })], { against: [setOf(older)] })).toHaveLength(1);
});

test.each([
  'helm.sh/hook: pre-install',
  'argocd.argoproj.io/hook: Sync',
  'argocd.argoproj.io/sync-options: "Force=true,Replace=true"',
  'kustomize.toolkit.fluxcd.io/force: enabled',
])('accepts objects that other tools replace: %s', (annotation) => {
  expect(refused([setOf(newer.replace('b: c', annotation))], { against: [setOf(older)] })).toEqual([]);
});

test('compares with the nearest set before that has the object', () => {
  const sets = [setOf(older), setOf('', '2-b', { after: [''] }), setOf(newer, '3-c', { after: ['', '2-b'] })];
  expect(refused(sets, {})).toHaveLength(1);
  const back = setOf(newer, '4-d', { after: ['', '2-b', '3-c'] });
  expect(refused([...sets, back], {})).toHaveLength(1);
});

test('does not compare sets that are not applied one after the other, nor objects of other names', () => {
  expect(refused([setOf(older), setOf(newer, 'b')], {})).toEqual([]);
  expect(refused([setOf(newer.replace('name: a', 'name: b'))], { against: [setOf(older)] })).toEqual([]);
  expect(refused([setOf(newer.replace('name: a', 'generateName: a'))], { against: [setOf(older)] })).toEqual([]);
});

test('takes what the cluster added to an object for no part of the manifest', () => {
  const { older: manifest, newer: changed } = manifestsOf(update('Job image'));
  const live = manifest.replace('metadata: { name: web }', 'metadata: { name: web, uid: 1-2 }\nstatus: { active: 1 }');
  const added = live.replace('template: {', 'selector: { matchLabels: { uid: 1-2 } }\n  template: {');
  expect(pointers(added, manifest, '1.27')).toEqual([]);
  expect(pointers(added, changed, '1.27')).toEqual(['/spec/template/spec/containers/0/image']);
});

test('lets a revision of Knative change only under another name', () => {
  const service = (name: string, image: string) =>
    `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: a }\nspec: { template: { metadata: { name: ${name} }, spec: { containers: [{ image: "${image}" }] } } }\n`;
  const against = [setOf(service('a-1', 'a:1'))];
  expect(refused([setOf(service('a-2', 'a:2'))], { against })).toEqual([]);
  expect(refused([setOf(service('a-1', 'a:2'))], { against }).map(([pointer]) => pointer)).toEqual([
    '/spec/template/spec/containers/0/image',
  ]);
});

test.each([
  ['refuses', [], 1],
  ['accepts', ['configmap/a'], 0],
])('%s a change of a construct whose chart deletes %j first', (_, deleteFirst, count) => {
  const chart = newChart();
  const map = new ApiObject(chart, 'Settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  declare.Header.of(chart, { deleteFirst });
  const against = [setOf('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\nimmutable: true\n')];
  const sets = [{ name: '', manifests: [{ json: map.toJson() as unknown, construct: map }] }];
  expect(refused(sets, { against })).toHaveLength(count);
});
