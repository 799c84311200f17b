import { Lazy } from 'cdk8s';

/** Thrown where a value is not what nearly all are; cdk8s then renders the object. */
export class Unusual extends Error {}

export interface Props {
  readonly [key: string]: unknown;
}

/** What a member of props stands for: tokens are resolved; `null`, like what is absent, is `undefined`. */
export function memberOf(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return undefined;
      return Array.isArray(value) || value.constructor === Object ? value : resolved(value);
    default:
      throw new Unusual(); // functions too, so that no map resolves itself
  }
}

/** Most maps are small, and this sorts them faster than the sort of V8, which is made for large ones. */
const SMALL = 16;

/** The keys of a map as those of a copy with sorted keys: JavaScript has numbers first, by their size. */
export function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  if (Object.hasOwn(map, '__proto__')) throw new Unusual();
  let numbers = 0;
  while (numbers < keys.length && isIndex(keys[numbers] ?? '')) numbers++;
  if (keys.length > SMALL) return [...keys.slice(0, numbers), ...keys.slice(numbers).sort()];
  for (let i = numbers + 1; i < keys.length; i++) {
    const key = keys[i] ?? '';
    let j = i - 1;
    for (; j >= numbers && (keys[j] ?? '') > key; j--) keys[j + 1] = keys[j] ?? '';
    keys[j + 1] = key;
  }
  return keys;
}

/** Whether some key of a map is a number, and so comes before all others. */
export function hasNumbers(map: object): boolean {
  return isIndex(Object.keys(map)[0] ?? '');
}

function isIndex(key: string): boolean {
  return key < ':' && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}

/** Tokens, and values such as `Quantity`, which generated classes read again by their `value`. */
function resolved(value: object): unknown {
  if (value instanceof Lazy) return memberOf(value.produce());
  const { resolve, value: inner } = value as { resolve?: unknown; value?: unknown };
  if (typeof resolve === 'function') return memberOf(resolve.call(value));
  if (typeof inner === 'number' || typeof inner === 'string') return { value: inner };
  throw new Unusual();
}
