import { shown } from '../../private/errors';
import { keysOfPointer } from '../../private/json';

/** A JSON pointer that does not fit the document, told without a path: `rule, got value`. */
export class PointerError extends Error {}

/** The keys that a JSON pointer (RFC 6901) names, one after the other. Fails when it is none, or points at the whole document. */
export function keysOf(pointer: string): string[] {
  if (!pointer.startsWith('/')) throw new PointerError(`must start with '/', got ${shown(pointer)}`);
  if (/~(?![01])/.test(pointer))
    throw new PointerError(`must write '~' as '~0' and '/' in a key as '~1', got ${shown(pointer)}`);
  const keys = keysOfPointer(pointer);
  if (keys.includes('__proto__')) throw new PointerError(`must not name '__proto__', got ${shown(pointer)}`);
  return keys;
}

/** Sets a member of an object, new or not, or an item of an array: an existing one by index, a new one at the end by `-`. */
export function setAt(document: unknown, pointer: string, value: unknown): void {
  const { parent, key } = parentOf(document, pointer);
  if (!Array.isArray(parent)) parent[key] = value;
  else if (key === '-') parent.push(value);
  else parent[indexIn(parent, key, pointer)] = value;
}

/** Removes a member of an object, or an item of an array. */
export function removeAt(document: unknown, pointer: string): void {
  const { parent, key } = parentOf(document, pointer);
  if (Array.isArray(parent)) {
    parent.splice(indexIn(parent, key, pointer), 1);
    return;
  }
  if (!Object.hasOwn(parent, key)) throw missing(pointer, parent, key);
  delete parent[key];
}

type Parent = unknown[] | { [key: string]: unknown };

function parentOf(document: unknown, pointer: string): { parent: Parent; key: string } {
  const keys = keysOf(pointer);
  const key = keys.pop() ?? '';
  let parent = asParent(document, pointer);
  for (const step of keys) {
    if (!Array.isArray(parent) && !Object.hasOwn(parent, step)) throw missing(pointer, parent, step);
    parent = asParent(Array.isArray(parent) ? parent[indexIn(parent, step, pointer)] : parent[step], pointer);
  }
  return { parent, key };
}

function asParent(value: unknown, pointer: string): Parent {
  if (typeof value === 'object' && value !== null) return value as Parent;
  throw new PointerError(`must lead through objects and arrays, got ${shown(pointer)} through ${shown(value)}`);
}

function indexIn(array: unknown[], key: string, pointer: string): number {
  if (/^(0|[1-9]\d*)$/.test(key) && Number(key) < array.length) return Number(key);
  const indexes = array.length === 0 ? 'an empty array' : `an array of ${array.length} (0 to ${array.length - 1})`;
  throw new PointerError(`must give an index of ${indexes}, got ${shown(key)} in ${shown(pointer)}`);
}

function missing(pointer: string, parent: { [key: string]: unknown }, key: string): PointerError {
  const keys = Object.keys(parent).join(', ') || 'nothing';
  return new PointerError(`must lead to what is there (${keys}), got ${shown(key)} in ${shown(pointer)}`);
}
