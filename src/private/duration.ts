import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { check, whole } from './rules';

/** Whole seconds of at least `min`; fails in house words for fractions and less. */
export function seconds(
  scope: IConstruct,
  prop: string,
  duration: Duration | undefined,
  min: number,
): number | undefined {
  const amount = duration?.toSeconds({ integral: false });
  check(scope, prop, amount, whole(min), `give whole seconds, at least ${min}`);
  return amount;
}
