import { Comparison } from './private/comparison';
import { Difference } from './private/difference';

/** Stands for a value that the test wants to see: it keeps what it finds in the objects that are as asked for. */
export class Capture {
  private readonly found: unknown[] = [];

  /**
   * @param pattern what the value must be like; any value that is there when omitted
   */
  constructor(private readonly pattern?: unknown) {}

  /** The value that was found. Fails when none was, and when there were several. */
  public get value(): unknown {
    if (this.found.length === 1) return this.found[0];
    const wayOut = this.found.length === 0 ? 'use it in an assertion that holds' : 'read values';
    throw new Error(`'value' must be one captured value, got ${this.found.length}; ${wayOut}`);
  }

  /** All values that were found, in the order of the objects. */
  public get values(): unknown[] {
    return [...this.found];
  }

  /** @internal */
  public _describe(show: (value: unknown) => string): string {
    return this.pattern === undefined ? 'any value' : show(this.pattern);
  }

  /** @internal */
  public _differences(actual: unknown, at: Comparison): Difference[] {
    if ((actual ?? undefined) === undefined) return at.differs('must be there', actual);
    const found = this.pattern === undefined ? [] : at.differences(this.pattern, actual);
    if (found.length === 0) at.taken.push(() => this.found.push(actual));
    return found;
  }
}
