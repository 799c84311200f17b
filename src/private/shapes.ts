import { IConstruct } from 'constructs';
import { invalid, shown } from './errors';
import { isObject } from './json';
import type { Rule } from './rules';

// What types promise. Without them, as under tsx, a wrong value would only fail deep inside, or in silence.

/** Fails in house words for a value of another shape; an absent one, too. */
export function checkShape(
  scope: IConstruct | string,
  prop: string,
  value: unknown,
  shape: Rule<unknown>,
  wayOut: string,
): void {
  const broken = shape(value);
  if (broken !== undefined) throw invalid(scope, `'${prop}' ${broken}, got ${shown(value)}`, wayOut);
}

/** A list. */
export const list: Rule<unknown> = (value) => (Array.isArray(value) ? undefined : 'must be a list');

/** A text. */
export const text: Rule<unknown> = (value) => (typeof value === 'string' ? undefined : 'must be a text');

/** An amount of storage, of any copy of cdk8s. */
export const sizeShape: Rule<unknown> = (value) => (has(value, 'toKibibytes') ? undefined : 'must be a Size of cdk8s');

/** A span of time, of any copy of cdk8s. */
export const durationShape: Rule<unknown> = (value) =>
  has(value, 'toSeconds') ? undefined : 'must be a Duration of cdk8s';

/** Processor time, of any copy of cdk8s-plus. */
export const cpuShape: Rule<unknown> = (value) =>
  isObject(value) && typeof value['amount'] === 'string' ? undefined : 'must be a Cpu of cdk8s-plus-27';

/** Whether a value has a method. */
export function has(value: unknown, method: string): boolean {
  return isObject(value) && typeof value[method] === 'function';
}
