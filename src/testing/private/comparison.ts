import { brief } from './describe';
import { Difference, gotten, textDifference } from './difference';
import { Step, written } from './path';
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

  /** How what is there differs from what is asked for; nothing where it is as asked. */
  public differences(expected: unknown, actual: unknown): Difference[] {
    if (isPattern(expected)) return expected._differences(actual, this);
    if (isAsymmetric(expected))
      return expected.asymmetricMatch(actual) ? [] : this.differs(`must be ${brief(expected)}`, actual);
    if (expected instanceof RegExp) return this.text(expected, actual);
    if (Array.isArray(expected)) return this.list(expected, actual);
    if (typeof expected === 'object' && expected !== null) return this.object(expected, actual);
    this.refuse(expected);
    if (Object.is(expected, actual)) return [];
    if (typeof expected === 'string' && typeof actual === 'string')
      return [textDifference(this.steps, expected, actual)];
    return this.differs(`must be ${brief(expected)}`, actual);
  }

  private text(expected: RegExp, actual: unknown): Difference[] {
    const matches = typeof actual === 'string' && new RegExp(expected.source, expected.flags.replace(/[gy]/g, '')).test(actual);
    return matches ? [] : this.differs(`must be a text like ${String(expected)}`, actual);
  }

  private list(expected: unknown[], actual: unknown): Difference[] {
    if (!Array.isArray(actual)) return this.differs(`must be ${brief(expected)}`, actual);
    const items: unknown[] = actual;
    const found = Array.from(expected, (item, i) => this.at(i).differences(item, items[i])).flat();
    const more = items.slice(expected.length);
    return [...found, ...more.flatMap((item, i) => this.at(expected.length + i).differs('must not be there', item))];
  }

  private object(expected: object, actual: unknown): Difference[] {
    if (!isPlain(expected)) this.refuse(expected);
    if (!isMap(actual)) return this.differs(`must be ${brief(expected)}`, actual);
    const found = Object.entries(expected).flatMap(([key, member]) =>
      this.at(key).differences(member, Object.hasOwn(actual, key) ? actual[key] : undefined),
    );
    if (!this.exact) return found;
    const more = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
    return [...found, ...more.flatMap(([key, member]) => this.at(key).differs('must not be there', member))];
  }

  /** Whatever can never stand in a manifest was not meant. */
  private refuse(expected: unknown): void {
    const ask = `'${written(this.steps)}' must be asked for as plain JSON, a regular expression or a Match`;
    if (expected === undefined)
      throw new Error(`${ask}, got undefined; use Match.absent() for a field that must not be there`);
    if (typeof expected === 'object' && expected !== null)
      throw new Error(`${ask}, got an object of class ${expected.constructor.name}; write what it renders`);
    if (['function', 'symbol', 'bigint'].includes(typeof expected))
      throw new Error(`${ask}, got a ${typeof expected}; write what it renders`);
  }
}

/** Whether a value is an object with members. */
export function isMap(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects of the test itself come from another realm under jest, so their prototype is not compared. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
