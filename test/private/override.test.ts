import { ApiObject, JsonPatch } from 'cdk8s';
import { override, transform, withoutOverrides } from '../../src/private/override';
import { manifest, newChart } from '../support';

const newObject = (): ApiObject =>
  new ApiObject(newChart(), 'Object', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } });
const withData = (data: object) => (json: object) => ({ ...json, data });

test('a transform changes what is rendered', () => {
  const made = newObject();
  transform(made, withData({ b: '2' }));
  expect(manifest(made, 'ConfigMap')).toHaveProperty('data', { b: '2' });
});

test('transforms run in the order in which they were added', () => {
  const made = newObject();
  transform(made, withData({ b: '2' }));
  transform(made, withData({ c: '3' }));
  expect(made.toJson()).toHaveProperty('data', { c: '3' });
});

test('overrides run after transforms that were added later', () => {
  const made = newObject();
  override(made, withData({ b: '2' }));
  transform(made, withData({ c: '3' }));
  expect(made.toJson()).toHaveProperty('data', { b: '2' });
});

test('overrides run in the order in which they were added', () => {
  const made = newObject();
  override(made, withData({ b: '2' }));
  override(made, withData({ c: '3' }));
  expect(made.toJson()).toHaveProperty('data', { c: '3' });
});

test('JSON patches run first', () => {
  const made = newObject();
  transform(made, (json) => json);
  made.addJsonPatch(JsonPatch.replace('/data', { patched: 'yes' }));
  expect(made.toJson()).toHaveProperty('data', { patched: 'yes' });
});

test('a transform may change the manifest in place, and later renderings start afresh', () => {
  const made = newObject();
  transform(made, (json) => {
    (json as { data: { a: string } }).data.a += 'x';
    return json;
  });
  expect([made.toJson(), made.toJson()]).toEqual([
    expect.objectContaining({ data: { a: '1x' } }),
    expect.objectContaining({ data: { a: '1x' } }),
  ]);
});

test('what stands before overrides has the transforms', () => {
  const made = newObject();
  override(made, withData({ b: '2' }));
  transform(made, withData({ c: '3' }));
  expect(withoutOverrides(made)).toHaveProperty('data', { c: '3' });
});

test('other objects stay as they are', () => {
  const made = newObject();
  const other = new ApiObject(made.chart, 'Other', { apiVersion: 'v1', kind: 'Secret' });
  transform(made, withData({ b: '2' }));
  expect(other.toJson()).not.toHaveProperty('data');
});
