import { ApiObject, App, Chart } from 'cdk8s';
import '../src/jest';
import { manifestSerializer, matchers } from '../src/jest';
import { Capture, Manifests, Match } from '../src/testing';
import { messageOf, newChart } from './support';

process.env['NO_COLOR'] = '1'; // messages are compared as plain text

const chart = newChart();
for (const [name, color] of Object.entries({ a: 'red', b: 'green' }))
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { color, on: 'yes' } });

test('toHaveManifest finds an object of a chart, of an App, of any construct and of Manifests', () => {
  for (const received of [chart, chart.node.root, chart.node.findChild('a'), Manifests.of(chart)]) {
    expect(received).toHaveManifest('ConfigMap');
    expect(received).toHaveManifest('ConfigMap', { metadata: { name: 'a' }, data: { color: /^r/ } });
    expect(received).not.toHaveManifest('Secret');
    expect(received).not.toHaveManifest('ConfigMap', { data: { color: 'blue' } });
  }
});

test('toHaveManifests counts', () => {
  expect(chart).toHaveManifests('ConfigMap', 2);
  expect(chart).toHaveManifests('ConfigMap', 1, { data: { color: 'red' } });
  expect(chart).toHaveManifests('Secret', 0);
  expect(chart).not.toHaveManifests('ConfigMap', 1);
});

test('toMatchManifest takes an object, or a part of one', () => {
  const object = Manifests.of(chart).one('ConfigMap', 'b');
  expect(object).toMatchManifest({ data: { color: 'green', off: Match.absent() } });
  expect(object['data']).toMatchManifest(Match.objectEquals({ color: 'green', on: 'yes' }));
  expect(object).not.toMatchManifest({ data: { color: 'red' } });
});

test('captures keep what is found, and nothing of what must not be', () => {
  const [found, counted, one, not] = [new Capture(), new Capture(), new Capture(), new Capture()];
  expect(chart).toHaveManifest('ConfigMap', { metadata: { name: 'b' }, data: { color: found } });
  expect(chart).toHaveManifests('ConfigMap', 2, { data: { color: counted } });
  expect({ data: { color: 'red' } }).toMatchManifest({ data: { color: one } });
  expect(() => expect(chart).not.toHaveManifest('ConfigMap', { data: { color: not } })).toThrow(
    'must have no ConfigMap',
  );
  expect([found.value, counted.values, one.value, not.values]).toEqual(['green', ['red', 'green'], 'red', []]);
});

test.each<[string, () => unknown, string]>([
  [
    'toHaveManifest',
    () => expect(chart).toHaveManifest('ConfigMap', { data: { color: 'rot' } }),
    `manifests must have a ConfigMap like
  { data: { color: "rot" } }
got 2 of kind ConfigMap, not like it; the nearest:

ConfigMap a
  'data.color' must be "rot", got "red"
      data:
    >   color: red
        "on": "yes"

ConfigMap b
  'data.color' must be "rot", got "green"`,
  ],
  [
    'not.toHaveManifest',
    () => expect(chart).not.toHaveManifest('ConfigMap'),
    'manifests must have no ConfigMap, got ConfigMap a, ConfigMap b',
  ],
  [
    'toHaveManifests',
    () => expect(chart).toHaveManifests('ConfigMap', 1),
    'manifests must have 1 ConfigMap, got 2: ConfigMap a, ConfigMap b',
  ],
  [
    'not.toHaveManifests',
    () => expect(chart).not.toHaveManifests('ConfigMap', 2),
    'manifests must not have 2 of kind ConfigMap, got 2: ConfigMap a, ConfigMap b',
  ],
  [
    'toMatchManifest',
    () => expect({ a: [1] }).toMatchManifest({ a: [2] }),
    "manifest must be like\n  { a: [2] }\nbut\n  'a[0]' must be 2, got 1",
  ],
  [
    'not.toMatchManifest',
    () => expect({ a: 1, b: 2 }).not.toMatchManifest({ a: 1 }),
    'manifest must not be like\n  { a: 1 }\nbut it is',
  ],
  [
    'what has no manifests',
    () => expect('kind: Pod').toHaveManifest('Pod'),
    `'received' must be a chart, another construct or Manifests, got "kind: Pod"; use Manifests.of`,
  ],
  [
    'an object that leads back to itself',
    () => expect(globalThis).toHaveManifest('Pod'),
    "'received' must be a chart, another construct or Manifests, got [object Object]; use Manifests.of",
  ],
])('%s says what is wrong', (_, run, words) => {
  expect(messageOf(run)).toBe(words);
});

describe('snapshots', () => {
  test('of a chart are its YAML, all of it', () => {
    expect(chart).toMatchInlineSnapshot(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data:
  color: red
  "on": "yes"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: b
data:
  color: green
  "on": "yes"
`);
  });

  test('of Manifests hold what they hold, also inside other values', () => {
    expect({ b: Manifests.of(chart).where({ name: 'b' }) }).toMatchInlineSnapshot(`
{
  "b": apiVersion: v1
  kind: ConfigMap
  metadata:
    name: b
  data:
    color: green
    "on": "yes",
}
`);
  });

  test('of nothing are empty', () => {
    const empty = new Chart(new App(), 'empty');
    expect([manifestSerializer.test(empty), manifestSerializer.serialize(empty)]).toEqual([true, '']);
    expect([{}, null, 'a', undefined].map((value) => manifestSerializer.test(value))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

test('the matchers can be given to another expect', () => {
  expect(Object.keys(matchers)).toEqual(['toHaveManifest', 'toHaveManifests', 'toMatchManifest']);
  const { pass } = matchers.toHaveManifest.call({}, chart, 'ConfigMap');
  expect(pass).toBe(true);
});
