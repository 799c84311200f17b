import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { check, whole } from './rules';
import { durationShape } from './shapes';

/** Whole seconds of at least `min`; fails in house words for fractions and less. */
export function seconds(
  scope: IConstruct,
  prop: string,
  duration: Duration | undefined,
  min: number,
): number | undefined {
  check(scope, prop, duration, durationShape, 'write Duration.seconds(30)');
  const amount = duration?.toSeconds({ integral: false });
  check(scope, prop, amount, whole(min), `give whole seconds, at least ${min}`);
  return amount;
}
