import { Comparison } from './private/comparison';
import { Difference } from './private/difference';

/** A value that is asked for by other means than itself; `Match` makes them. They stand anywhere in what is asked for. */
export class Matcher {
  /** @internal */
  public static _of(
    describe: (show: (value: unknown) => string) => string,
    differences: (actual: unknown, comparison: Comparison) => Difference[],
  ): Matcher {
    return new Matcher(describe, differences);
  }

  private constructor(
    /** @internal */ public readonly _describe: (show: (value: unknown) => string) => string,
    /** @internal */ public readonly _differences: (actual: unknown, comparison: Comparison) => Difference[],
  ) {}
}
