import { pointerTo } from '../../private/json';

/** A deep copy of plain JSON, and the places, as JSON pointers, where the value is something else. */
export function copyJson(value: unknown, at = '', seen: unknown[] = []): { copy: unknown; wrong: string[] } {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return { copy: value, wrong: [] };
  }
  if (!isContainer(value)) return { copy: undefined, wrong: [`${kindOf(value)} at '${at}'`] };
  if (seen.includes(value)) return { copy: undefined, wrong: [`a circle at '${at}'`] };
  const inside = [...seen, value];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? Array.from(value, (item: unknown, i) => [i, item])
    : Object.entries(value);
  const copies = entries.map(([key, item]) => ({ key, ...copyJson(item, `${at}${pointerTo([key])}`, inside) }));
  const wrong = copies.flatMap((copied) => copied.wrong);
  if (Object.getOwnPropertySymbols(value).length > 0) wrong.push(`a key that is a symbol at '${at}'`);
  if (Object.hasOwn(value, '__proto__')) wrong.push(`a key '__proto__' at '${at}'`);
  const copy = Array.isArray(value)
    ? copies.map((item) => item.copy)
    : Object.fromEntries(copies.map((item) => [item.key, item.copy]));
  return { copy, wrong };
}

function isContainer(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor.name}`;
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
