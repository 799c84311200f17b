import { Unusual, sortedKeys } from '../../src/synth/private/props';

/** The keys of a copy whose members were added in sorted order. */
function keysOfCopy(map: object): string[] {
  const copy: { [key: string]: unknown } = {};
  for (const key of Object.keys(map).sort()) copy[key] = true;
  return Object.keys(copy);
}

const KEYS = ['b', 'a', '10', '9', '-1', '01', '4294967294', '4294967295', '99999999999', 'é', 'Z', '', '$ref', '1.5'];

test.each([3, 9, 40])('sorts %i keys as those of a copy', (count) => {
  const keys = Array.from({ length: count }, (_, i) => `${KEYS[(i * 5) % KEYS.length]}${i < KEYS.length ? '' : i}`);
  const map = Object.fromEntries(keys.map((key) => [key, 1]));
  expect(sortedKeys(map)).toEqual(keysOfCopy(map));
  expect(sortedKeys(map)).toHaveLength(new Set(keys).size);
});

test('leaves a key to cdk8s that would be the prototype of a copy', () => {
  expect(() => sortedKeys(JSON.parse('{ "__proto__": 1 }') as object)).toThrow(Unusual);
});
