import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { Spread } from '../spread';

type Constraint = kplus.k8s.TopologySpreadConstraint;

/** The constraints of a pod: those written out, and those of its spread. Fails for two that the API server takes for one. */
export function spreadSpec(
  scope: IConstruct,
  labels: { [key: string]: string },
  written: Constraint[] | undefined,
  spread: Spread[] | undefined,
): Constraint[] | undefined {
  if (spread === undefined) return written;
  const all = [...(written ?? []), ...spread.map((one) => one._toKube(scope, labels))];
  const ids = all.map(({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`);
  const twice = all.find((_, i) => ids.indexOf(ids[i] ?? '') !== i);
  if (twice === undefined) return all;
  const problem = `'spread' must name each label of the nodes once, got ${shown(twice.topologyKey)} twice`;
  throw invalid(scope, problem, 'omit one of them');
}
