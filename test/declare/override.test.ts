import { ApiObject, App, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Override } from '../../src/declare';
import { transform } from '../../src/private/override';

interface Steps {
  readonly steps: string[];
}

let chart: Chart;

beforeEach(() => {
  chart = new Chart(new App(), 'web');
});

function deployment(): kplus.k8s.KubeDeployment {
  return new kplus.k8s.KubeDeployment(chart, 'Deployment', {
    metadata: { name: 'web', annotations: { 'example.com/a~b': 'x' } },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'nginx', args: ['a', 'b'] }] },
      },
    },
  });
}

const container = '/spec/template/spec/containers/0';

test('sets fields that the typed object would lose', () => {
  const object = deployment();

  Override.of(object)
    .set(`${container}/resources`, { limits: { cpu: 1, memory: '1Gi' } })
    .set(`${container}/restartPolicy`, 'Always')
    .set('/spec/newField', [{ inner: null }]);

  expect(object.toJson()).toMatchObject({
    spec: {
      newField: [{ inner: null }],
      template: {
        spec: {
          containers: [{ image: 'nginx', restartPolicy: 'Always', resources: { limits: { cpu: 1, memory: '1Gi' } } }],
        },
      },
    },
  });
});

test('sets an item of a list by its index, and adds one at the end', () => {
  const object = deployment();

  Override.of(object).set(`${container}/args/0`, 'c').set(`${container}/args/-`, 'd');

  expect(object.toJson()).toHaveProperty('spec.template.spec.containers[0].args', ['c', 'b', 'd']);
});

test('removes fields and items, with keys escaped as in RFC 6901', () => {
  const object = deployment();

  Override.of(object).remove('/metadata/annotations/example.com~1a~0b').remove(`${container}/args/1`);

  expect(object.toJson()).toHaveProperty('metadata.annotations', {});
  expect(object.toJson()).toHaveProperty('spec.template.spec.containers[0].args', ['a']);
});

test('works on a construct of cdk8s-plus, everywhere that a stock App renders', () => {
  const claim = new kplus.PersistentVolumeClaim(chart, 'Claim', { storage: Size.gibibytes(1) });

  Override.of(claim).remove('/spec/volumeMode').set('/spec/resources/requests/storage', '2Gi');

  const [json] = Testing.synth(chart);
  expect(json).toHaveProperty('spec.resources.requests.storage', '2Gi');
  expect(json).not.toHaveProperty('spec.volumeMode');
  expect(App.of(chart).synthYaml()).toContain('storage: 2Gi');
});

test('runs in the order of writing, after JSON patches and after transforms that are added later', () => {
  const object = new ApiObject(chart, 'Object', { apiVersion: 'v1', kind: 'Foo', steps: ['rendered'] });
  object.addJsonPatch(JsonPatch.add('/steps/-', 'patch'));

  Override.of(object).set('/steps/-', 'override 1');
  Override.of(object).set('/steps/-', 'override 2');
  transform(object, (json: Steps) => ({ ...json, steps: [...json.steps, 'transform 1'] }));
  transform(object, (json: Steps) => ({ ...json, steps: [...json.steps, 'transform 2'] }));

  const steps = ['rendered', 'patch', 'transform 1', 'transform 2', 'override 1', 'override 2'];
  expect(object.toJson()).toHaveProperty('steps', steps);
  expect(object.toJson()).toHaveProperty('steps', steps);
});

test('copies the value', () => {
  const object = deployment();
  const value = { a: [1] };

  Override.of(object).set('/spec/x', value).set('/spec/x/a/-', 2);
  value.a.push(3);

  expect(object.toJson()).toHaveProperty('spec.x', { a: [1, 2] });
  expect(value).toEqual({ a: [1, 3] });
});

test.each([
  ['/spec/missing/field', `must lead to what is there (selector, template), got "missing" in "/spec/missing/field"`],
  [`${container}/args/2`, `must give an index of an array of 2 (0 to 1), got "2" in "${container}/args/2"`],
  [`${container}/args/01`, `must give an index of an array of 2 (0 to 1), got "01" in "${container}/args/01"`],
  [`${container}/args/-/x`, `must give an index of an array of 2 (0 to 1), got "-" in "${container}/args/-/x"`],
  ['/kind/x', `must lead through objects and arrays, got "/kind/x" through "Deployment"`],
])('fails when the parent of %s is not there', (pointer, problem) => {
  const object = deployment();

  Override.of(object).set(pointer, 1);

  const message = `[web/Deployment] override 'set ${pointer}' ${problem}; compare it with what the object renders`;
  expect(() => object.toJson()).toThrow(message);
  expect(() => Testing.synth(chart)).toThrow(message);
});

test('fails when what is to be removed is not there', () => {
  const object = deployment();

  Override.of(object).remove('/spec/replicas').remove(`${container}/args/-`);

  const first = `[web/Deployment] override 'remove /spec/replicas' must lead to what is there (selector, template)`;
  expect(() => object.toJson()).toThrow(first);
  expect(object.node.validate()).toEqual([
    expect.stringContaining("override 'remove /spec/replicas' must lead to what is there"),
    expect.stringContaining(`override 'remove ${container}/args/-' must give an index`),
  ]);
});

test.each([
  ['spec/replicas', `must start with '/', got "spec/replicas"`],
  ['', `must start with '/', got ""`],
  ['/a~2', `must write '~' as '~0' and '/' in a key as '~1', got "/a~2"`],
  ['/__proto__/x', `must not name '__proto__', got "/__proto__/x"`],
])('fails when %j is no pointer', (pointer, problem) => {
  const object = Override.of(deployment());

  expect(() => object.set(pointer, 1)).toThrow(`[web/Deployment] override 'set ${pointer}' ${problem}; `);
  expect(() => object.remove(pointer)).toThrow(`[web/Deployment] override 'remove ${pointer}' ${problem}; `);
});

const circle: unknown[] = [];
circle.push(circle);

test.each([
  [undefined, `undefined at ''`],
  [{ a: [1, undefined] }, `undefined at '/a/1'`],
  [new Array(1), `undefined at '/0'`],
  [{ 'a/b': Number.NaN, c: Infinity }, `NaN at '/a~1b', Infinity at '/c'`],
  [() => 1, `a function at ''`],
  [{ a: 10n }, `a bigint at '/a'`],
  [{ a: Size.gibibytes(1) }, `an instance of Size at '/a'`],
  [[new Date(0)], `an instance of Date at '/0'`],
  [circle, `a circle at '/0'`],
  [{ [Symbol('s')]: 1 }, `a key that is a symbol at ''`],
  [JSON.parse('{"__proto__": 1}'), `a key '__proto__' at ''`],
])('fails when the value is not plain JSON: %p', (value, problem) => {
  expect(() => Override.of(deployment()).set('/spec/x', value)).toThrow(
    `[web/Deployment] override '/spec/x' must be plain JSON, got ${problem}; `,
  );
});

test('fails when there is no object to override', () => {
  expect(() => Override.of(new Construct(chart, 'Empty'))).toThrow(
    "[web/Empty] 'construct' must be an ApiObject or have one as its default child, got neither; ",
  );
});
