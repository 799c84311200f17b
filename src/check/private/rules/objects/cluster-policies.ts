import { dnsLabel, labelKey } from '../../../../private/rules';
import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { listed, meant, problem, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { brokenIntOrPercent } from '../workloads/int-or-percent';
import { brokenText } from '../../broken';
import { amountOf } from '../../quantity';

/** Rules on budgets, priorities, runtimes, quotas and limits as such. */
export const CLUSTER_POLICY_RULES: Rule[] = [
  {
    id: 'disruption-budget',
    title: 'a disruption budget that contradicts itself',
    kinds: ['PodDisruptionBudget.policy'],
    object: (object) => budget(object),
    set: (graph) => sharedPods(graph),
  },
  {
    id: 'priority-class',
    title: 'a priority class that only Kubernetes itself may have',
    kinds: ['PriorityClass.scheduling.k8s.io'],
    object: (object) => priorityClass(object),
  },
  {
    id: 'default-priority-class',
    title: 'two priority classes that are both the default',
    set: (graph) => defaultPriorities(graph),
  },
  {
    id: 'runtime-class',
    title: 'a runtime class whose handler is none',
    kinds: ['RuntimeClass.node.k8s.io'],
    object: (object) => brokenText(object.at('handler'), dnsLabel, 'name the handler of the container runtime'),
  },
  {
    id: 'resource-quota',
    title: 'a quota of what cannot be counted, or with scopes that do not fit',
    kinds: ['ResourceQuota'],
    object: (object) => quota(object),
  },
  {
    id: 'limit-range',
    title: 'limits that contradict each other',
    kinds: ['LimitRange'],
    object: (object) => limitRange(object),
  },
];

const HIGHEST_PRIORITY = 1_000_000_000;
const SYSTEM_CLASSES: { [name: string]: number } = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** The server evicts no pod that has two budgets. */
function* sharedPods(graph: Graph): Iterable<Problem> {
  const first = new Map<Pods, KubeObject>();
  for (const budget of graph.objects.filter(({ type }) => type === 'PodDisruptionBudget.policy')) {
    const place = budget.at('spec', 'selector');
    if (!place.present) continue;
    for (const pods of graph.selected(budget.namespace ?? '', Selector.of(place))) {
      const other = first.get(pods);
      first.set(pods, other ?? budget);
      if (other === undefined || other.name === budget.name) continue;
      const words = `must not select the pods of ${pods.owner.title}, which ${other.title} protects`;
      yield problem(place, words, 'pods with two budgets are never evicted: make it one');
      break;
    }
  }
}

function* budget(object: KubeObject): Iterable<Problem> {
  const [min, max] = [object.at('spec', 'minAvailable'), object.at('spec', 'maxUnavailable')];
  yield* brokenIntOrPercent(min);
  yield* brokenIntOrPercent(max);
  if (min.present && max.present) yield problem(max, "must be absent beside 'minAvailable'", 'omit one of them');
}

function* priorityClass(object: KubeObject): Iterable<Problem> {
  const value = object.at('value');
  if (object.name.startsWith('system-')) {
    if (SYSTEM_CLASSES[object.name] === value.number) return;
    yield problem(object.at('metadata', 'name'), "must not begin with 'system-', as Kubernetes' own do", 'rename it');
  } else if ((value.number ?? 0) > HIGHEST_PRIORITY) {
    yield problem(value, `must be at most ${HIGHEST_PRIORITY}: what is above is for the system`, 'lower it');
  }
}

function* defaultPriorities(graph: Graph): Iterable<Problem> {
  let first: KubeObject | undefined;
  for (const object of graph.objects) {
    const place = object.at('globalDefault');
    if (object.type !== 'PriorityClass.scheduling.k8s.io' || place.flag !== true) continue;
    if (first !== undefined && first.name !== object.name)
      yield problem(place, `must be true for one class only, and is for ${first.name}`, 'omit it here');
    first ??= object;
  }
}

const PLAIN_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
const STANDARD_QUOTAS = [
  ...PLAIN_RESOURCES,
  ...[...PLAIN_RESOURCES, 'storage'].map((name) => `requests.${name}`),
  ...PLAIN_RESOURCES.map((name) => `limits.${name}`),
  ...['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'persistentvolumeclaims'],
  ...['configmaps', 'services.nodeports', 'services.loadbalancers'],
];
const COMPUTE = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

/** What the quotas of a scope can count, among the standard resources. */
const SCOPES: { [scope: string]: string[] } = {
  BestEffort: ['pods'],
  NotBestEffort: ['pods', ...COMPUTE],
  Terminating: ['pods', ...COMPUTE],
  NotTerminating: ['pods', ...COMPUTE],
  PriorityClass: ['pods', ...COMPUTE],
  CrossNamespacePodAffinity: ['pods', ...COMPUTE],
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};

function* quota(object: KubeObject): Iterable<Problem> {
  const hard = object.at('spec', 'hard');
  for (const [name, place] of hard.members) {
    const standard = STANDARD_QUOTAS.includes(name) || /^(requests\.)?hugepages-/.test(name);
    const words = name.includes('/') ? labelKey(name) : standard ? undefined : 'must be a resource that quotas count';
    const near = meant(nearest(name, STANDARD_QUOTAS), 'write count/<resources>.<group> for other kinds');
    if (words !== undefined) yield problem(place, `${words}, as key`, near, JSON.stringify(name));
    if ((amountOf(place) ?? 0n) < 0n) yield problem(place, 'must not be negative', 'write 0 or more');
  }
  const scopes = object.at('spec', 'scopes').items;
  yield* ofScopes(scopes, hard);
  const expressions = object.at('spec', 'scopeSelector', 'matchExpressions').items;
  yield* ofScopes(
    expressions.map((expression) => expression.at('scopeName')),
    hard,
  );
  for (const expression of expressions) yield* scopeExpression(expression);
}

function* ofScopes(scopes: readonly Place[], hard: Place): Iterable<Problem> {
  const names = scopes.flatMap(({ text }) => text ?? []);
  for (const scope of scopes) {
    const name = scope.text ?? '';
    const counted = Object.hasOwn(SCOPES, name) ? SCOPES[name] : undefined;
    if (counted === undefined) {
      const wayOut = meant(nearest(name, Object.keys(SCOPES)), 'correct it');
      if (scope.text !== undefined) yield problem(scope, `must be one of ${listed(Object.keys(SCOPES))}`, wayOut);
      continue;
    }
    const others = hard.members.filter(([key]) => STANDARD_QUOTAS.includes(key) && !counted.includes(key));
    if (others.length > 0) {
      const wayOut = `put ${listed(others.map(([key]) => key))} into a quota without it`;
      yield problem(scope, `must be a scope of all that is counted, and ${name} is for ${listed(counted)}`, wayOut);
    }
    if (name.startsWith('Not') && names.includes(name.slice('Not'.length)))
      yield problem(scope, `must not stand beside ${name.slice('Not'.length)}`, 'make two quotas');
  }
}

function* scopeExpression(expression: Place): Iterable<Problem> {
  const [scope, operator, values] = [expression.at('scopeName'), expression.at('operator'), expression.at('values')];
  const named = scope.text === 'PriorityClass' || scope.text === 'VolumeAttributesClass';
  if (!named && operator.text !== 'Exists' && operator.text !== undefined)
    yield problem(operator, `must be Exists for the scope ${scope.text}`, 'write Exists');
  const wants = operator.text === 'In' || operator.text === 'NotIn';
  if (wants && values.items.length === 0)
    yield problem(values, `must not be empty for ${operator.text}`, 'name the classes, or use Exists');
  if (!wants && operator.text !== undefined && values.items.length > 0)
    yield problem(values, `must be absent for ${operator.text}`, 'omit them, or use In');
}

/** Pairs of a limit range of which the first must not be above the second. */
const ORDERED = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['min', 'default'],
  ['default', 'max'],
] as const;

function* limitRange(object: KubeObject): Iterable<Problem> {
  const types = new Set<string>();
  for (const item of object.at('spec', 'limits').items) {
    const type = item.at('type').text ?? '';
    if (types.has(type)) yield problem(item.at('type'), 'must stand once', `join both items of ${type}`);
    types.add(type);
    yield* ofLimit(item, type);
    const lists = ['min', 'max', 'default', 'defaultRequest'].map((list) => item.at(list));
    for (const resource of new Set(lists.flatMap((list) => list.members.map(([key]) => key))))
      yield* ordered(item, resource);
  }
}

function* ofLimit(item: Place, type: string): Iterable<Problem> {
  if (!['Container', 'Pod', 'PersistentVolumeClaim'].includes(type) && !type.includes('/') && type !== '')
    yield problem(item.at('type'), 'must be Container, Pod or PersistentVolumeClaim', 'correct it');
  for (const list of ['default', 'defaultRequest'])
    if (type === 'Pod' && item.at(list).members.length > 0)
      yield problem(
        item.at(list),
        'must be absent for pods, which have no defaults',
        'put it into an item for Container',
      );
  const storage = ['min', 'max'].some((list) => item.at(list, 'storage').present);
  if (type === 'PersistentVolumeClaim' && !storage)
    yield problem(item, "must have 'min.storage' or 'max.storage' for claims", 'add one of them');
  for (const [, ratio] of item.at('maxLimitRequestRatio').members)
    if ((amountOf(ratio) ?? ONE) < ONE) yield problem(ratio, 'must be at least 1', 'raise it');
}

const ONE = 1_000_000_000n;

function* ordered(item: Place, resource: string): Iterable<Problem> {
  for (const [low, high] of ORDERED) {
    const [less, more] = [item.at(low, resource), item.at(high, resource)];
    const [small, large] = [amountOf(less), amountOf(more)];
    if (small === undefined || large === undefined || small <= large) continue;
    const words = `must be at most '${high}', which is ${String(more.value)}`;
    yield problem(less, words, 'lower it, or raise the other');
  }
}
