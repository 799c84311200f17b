import { isObject } from '../../private/json';
import { types } from 'node:util';
import { brief, valuesIn } from './describe';
import { Difference, gotten, textDifference } from './difference';
import { Step } from './path';
import { isAsymmetric, isPattern } from './pattern';

/** One walk over what is asked for and what is there, side by side. */
export class Comparison {
  /**
   * @param steps the way here
   * @param exact whether objects may have no members that are not asked for
   * @param taken what captures found, to be kept if the whole is as asked
   */
  constructor(
    public readonly steps: readonly Step[] = [],
    public readonly exact = false,
    public readonly taken: (() => void)[] = [],
  ) {}

  /** The comparison of what is one step further. */
  public at(step: Step): Comparison {
    return new Comparison([...this.steps, step], this.exact, this.taken);
  }

  /** The comparison of the same place with objects that may have more members, or may not. */
  public as(exact: boolean): Comparison {
    return new Comparison(this.steps, exact, this.taken);
  }

  /** The same, but what captures find is put aside. */
  public get trial(): Comparison {
    return new Comparison(this.steps, this.exact, []);
  }

  /** One difference at this place. */
  public differs(rule: string, actual: unknown): Difference[] {
    return [{ steps: this.steps, rule, got: gotten(actual) }];
  }

  /** One difference for all that is asked for at this place and below. */
  public differsFrom(expected: object, actual: unknown): Difference[] {
    const rule = `must be ${brief(expected)}`;
    return [{ steps: this.steps, rule, got: gotten(actual), weight: valuesIn(expected) }];
  }

  /** How what is there differs from what is asked for; nothing where it is as asked. */
  public differences(expected: unknown, actual: unknown): Difference[] {
    if (isPattern(expected)) return expected._differences(actual, this);
    if (isAsymmetric(expected))
      return expected.asymmetricMatch(actual) ? [] : this.differs(`must be ${brief(expected)}`, actual);
    if (types.isRegExp(expected)) return this.text(expected, actual);
    if (Array.isArray(expected)) return this.list(expected, actual);
    if (typeof expected === 'object' && expected !== null) return this.object(expected, actual);
    if (Object.is(expected, actual)) return [];
    if (typeof expected === 'string' && typeof actual === 'string')
      return [textDifference(this.steps, expected, actual)];
    return this.differs(`must be ${brief(expected)}`, actual);
  }

  private text(expected: RegExp, actual: unknown): Difference[] {
    const matches =
      typeof actual === 'string' && new RegExp(expected.source, expected.flags.replace(/[gy]/g, '')).test(actual);
    return matches ? [] : this.differs(`must be a text like ${String(expected)}`, actual);
  }

  private list(expected: unknown[], actual: unknown): Difference[] {
    if (!Array.isArray(actual)) return this.differsFrom(expected, actual);
    const items: unknown[] = actual;
    const found = Array.from(expected, (item, i) => this.at(i).differences(item, items[i])).flat();
    const more = items.slice(expected.length);
    return [...found, ...more.flatMap((item, i) => this.at(expected.length + i).differs('must not be there', item))];
  }

  private object(expected: object, actual: unknown): Difference[] {
    if (!isObject(actual)) return this.differsFrom(expected, actual);
    const found = Object.entries(expected).flatMap(([key, member]) =>
      this.at(key).differences(member, Object.hasOwn(actual, key) ? actual[key] : undefined),
    );
    if (!this.exact) return found;
    const more = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
    return [...found, ...more.flatMap(([key, member]) => this.at(key).differs('must not be there', member))];
  }
}
