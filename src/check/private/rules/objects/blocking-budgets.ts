import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { doubt, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { intOrPercent } from '../workloads/int-or-percent';
import { REPLICATED, replicaCounts } from '../workloads/replica-counts';

/** Rules on disruption budgets that nothing can keep. */
export const BLOCKING_BUDGET_RULES: Rule[] = [
  {
    id: 'blocking-budget',
    title: 'a disruption budget that never lets a pod go',
    kinds: ['PodDisruptionBudget.policy'],
    object: (object, graph) => blocking(object, graph),
  },
];

const WAY_OUT = 'allow one to be missing, or run more pods';

function* blocking(budget: KubeObject, graph: Graph): Iterable<Problem> {
  const [least, most] = [budget.at('spec', 'minAvailable'), budget.at('spec', 'maxUnavailable')];
  const nodes = 'or nodes with these pods can never be drained';
  if (intOrPercent(most)?.amount === 0) yield doubt(most, `must be more than 0, ${nodes}`, WAY_OUT);
  const wanted = intOrPercent(least);
  if (wanted === undefined) return;
  if (wanted.percent && wanted.amount >= 100) {
    yield doubt(least, `must be less than 100%, ${nodes}`, WAY_OUT);
    return;
  }
  const pods = podsOf(budget, graph);
  if (pods === undefined || pods === 0) return;
  const needed = wanted.percent ? Math.ceil((wanted.amount * pods) / 100) : wanted.amount;
  if (needed >= pods)
    yield doubt(least, `must be less than the number of pods that it selects (${pods}), ${nodes}`, WAY_OUT);
}

/** The greatest number of pods that a budget selects; nothing when it cannot be told. */
function podsOf(budget: KubeObject, graph: Graph): number | undefined {
  const selector = Selector.of(budget.at('spec', 'selector'));
  if (selector.empty || graph.mayHaveOtherPods(budget.namespace ?? '')) return undefined;
  const owners = graph.selected(budget.namespace ?? '', selector).map(({ owner }) => owner);
  if (owners.length === 0 || !owners.every(({ type }) => REPLICATED.includes(type))) return undefined;
  return owners.reduce((sum, owner) => sum + most(replicaCounts(owner, graph, 'maxReplicas')), 0);
}

function most(counts: readonly Place[]): number {
  return Math.max(...counts.map(({ number = 1 }) => number));
}
