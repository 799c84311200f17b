import { IConstruct } from 'constructs';
import { invalid } from '../../private/errors';
import { PodProps } from '../pod-props';

/** Fails when pods that nothing replaces shall be replaced on a change of what they read. */
export function checkNoRollout(scope: IConstruct, kind: string, { rollOnConfigChange }: PodProps): void {
  if (rollOnConfigChange !== true) return;
  throw invalid(
    scope,
    `'rollOnConfigChange' must not be true for a ${kind}, which replaces no pods, got true`,
    'omit it, or use a Deployment',
  );
}
