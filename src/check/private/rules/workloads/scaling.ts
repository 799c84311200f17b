import { whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Container } from '../../pods';
import { doubt, listed, meant, problem, Problem, Rule } from '../../rule';
import { nearest } from '../../../../private/nearest';
import { brokenNumber, minorOf } from '../../broken';
import { requests } from '../objects/limits';
import { scalingMetrics } from './scaling-metrics';

const KINDS = ['HorizontalPodAutoscaler.autoscaling'];

/** Rules on autoscalers and what they scale. */
export const SCALING_RULES: Rule[] = [
  {
    id: 'scaling-bounds',
    title: 'bounds of an autoscaler that contradict each other',
    kinds: KINDS,
    object: (object, graph) => bounds(object, graph),
  },
  {
    id: 'scaling-metric',
    title: 'a metric or behaviour of an autoscaler that cannot be',
    kinds: KINDS,
    object: (object) => scalingMetrics(object),
  },
  {
    id: 'scaling-target',
    title: 'an autoscaler of what cannot be scaled',
    kinds: KINDS,
    object: (object) => scalable(object),
  },
  {
    id: 'shared-scaling-target',
    title: 'two autoscalers of one object',
    set: (graph) => sharedTargets(graph),
  },
  {
    id: 'missing-request',
    title: 'an autoscaler that measures use against requests which the containers lack',
    kinds: KINDS,
    object: (object, graph) => measured(object, graph),
  },
  {
    id: 'scaled-replicas',
    title: 'a fixed number of replicas for what an autoscaler scales',
    kinds: KINDS,
    object: (object, graph) => fixedReplicas(object, graph),
  },
];

const SCALABLE = ['Deployment.apps', 'StatefulSet.apps', 'ReplicaSet.apps', 'ReplicationController'];

/** The first minor of Kubernetes that scales to zero without a feature gate. */
const ZERO_SINCE = 37;

function* bounds(object: KubeObject, graph: Graph): Iterable<Problem> {
  const [min, max] = [object.at('spec', 'minReplicas'), object.at('spec', 'maxReplicas')];
  yield* brokenNumber(max, whole(1), 'raise it');
  yield* brokenNumber(min, whole(0), 'omit it for 1');
  if (min.number === 0) yield* fromZero(object, min, graph);
  const least = min.number ?? 1;
  if (max.number !== undefined && max.number >= 1 && max.number < least)
    yield problem(max, `must be at least 'minReplicas', which is ${least}`, 'raise it, or lower the other');
}

function* fromZero(object: KubeObject, min: Place, graph: Graph): Iterable<Problem> {
  const types = object.at('spec', 'metrics').items.map((metric) => metric.at('type').text);
  if (!types.includes('Object') && !types.includes('External'))
    yield problem(min, 'must be at least 1 without a metric of type Object or External', 'omit it for 1');
  else if (minorOf(graph) < ZERO_SINCE)
    yield doubt(min, 'must be at least 1 where the feature gate HPAScaleToZero is off', 'omit it for 1');
}

function targetOf(object: KubeObject): { readonly type: string; readonly ref: Place } {
  const ref = object.at('spec', 'scaleTargetRef');
  const [group, version] = (ref.at('apiVersion').text ?? '').split('/');
  const kind = ref.at('kind').text ?? '';
  return { type: version === undefined ? kind : `${kind}.${group}`, ref };
}

function* scalable(object: KubeObject): Iterable<Problem> {
  const { type, ref } = targetOf(object);
  const kind = ref.at('kind');
  const [, group = ''] = /\.(.*)$/.exec(type) ?? [];
  if (kind.text === undefined || SCALABLE.includes(type)) return;
  const own = SCALABLE.find((other) => other.startsWith(`${kind.text}.`));
  if (own !== undefined && (group === '' || group === 'extensions')) {
    yield problem(ref.at('apiVersion'), `must be that of a ${kind.text}`, 'write apps/v1');
  } else if (group === '' || group === 'apps' || group === 'batch') {
    const kinds = SCALABLE.map((other) => other.split('.')[0] ?? '');
    const words = `must be a kind with a number of replicas (${listed(kinds)}), or a custom one`;
    yield problem(kind, words, meant(nearest(kind.text, kinds), 'scale something else'));
  }
}

/** Two autoscalers of one object see that the pods are also the other's, and both stop. */
function* sharedTargets(graph: Graph): Iterable<Problem> {
  const first = new Map<string, KubeObject>();
  for (const object of graph.objects.filter(({ type }) => KINDS.includes(type))) {
    const { type, ref } = targetOf(object);
    const id = `${object.namespace}/${type}/${ref.at('name').text}`;
    const other = first.get(id) ?? object;
    first.set(id, other);
    if (other.name === object.name || ref.at('name').text === undefined) continue;
    const words = `must not be what ${other.kind} ${other.name} scales`;
    yield problem(ref.at('name'), words, 'put the metrics of both into one autoscaler');
  }
}

/** What the autoscaler scales, if it is in the manifests. */
function scaledBy(object: KubeObject, graph: Graph): KubeObject | undefined {
  const { type, ref } = targetOf(object);
  const name = ref.at('name').text;
  return name === undefined ? undefined : graph.objectNamed(type, object.namespace, name);
}

/** A resource whose use is measured against requests: of one container, or of all. */
interface Measure {
  readonly place: Place;
  readonly resource: string;
  readonly container?: Place;
}

/** One metric that cannot be measured stops an autoscaler; beside others it only keeps it from scaling down. */
function* measured(object: KubeObject, graph: Graph): Iterable<Problem> {
  const target = scaledBy(object, graph);
  const pods = target && graph.podsMadeBy(target);
  if (pods === undefined) return;
  const found: Problem[] = [];
  for (const { place, resource, container } of measuresOf(object)) {
    const names = pods.running.map(({ name }) => name);
    if (container?.text !== undefined && !names.includes(container.text)) {
      const near = meant(nearest(container.text, names), 'name one of them');
      found.push(problem(container, `must be a container of ${target?.title} (${listed(names)})`, near));
      continue;
    }
    const lacking = pods.containers.filter((one) => counts(one, container) && !requests(one, pods, resource, graph));
    if (lacking.length === 0) continue;
    const those = container?.text === undefined ? 'each container' : `container ${container.text}`;
    const words = `must be measured against a request of ${resource} by ${those} of ${target?.title}`;
    const got = `none by ${listed(lacking.map(({ name }) => name))}`;
    found.push(doubt(place, words, `add 'resources.requests.${resource}' to the container`, got)); // a LimitRange may
  }
  const others = object.at('spec', 'metrics').items.length > found.length && found.length > 0;
  for (const one of found) yield others ? doubt(one.place, one.words, one.wayOut, one.got) : one;
}

function counts({ list, name, sidecar }: Container, only: Place | undefined): boolean {
  if (only?.text !== undefined) return name === only.text;
  return list === 'containers' || sidecar;
}

/** Without any metric, autoscalers keep the use of the processor at 80 percent of what is requested. */
function* measuresOf(object: KubeObject): Iterable<Measure> {
  const metrics = object.at('spec', 'metrics');
  if (object.apiVersion === 'autoscaling/v1') {
    yield { place: object.at('spec', 'targetCPUUtilizationPercentage'), resource: 'cpu' };
  } else if (metrics.items.length === 0) yield { place: metrics, resource: 'cpu' };
  for (const metric of metrics.items) {
    for (const kind of ['resource', 'containerResource']) {
      const source = metric.at(kind);
      const place = source.at('target', 'averageUtilization');
      const resource = source.at('name').text;
      if (!place.present || resource === undefined) continue;
      yield { place, resource, ...(kind === 'containerResource' && { container: source.at('container') }) };
    }
  }
}

function* fixedReplicas(object: KubeObject, graph: Graph): Iterable<Problem> {
  const target = scaledBy(object, graph);
  const replicas = target?.at('spec', 'replicas');
  if (replicas?.number === undefined || replicas.number === 0) return;
  const words = `must be absent where ${object.kind} ${object.name} sets it, since each apply sets it back`;
  yield doubt(replicas, words, 'omit it');
}
