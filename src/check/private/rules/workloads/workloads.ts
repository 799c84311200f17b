import { dnsLabel, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { Selector } from '../../selector';
import { brokenIntOrPercent, intOrPercent } from './int-or-percent';

const CONTROLLER = ['spec.replicas', 'spec.minReadySeconds'];
const JOB = [
  'parallelism completions activeDeadlineSeconds backoffLimit',
  'ttlSecondsAfterFinished backoffLimitPerIndex maxFailedIndexes',
].flatMap((line) => line.split(' '));

/** Numbers that the API server takes from 0 on. */
const NUMBERS: { [type: string]: string[] } = {
  'Deployment.apps': [...CONTROLLER, 'spec.revisionHistoryLimit', 'spec.progressDeadlineSeconds'],
  'StatefulSet.apps': [...CONTROLLER, 'spec.ordinals.start', 'spec.updateStrategy.rollingUpdate.partition'],
  'DaemonSet.apps': ['spec.minReadySeconds', 'spec.revisionHistoryLimit'],
  'ReplicaSet.apps': CONTROLLER,
  ReplicationController: CONTROLLER,
  'Job.batch': JOB.map((name) => `spec.${name}`),
  'CronJob.batch': [
    ...['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].map(
      (name) => `spec.${name}`,
    ),
    ...JOB.map((name) => `spec.jobTemplate.spec.${name}`),
  ],
};

const PATHS: { [type: string]: string[][] } = Object.fromEntries(
  Object.entries(NUMBERS).map(([type, fields]) => [type, fields.map((field) => field.split('.'))]),
);

/** Rules on Deployments, StatefulSets, DaemonSets and the like. */
export const WORKLOAD_RULES: Rule[] = [
  {
    id: 'negative-number',
    title: 'a number of a workload that is below 0',
    kinds: Object.keys(NUMBERS),
    fields: Object.values(NUMBERS).flat(),
    object: function* (object) {
      for (const path of PATHS[object.type] ?? []) {
        yield* brokenNumber(object.root.along(path), whole(0), 'write 0 or more, or omit it');
      }
    },
  },
  {
    id: 'rollout-strategy',
    title: 'an update strategy that contradicts itself, or that can never finish',
    kinds: ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'],
    object: (object, graph) => STRATEGIES[object.type]?.(object, graph) ?? [],
  },
  {
    id: 'claim-template',
    title: 'a claim template whose name no volume can have',
    kinds: ['StatefulSet.apps'],
    object: (object) => claimTemplates(object),
  },
  {
    id: 'headless-service',
    title: 'a stateful set whose governing Service gives its pods no names',
    kinds: ['StatefulSet.apps'],
    object: (object, graph) => governingService(object, graph),
  },
];

const STRATEGIES: { [type: string]: (object: KubeObject, graph: Graph) => Iterable<Problem> } = {
  'Deployment.apps': ofDeployment,
  'StatefulSet.apps': ofStatefulSet,
  'DaemonSet.apps': ofDaemonSet,
};

/** What Deployments wait for progress when they do not say. */
const PROGRESS = 600;

/** The first minor of Kubernetes whose stateful sets heed maxUnavailable without a feature gate. */
const UNAVAILABLE_SINCE = 37;

function* ofDeployment(object: KubeObject): Iterable<Problem> {
  const rolling = object.at('spec', 'strategy', 'rollingUpdate');
  yield* rollingAlone(object.at('spec', 'strategy'), ['Recreate']);
  const [surge, unavailable] = [rolling.at('maxSurge'), rolling.at('maxUnavailable')];
  yield* brokenIntOrPercent(surge, Infinity);
  yield* brokenIntOrPercent(unavailable);
  if (intOrPercent(surge)?.amount === 0 && intOrPercent(unavailable)?.amount === 0)
    yield problem(unavailable, "must not be 0 while 'maxSurge' is 0", 'let one of them be 1');
  const [ready, deadline] = [object.at('spec', 'minReadySeconds'), object.at('spec', 'progressDeadlineSeconds')];
  const seconds = ready.number ?? 0;
  if ((deadline.number ?? PROGRESS) > seconds || (deadline.number ?? 0) < 0) return;
  const wayOut = `give it more than ${seconds} seconds`;
  const got = deadline.number === undefined ? `${PROGRESS}, its default` : undefined;
  yield problem(deadline, "must be more than 'minReadySeconds'", wayOut, got);
}

function* ofStatefulSet(object: KubeObject, graph: Graph): Iterable<Problem> {
  const strategy = object.at('spec', 'updateStrategy');
  yield* rollingAlone(strategy, ['OnDelete']);
  const unavailable = strategy.at('rollingUpdate', 'maxUnavailable');
  if (minorOf(graph) < UNAVAILABLE_SINCE) return;
  yield* brokenIntOrPercent(unavailable);
  if (intOrPercent(unavailable)?.amount === 0) yield problem(unavailable, 'must be more than 0', 'omit it for 1');
}

function* ofDaemonSet(object: KubeObject): Iterable<Problem> {
  const strategy = object.at('spec', 'updateStrategy');
  if ((strategy.at('type').text ?? 'RollingUpdate') !== 'RollingUpdate') return;
  const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((name) => strategy.at('rollingUpdate', name));
  if (surge === undefined || unavailable === undefined) return;
  yield* brokenIntOrPercent(surge);
  yield* brokenIntOrPercent(unavailable);
  const [more, less] = [intOrPercent(surge)?.amount ?? 0, intOrPercent(unavailable)?.amount ?? 1];
  const wayOut = "set 'maxUnavailable' to 0";
  if (more > 0 && less > 0) yield problem(surge, "must be 0 unless 'maxUnavailable' is 0 (by default it is 1)", wayOut);
  if (more === 0 && less === 0) yield problem(unavailable, "must not be 0 while 'maxSurge' is 0", 'omit it for 1');
  if (more > 0 && less === 0) yield* surgingPorts(object, surge);
}

/** A second pod on the node cannot have the port of the first, so that the update waits for ever. */
function* surgingPorts(object: KubeObject, surge: Place): Iterable<Problem> {
  const pods = Pods.of(object);
  const ports = pods?.running.flatMap((container) => container.ports) ?? [];
  const host = pods?.spec.at('hostNetwork').flag === true;
  const taken = ports.some((port) => host || (port.at('hostPort').number ?? 0) > 0);
  if (!taken) return;
  const words = 'must be 0 for pods with ports of the node, which two of them cannot share';
  yield problem(surge, words, "omit 'rollingUpdate', or the ports of the node");
}

function* rollingAlone(strategy: Place, others: string[]): Iterable<Problem> {
  const type = strategy.at('type').text ?? '';
  const rolling = strategy.at('rollingUpdate');
  if (!others.includes(type) || !rolling.present) return;
  yield problem(rolling, `must be absent with the type ${type}`, 'omit it, or use the type RollingUpdate');
}

function* claimTemplates(set: KubeObject): Iterable<Problem> {
  for (const claim of set.at('spec', 'volumeClaimTemplates').items) {
    const name = claim.at('metadata', 'name');
    yield* brokenText(name, dnsLabel, 'rename it, and its mounts');
    if ((name.text ?? '') === '') yield problem(name, 'must be there', 'name the template as its mounts call it');
  }
}

function* governingService(set: KubeObject, graph: Graph): Iterable<Problem> {
  const place = set.at('spec', 'serviceName');
  const name = place.text ?? '';
  if (name === '') return;
  yield* brokenText(place, dnsLabel, 'name a Service');
  const service = graph.objectNamed('Service', set.namespace, name);
  if (service !== undefined) yield* serviceOf(set, service, place);
}

function* serviceOf(set: KubeObject, service: KubeObject, place: Place): Iterable<Problem> {
  const pods = Pods.of(set);
  const selector = service.at('spec', 'selector');
  if (service.at('spec', 'clusterIP').text !== 'None') {
    if ((set.at('spec', 'replicas').number ?? 1) < 2) return; // the name of the Service is enough for one
    const words = 'must name a headless Service, which alone gives each pod a name in DNS';
    yield doubt(place, words, `give a headless Service: one with 'clusterIP: None'`);
  } else if (selector.present && pods !== undefined && !Selector.labels(selector).selects(pods)) {
    const words = 'must name a Service that selects the pods, or they have no names in DNS';
    yield doubt(place, words, `correct the selector of Service ${service.name}`);
  }
}
