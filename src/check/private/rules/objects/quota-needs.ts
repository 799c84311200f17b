import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { listed, problem, Problem, Rule } from '../../rule';
import { isLimited, limitsOf, requests } from './limits';
import { isKnative } from '../pods/pod-values';
import { amountOf } from '../../quantity';

/** Rules on pods that the quotas and limits of their namespace keep out. */
export const QUOTA_NEED_RULES: Rule[] = [
  {
    id: 'quota-needs-requests',
    title: 'a container without the requests or limits that a quota of its namespace demands',
    container: (container, pods, graph) => quotaNeeds(container, pods, graph),
  },
  {
    id: 'limit-range-bounds',
    title: 'requests or limits outside the bounds of a LimitRange of the namespace',
    container: (container, pods, graph) => containerBounds(container, pods, graph),
    pods: (pods, graph) => podBounds(pods, graph),
    kinds: ['PersistentVolumeClaim', 'StatefulSet.apps'],
    object: (object, graph) => claimBounds(object, graph),
  },
];

/** What quotas demand of each container, once they count it: a request, or a limit. */
const DEMANDED: { [name: string]: { readonly list: 'requests' | 'limits'; readonly resource: string } } = {
  cpu: { list: 'requests', resource: 'cpu' },
  memory: { list: 'requests', resource: 'memory' },
  'requests.cpu': { list: 'requests', resource: 'cpu' },
  'requests.memory': { list: 'requests', resource: 'memory' },
  'limits.cpu': { list: 'limits', resource: 'cpu' },
  'limits.memory': { list: 'limits', resource: 'memory' },
};

function* quotaNeeds(container: Container, pods: Pods, graph: Graph): Iterable<Problem> {
  if (isKnative(pods) || container.list === 'ephemeralContainers') return;
  for (const quota of graph.objectsOf('ResourceQuota', pods.namespace)) {
    const spec = quota.at('spec');
    if (spec.at('scopes').items.length > 0 || spec.at('scopeSelector').present) continue;
    const lacking = spec.at('hard').members.flatMap(([name]) => {
      const demanded = Object.hasOwn(DEMANDED, name) ? DEMANDED[name] : undefined;
      if (demanded === undefined) return [];
      const { list, resource } = demanded;
      const has = list === 'requests' ? requests : isLimited;
      return has(container, pods, resource, graph) ? [] : [`${list}.${resource}`];
    });
    if (lacking.length === 0) continue;
    const resources = container.place.at('resources');
    const words = `must have ${listed(new Set(lacking))}, which ${quota.title} counts in namespace ${pods.namespace}`;
    yield problem(
      resources.present ? resources : container.place,
      words,
      'add it, or a LimitRange with defaults',
      'none',
    );
  }
}

function* containerBounds(container: Container, pods: Pods, graph: Graph): Iterable<Problem> {
  if (container.list === 'ephemeralContainers') return;
  for (const item of limitsOf(graph, pods.namespace, 'Container')) {
    for (const list of ['requests', 'limits'])
      for (const [resource, place] of container.place.at('resources', list).members)
        yield* between(place, item.at('min', resource), item.at('max', resource));
    yield* ratios(container.place.at('resources'), item);
  }
}

function* between(place: Place, min: Place, max: Place): Iterable<Problem> {
  const [value, least, most] = [amountOf(place), amountOf(min), amountOf(max)];
  if (value === undefined) return;
  const { title, namespace } = max.object;
  const where = `${title} in namespace ${namespace}`;
  if (most !== undefined && value > most)
    yield problem(place, `must be at most ${String(max.value)}, as ${where} says`, 'lower it, or raise the maximum');
  if (least !== undefined && value < least)
    yield problem(place, `must be at least ${String(min.value)}, as ${where} says`, 'raise it, or lower the minimum');
}

function* ratios(resources: Place, item: Place): Iterable<Problem> {
  for (const [resource, ratio] of item.at('maxLimitRequestRatio').members) {
    const limit = resources.at('limits', resource);
    const [most, request, value] = [ratio, resources.at('requests', resource), limit].map(amountOf);
    if (most === undefined || request === undefined || value === undefined || request === 0n) continue;
    if (value * ONE <= most * request) continue;
    const words = `must be at most ${String(ratio.value)} times the request, as ${item.object.title} says`;
    yield problem(limit, words, 'lower it, or raise the request');
  }
}

const ONE = 1_000_000_000n;

/** The limits of all containers together; those that run before the others need not fit beside them. */
function* podBounds(pods: Pods, graph: Graph): Iterable<Problem> {
  for (const item of limitsOf(graph, pods.namespace, 'Pod')) {
    for (const [resource, max] of item.at('max').members) {
      const given = pods.running.flatMap(({ place }) => amountOf(place.at('resources', 'limits', resource)) ?? []);
      const sum = given.reduce((all, one) => all + one, 0n);
      const place = pods.spec.at('containers');
      const words = `must limit ${resource} to ${String(max.value)} in all, as ${item.object.title} says`;
      if (sum > (amountOf(max) ?? sum))
        yield problem(place, words, 'lower the limits, or raise the maximum', String(Number(sum) / 1e9));
      if (!pods.containers.some((container) => isLimited(container, pods, resource, graph)))
        yield problem(place, words, `add 'resources.limits.${resource}'`, 'no limit');
    }
  }
}

function* claimBounds(object: KubeObject, graph: Graph): Iterable<Problem> {
  const claims =
    object.type === 'PersistentVolumeClaim' ? [object.root] : object.at('spec', 'volumeClaimTemplates').items;
  for (const claim of claims)
    for (const item of limitsOf(graph, object.namespace ?? '', 'PersistentVolumeClaim')) {
      const storage = claim.at('spec', 'resources', 'requests', 'storage');
      yield* between(storage, item.at('min', 'storage'), item.at('max', 'storage'));
    }
}
