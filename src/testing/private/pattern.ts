import type { Comparison } from './comparison';
import type { Difference } from './difference';

/** A value that is asked for by other means than itself. */
export interface Pattern {
  /** In words; `show` writes the values inside it. */
  _describe(show: (value: unknown) => string): string;

  /** How a value differs from it; nothing where it is as asked. `undefined` is no value at all. */
  _differences(actual: unknown, comparison: Comparison): Difference[];
}

/** What jest and others make for `expect.any(String)` and its like. */
export interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
  toString(): string;
  toAsymmetricMatcher?(): string;
}

export function isPattern(value: unknown): value is Pattern {
  return typeof (value as Partial<Pattern> | null | undefined)?._differences === 'function';
}

export function isAsymmetric(value: unknown): value is Asymmetric {
  return typeof (value as Partial<Asymmetric> | null | undefined)?.asymmetricMatch === 'function';
}
