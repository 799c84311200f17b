// What must hold of the objects of an apply set once they have had their time.
import {
  CoreV1Event,
  KubernetesObject,
  V1Condition,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Job,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1Service,
  V1StatefulSet,
  V1StorageClass,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { Cluster, nameOf } from './cluster';

/** What is not as it should be, one line for each object. */
export async function problems(cluster: Cluster, objects: KubernetesObject[]): Promise<string[]> {
  const found = await Promise.all(objects.map((object) => problem(cluster, object)));
  return found.filter((line) => line !== undefined);
}

/** The warnings that fail a test whatever became of the object. */
export function grave(warnings: CoreV1Event[]): CoreV1Event[] {
  return warnings.filter(({ reason = '', message = '' }) => graveReasons.has(reason) && !tooEarly.test(message));
}

/** The last warnings, each one once. */
export function lastWarnings(warnings: CoreV1Event[]): string {
  const lines = [...new Set(warnings.map(warningLine))].slice(-10);
  return lines.length === 0 ? 'no warnings' : ['the last warnings:', ...lines].join('\n');
}

/** The pods with the labels that an object as it is now selects; none when it selects none. */
export async function selectedPods(cluster: Cluster, live: KubernetesObject): Promise<V1Pod[]> {
  const selector = (live as { spec?: { selector?: object } }).spec?.selector ?? {};
  const labels = Object.entries<string>('matchLabels' in selector ? (selector.matchLabels as Labels) : { ...selector });
  if (labels.length === 0) return [];
  const pods = await cluster.list<V1Pod>('v1', 'Pod', live.metadata?.namespace);
  return pods.filter(({ metadata }) => labels.every(([key, value]) => metadata?.labels?.[key] === value));
}

/** A warning in one line. */
export function warningLine({ reason, message, involvedObject }: CoreV1Event): string {
  return `Warning ${reason}, ${nameOf({ kind: involvedObject.kind, metadata: involvedObject })}: ${message}`;
}

const graveReasons = new Set([
  ...['FailedCreate', 'FailedMount', 'FailedAttachVolume'],
  ...['InvalidImageName', 'ErrImageNeverPull', 'BackOff'],
]);

/** In a namespace that is a moment old, pods wait for the account that every namespace gets. */
const tooEarly = /serviceaccount "default" not found/;

async function problem(cluster: Cluster, declared: KubernetesObject): Promise<string | undefined> {
  const [group = ''] = (declared.apiVersion ?? '').split('/');
  const check = group === 'serving.knative.dev' ? knative : checks[`${group}/${declared.kind}`];
  if (check === undefined) return undefined;
  const live = await cluster.read(declared);
  const found = live === undefined ? 'is not there' : await check(live, cluster);
  return found === undefined ? undefined : `${nameOf(live ?? declared)} ${found}`;
}

type Labels = { readonly [label: string]: string };
type Check = (live: KubernetesObject, cluster: Cluster) => string | undefined | Promise<string | undefined>;

/** By group and kind. */
const checks: { readonly [kind: string]: Check } = {
  'apps/Deployment': ({ metadata, spec, status }: V1Deployment) => {
    const pods = `of ${spec?.replicas} pods`;
    if (status?.observedGeneration !== metadata?.generation) return 'is not seen by its controller';
    if ((status?.updatedReplicas ?? 0) !== spec?.replicas)
      return `has ${status?.updatedReplicas ?? 0} ${pods} up to date`;
    if ((status?.availableReplicas ?? 0) !== spec?.replicas)
      return `has ${status?.availableReplicas ?? 0} ${pods} available`;
    return status?.replicas === status?.updatedReplicas ? undefined : 'still has pods of an older version';
  },
  'apps/StatefulSet': ({ metadata, spec, status }: V1StatefulSet) => {
    const pods = `of ${spec?.replicas} pods`;
    if (status?.observedGeneration !== metadata?.generation) return 'is not seen by its controller';
    if ((status?.availableReplicas ?? 0) !== spec?.replicas)
      return `has ${status?.availableReplicas ?? 0} ${pods} available`;
    return status?.currentRevision === status?.updateRevision ? undefined : 'still has pods of an older version';
  },
  'apps/DaemonSet': ({ metadata, status }: V1DaemonSet) => {
    const wanted = status?.desiredNumberScheduled ?? 0;
    if (status?.observedGeneration !== metadata?.generation) return 'is not seen by its controller';
    if (wanted === 0) return 'fits on no node';
    if (status?.updatedNumberScheduled !== wanted)
      return `has ${status?.updatedNumberScheduled ?? 0} of ${wanted} pods up to date`;
    return status.numberAvailable === wanted
      ? undefined
      : `has ${status.numberAvailable ?? 0} of ${wanted} pods available`;
  },
  'batch/Job': ({ spec, status }: V1Job) => {
    if (
      spec?.suspend === true ||
      status?.conditions?.some(({ type, status }) => type === 'Complete' && status === 'True')
    )
      return;
    const failure = status?.conditions?.find(({ type }) => type === 'Failed');
    return failure === undefined ? 'is not complete' : `has failed: ${failure.message}`;
  },
  'v1/Service': async (service: V1Service, cluster) =>
    endpoints(service, await slices(service, cluster)) ?? undeclared(service, await selectedPods(cluster, service)),
  'v1/PersistentVolumeClaim': async ({ spec, status }: V1PersistentVolumeClaim, cluster) => {
    if (status?.phase === 'Bound') return undefined;
    if (spec?.storageClassName === '') return `is ${status?.phase}`; // only a volume that is there can satisfy it
    const classes = await cluster.list<V1StorageClass>('storage.k8s.io/v1', 'StorageClass');
    const own = classes.find(({ metadata }) => metadata?.name === spec?.storageClassName);
    if (own === undefined) return `is ${status?.phase}`;
    // A class of another platform names a provisioner that nobody plays here.
    const foreign = own.provisioner !== classes.find(isDefaultClass)?.provisioner;
    return foreign || own.volumeBindingMode === 'WaitForFirstConsumer' ? undefined : `is ${status?.phase}`;
  },
  'policy/PodDisruptionBudget': ({ status }: V1PodDisruptionBudget) =>
    status?.expectedPods ? undefined : 'selects no pod that is there',
  'autoscaling/HorizontalPodAutoscaler': ({ status }: V2HorizontalPodAutoscaler) => {
    const able = status?.conditions?.find(({ type }) => type === 'AbleToScale');
    return able?.status === 'True' ? undefined : (able?.message ?? 'is not seen by its controller');
  },
};

/** Whether a storage class is that of claims without a class. */
export function isDefaultClass({ metadata }: V1StorageClass): boolean {
  return metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
}

const slices = ({ metadata }: V1Service, cluster: Cluster) =>
  cluster
    .list<V1EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', metadata?.namespace)
    .then((all) => all.filter((slice) => slice.metadata?.labels?.['kubernetes.io/service-name'] === metadata?.name));

/** A Service with a selector must lead to a ready pod on each of its ports. */
function endpoints({ spec }: V1Service, slices: V1EndpointSlice[]): string | undefined {
  if (spec?.selector === undefined) return undefined;
  const ready = slices.filter((slice) => slice.endpoints?.some(({ conditions }) => conditions?.ready));
  if (ready.length === 0) return `selects no pod that is ready (${JSON.stringify(spec.selector)})`;
  const lost = spec.ports?.find(
    (port) => !ready.some((slice) => slice.ports?.some(({ name }) => name === (port.name ?? ''))),
  );
  return lost === undefined ? undefined : `has no pod with its target port ${lost.targetPort}`;
}

/** A target port that is a number must be one that a container declares, where they declare any: nothing else tells that somebody listens there. */
function undeclared({ spec }: V1Service, pods: V1Pod[]): string | undefined {
  if (spec?.selector === undefined) return undefined;
  const declared = pods
    .flatMap(({ spec }) => [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])])
    .flatMap(({ ports = [] }) => ports.map(({ containerPort, protocol }) => `${containerPort} ${protocol}`));
  const lost = spec.ports?.find(
    ({ targetPort, protocol }) => typeof targetPort === 'number' && !declared.includes(`${targetPort} ${protocol}`),
  );
  return lost === undefined || declared.length === 0
    ? undefined
    : `has no container that declares its target port ${lost.targetPort} (${lost.protocol})`;
}

/** What Knative has reconciled says so itself. */
const knative: Check = (live) => {
  const { status } = live as { status?: { conditions?: V1Condition[] } };
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' ? undefined : `is not ready: ${ready?.message ?? ready?.reason ?? 'not reconciled'}`;
};
