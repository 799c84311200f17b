import { types } from 'node:util';
import { brief } from './describe';
import { Step, written } from './path';
import { isAsymmetric, isPattern } from './pattern';

/** Fails for what can never stand in a manifest: it was not meant, and `hasNo` would hold because of it. */
export function checkExpected(expected: unknown): void {
  visit(expected, [], []);
}

/** Fails for what is no part of an object: an assertion that there is none would hold because of it. */
export function checkPart(kind: string, expected: unknown): void {
  if (expected === undefined) return;
  const isPart = ['object', 'function', 'symbol', 'bigint'].includes(typeof expected) && expected !== null;
  if (!isPart || Array.isArray(expected) || types.isRegExp(expected)) {
    const wayOut =
      typeof expected === 'string' ? `write '${kind}/${expected}' for a name` : 'write the fields that it has';
    const rule = "'expected' must be an object that the manifest is compared with";
    throw new Error(`${rule}, got ${brief(expected)}; ${wayOut}`);
  }
  checkExpected(expected);
}

function visit(value: unknown, steps: Step[], around: unknown[]): void {
  if (types.isRegExp(value) || isAsymmetric(value) || around.includes(value)) return;
  const inner = [...around, value];
  if (isPattern(value)) {
    const show = (asked: unknown): string => {
      visit(asked, steps, inner);
      return '';
    };
    value._describe(show);
  } else if (Array.isArray(value)) {
    Array.from(value).forEach((item, i) => visit(item, [...steps, i], inner));
  } else if (typeof value === 'object' && value !== null) {
    if (!isPlain(value)) throw refused(steps, `an object of class ${value.constructor.name}`);
    for (const [key, member] of Object.entries(value)) visit(member, [...steps, key], inner);
  } else if (value === undefined) {
    const wayOut = 'use Match.absent() for a field that must not be there';
    throw new Error(`'${written(steps)}' must be asked for with a value, got undefined; ${wayOut}`);
  } else if (['function', 'symbol', 'bigint'].includes(typeof value)) {
    throw refused(steps, `a ${typeof value}`);
  }
}

function refused(steps: Step[], got: string): Error {
  const ask = `'${written(steps)}' must be asked for as plain JSON, a regular expression or a Match`;
  return new Error(`${ask}, got ${got}; write what is rendered`);
}

/** Objects may come from another realm, as under jest, so their prototype is not compared with that of this one. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
