import { IConstruct } from 'constructs';
import { invalid } from '../../private/errors';
import { check, whole } from '../../private/rules';
import { ScaleOptions } from '../revision-props';

const GROUP = 'autoscaling.knative.dev';
const MAX_INT = 2 ** 31 - 1;

/** Annotations of the autoscaler belong to the template; elsewhere Knative rejects them. */
export function isAutoscaling(key: string): boolean {
  return key.startsWith(GROUP);
}

/** The annotations by which a template tells the autoscaler its bounds. */
export function scaleAnnotations(scope: IConstruct, options: ScaleOptions): { [key: string]: string } {
  const { minScale, maxScale, initialScale, targetConcurrency } = options;
  check(scope, 'minScale', minScale, whole(0, MAX_INT), 'omit it for 0');
  check(scope, 'maxScale', maxScale, whole(0, MAX_INT), 'omit it for no limit');
  check(scope, 'initialScale', initialScale, whole(1, MAX_INT), 'omit it for 1');
  check(scope, 'targetConcurrency', targetConcurrency, atLeast001, 'omit it for 100');
  check(scope, 'containerConcurrency', options.containerConcurrency, whole(0, 1000), 'omit it for no limit');
  if (maxScale !== undefined && maxScale !== 0 && maxScale < (minScale ?? 0)) {
    throw invalid(
      scope,
      `'maxScale' must not be below 'minScale', got ${maxScale} below ${minScale}`,
      'raise it, or omit it for no limit',
    );
  }
  const bounds = {
    'min-scale': minScale,
    'max-scale': maxScale,
    'initial-scale': initialScale,
    target: targetConcurrency,
  };
  return Object.fromEntries(
    Object.entries(bounds).flatMap(([key, value]) => (value === undefined ? [] : [[`${GROUP}/${key}`, String(value)]])),
  );
}

function atLeast001(value: number): string | undefined {
  return Number.isFinite(value) && value >= 0.01 ? undefined : 'must be a number of at least 0.01';
}
