import { labelKey, labelValue, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { doubt, problem, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { emptyText, repeated } from './pod-values';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Rules on which nodes pods go to. */
export const PLACEMENT_RULES: Rule[] = [
  {
    id: 'toleration',
    title: 'a toleration that says contradictory things',
    podFields: ['tolerations'],
    pods: function* ({ spec }) {
      for (const toleration of spec.at('tolerations').items) yield* ofToleration(toleration);
    },
  },
  {
    id: 'affinity-term',
    title: 'a node selector or affinity that no node or pod can fulfil',
    podFields: ['nodeSelector', 'affinity'],
    pods: function* ({ spec }, graph) {
      yield* ofNodeSelector(spec.at('nodeSelector'));
      yield* ofNodeAffinity(spec.at('affinity', 'nodeAffinity'), graph);
      for (const name of ['podAffinity', 'podAntiAffinity']) yield* ofPodAffinity(spec.at('affinity', name), graph);
    },
  },
  {
    id: 'topology-spread',
    title: 'a spread over zones or nodes that contradicts itself',
    podFields: ['topologySpreadConstraints'],
    pods: function* ({ spec }) {
      const spreads = spec.at('topologySpreadConstraints').items;
      for (const spread of spreads) yield* ofSpread(spread);
      const identity = (spread: Place): string =>
        `${spread.at('topologyKey').text} ${spread.at('whenUnsatisfiable').text}`;
      const words = "must differ from the other constraints in 'topologyKey' or 'whenUnsatisfiable'";
      yield* repeated(spreads, identity, words, 'make one of them', (spread) => spread.at('topologyKey'));
    },
  },
];

function* ofToleration(toleration: Place): Iterable<Problem> {
  const [key, operator, value] = ['key', 'operator', 'value'].map((name) => toleration.at(name)) as [
    Place,
    Place,
    Place,
  ];
  yield* brokenText(key, labelKey, 'write the key of the taint');
  if ((key.text ?? '') === '' && operator.text !== 'Exists')
    yield problem(operator, "must be Exists without a 'key'", "write 'operator: Exists' to tolerate all, or the key");
  const effect = toleration.at('effect');
  if (toleration.at('tolerationSeconds').present && effect.text !== 'NoExecute')
    yield problem(
      effect,
      "must be NoExecute beside 'tolerationSeconds'",
      "write 'effect: NoExecute', or omit the seconds",
    );
  if (operator.text === 'Exists') {
    if ((value.text ?? '') !== '')
      yield problem(value, "must not be set beside 'operator: Exists'", 'remove one of them');
  } else if (operator.text === 'Lt' || operator.text === 'Gt') {
    yield doubt(operator, 'must be Equal or Exists unless the cluster has switched on more operators', 'use Equal');
  } else {
    yield* brokenText(value, labelValue, 'write the value of the taint');
  }
}

function* ofNodeSelector(selector: Place): Iterable<Problem> {
  for (const [key, value] of selector.members) {
    const words = labelKey(key);
    if (words !== undefined) yield problem(value, `${words} as its key`, 'correct the key', `the key "${key}"`);
    yield* brokenText(value, labelValue, 'write the value of the label of the nodes');
  }
}

function* ofNodeAffinity(affinity: Place, graph: Graph): Iterable<Problem> {
  const required = affinity.at(REQUIRED);
  const list = required.at('nodeSelectorTerms');
  if (list.present && list.items.length === 0)
    yield problem(list, 'must have at least one term', `add one, or omit '${REQUIRED}'`);
  if (list.items.length > 0 && list.items.every(isEmptyTerm))
    yield problem(
      list,
      'must have a term that is not empty: an empty one matches no node',
      'say which nodes are meant',
    );
  for (const term of list.items) yield* ofTerm(term, minorOf(graph) >= 33);
  for (const item of affinity.at(PREFERRED).items) {
    yield* ofWeight(item);
    yield* ofTerm(item.at('preference'), false);
  }
}

function isEmptyTerm(term: Place): boolean {
  return term.at('matchExpressions').items.length === 0 && term.at('matchFields').items.length === 0;
}

function* ofWeight(item: Place): Iterable<Problem> {
  yield* brokenNumber(item.at('weight'), whole(1, 100), 'write 100 for what matters most');
}

function* ofTerm(term: Place, checkValues: boolean): Iterable<Problem> {
  for (const expression of term.at('matchExpressions').items) {
    yield* emptyText(expression.at('key'), 'name a label of nodes');
    yield* brokenText(expression.at('key'), labelKey, 'write the key of a label');
    yield* ofValues(expression);
    if (!checkValues) continue;
    for (const value of expression.at('values').items)
      yield* brokenText(value, labelValue, 'write the value of a label');
  }
  for (const field of term.at('matchFields').items) yield* ofMatchField(field);
}

function* ofValues(expression: Place): Iterable<Problem> {
  const operator = expression.at('operator').text ?? '';
  const values = expression.at('values');
  const [first, ...others] = values.items;
  const got = `${values.items.length} values`;
  if (['In', 'NotIn'].includes(operator) && first === undefined) {
    yield problem(values, `must have values for ${operator}`, "list them, or use 'Exists' or 'DoesNotExist'", got);
  } else if (['Exists', 'DoesNotExist'].includes(operator) && first !== undefined) {
    yield problem(values, `must have no values for ${operator}`, "omit them, or use 'In' or 'NotIn'");
  } else if (['Gt', 'Lt'].includes(operator) && (first === undefined || others.length > 0)) {
    yield problem(values, `must have one value for ${operator}`, 'write one whole number', got);
  } else if (['Gt', 'Lt'].includes(operator) && first?.text !== undefined && !/^[+-]?\d+$/.test(first.text)) {
    yield problem(first, `must be a whole number for ${operator}`, 'write a number in quotes');
  }
}

function* ofMatchField(field: Place): Iterable<Problem> {
  const [key, operator, values] = ['key', 'operator', 'values'].map((name) => field.at(name)) as [Place, Place, Place];
  if (key.text !== undefined && key.text !== 'metadata.name')
    yield problem(key, "must be 'metadata.name'", "write that, or use 'matchExpressions' for labels");
  if (operator.text !== undefined && !['In', 'NotIn'].includes(operator.text))
    yield problem(operator, 'must be In or NotIn for a field', 'use one of them');
  else if (values.items.length !== 1)
    yield problem(values, 'must have one value', 'write one term for each node', `${values.items.length} values`);
}

function* ofPodAffinity(affinity: Place, graph: Graph): Iterable<Problem> {
  const preferred = affinity.at(PREFERRED).items;
  for (const item of preferred) yield* ofWeight(item);
  for (const term of [...affinity.at(REQUIRED).items, ...preferred.map((item) => item.at('podAffinityTerm'))]) {
    const key = term.at('topologyKey');
    yield* emptyText(key, "name a label of nodes, such as 'kubernetes.io/hostname'");
    yield* brokenText(key, labelKey, "write the key of a label, such as 'kubernetes.io/hostname'");
    if (minorOf(graph) >= 31) yield* ofLabelKeys(term, ['matchLabelKeys', 'mismatchLabelKeys']);
  }
}

function* ofSpread(spread: Place): Iterable<Problem> {
  yield* brokenNumber(spread.at('maxSkew'), whole(1), 'write 1 for an even spread');
  yield* emptyText(spread.at('topologyKey'), "name a label of nodes, such as 'topology.kubernetes.io/zone'");
  const domains = spread.at('minDomains');
  yield* brokenNumber(domains, whole(1), 'write how many there must be, or omit it');
  if (domains.present && spread.at('whenUnsatisfiable').text === 'ScheduleAnyway')
    yield problem(domains, "must not be set without 'whenUnsatisfiable: DoNotSchedule'", 'omit it, or change that');
  yield* ofLabelKeys(spread, ['matchLabelKeys']);
}

/** Keys whose values come from the pod are compared besides the selector, so that there must be one. */
function* ofLabelKeys(term: Place, lists: string[]): Iterable<Problem> {
  const selector = term.at('labelSelector');
  const chosen = Selector.of(selector);
  for (const list of lists.map((name) => term.at(name))) {
    if (list.items.length > 0 && !selector.present)
      yield problem(list, "must not be set without 'labelSelector'", 'add the labels of the pods');
    for (const key of list.items) {
      yield* brokenText(key, labelKey, 'write the key of a label');
      const labelled = Object.hasOwn(chosen.labels, key.text ?? '');
      const expressed = chosen.expressions.some((expression) => expression.key === key.text);
      if (list.key === 'matchLabelKeys' && (labelled || expressed))
        yield problem(key, "must not be in 'labelSelector' too", 'remove one of them');
    }
  }
  const other = term.at('mismatchLabelKeys').items.map(({ text }) => text);
  for (const key of lists.length > 1 ? term.at('matchLabelKeys').items : [])
    if (other.includes(key.text)) yield problem(key, "must not be in 'mismatchLabelKeys' too", 'remove one of them');
}
