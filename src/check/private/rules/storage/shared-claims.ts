import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { intOrPercent } from '../workloads/int-or-percent';
import { REPLICATED, replicaCounts } from '../workloads/replica-counts';

/** Rules on claims that more pods use than may. */
export const SHARED_CLAIM_RULES: Rule[] = [
  {
    id: 'shared-claim',
    title: 'several pods with a claim that is for one node, or for one pod',
    podFields: ['volumes.persistentVolumeClaim'],
    pods: (pods, graph) => shared(pods, graph),
  },
];

function* shared(pods: Pods, graph: Graph): Iterable<Problem> {
  const { owner, spec, namespace } = pods;
  const everyNode = owner.type === 'DaemonSet.apps';
  if (!KEPT.includes(owner.type)) return;
  for (const volume of spec.at('volumes').items) {
    const name = volume.at('persistentVolumeClaim', 'claimName');
    const claim = name.text && graph.objectNamed('PersistentVolumeClaim', namespace, name.text);
    if (claim === undefined || claim === '') continue;
    const modes = claim.at('spec', 'accessModes').items.flatMap(({ text }) => text ?? []);
    const onePod = modes.includes('ReadWriteOncePod');
    if (!onePod && !modes.includes('ReadWriteOnce')) continue; // the others are for many nodes
    if (modes.includes('ReadWriteMany') || (modes.includes('ReadOnlyMany') && isReadOnly(volume, pods))) continue;
    if (everyNode) yield* ofEveryNode(name, claim, onePod, spec);
    else yield* ofReplicas(pods, claim, onePod, graph);
    if (!onePod) continue;
    yield* ofUpdate(owner, claim);
    yield* ofOthers(name, pods, graph);
  }
}

function* ofEveryNode(name: Place, claim: KubeObject, onePod: boolean, spec: Place): Iterable<Problem> {
  if (isOnOneNode(spec)) return;
  const words = `must be a claim for many nodes in a DaemonSet, and ${claim.name} is for ${heldBy(onePod)}`;
  yield doubt(name, words, 'use a claim with ReadWriteMany, or a StatefulSet with claim templates');
}

function* ofReplicas({ owner, spec }: Pods, claim: KubeObject, onePod: boolean, graph: Graph): Iterable<Problem> {
  if (!onePod && isOnOneNode(spec)) return;
  for (const count of replicaCounts(owner, graph, 'maxReplicas')) {
    if ((count.number ?? 1) < 2) continue;
    const words = `must be 1 with claim ${claim.name}, which is for ${heldBy(onePod)}`;
    const wayOut = 'use a claim with ReadWriteMany, or a StatefulSet with claim templates';
    yield (onePod ? problem : doubt)(count, words, wayOut);
  }
}

function heldBy(onePod: boolean): string {
  return onePod ? 'one pod (ReadWriteOncePod)' : 'one node (ReadWriteOnce)';
}

/** A Deployment that keeps the old pod until the new one runs, which waits for the claim of the old one. */
function* ofUpdate(owner: KubeObject, claim: KubeObject): Iterable<Problem> {
  const strategy = owner.at('spec', 'strategy');
  const replicas = owner.at('spec', 'replicas').number ?? 1;
  if (owner.type !== 'Deployment.apps' || strategy.at('type').text === 'Recreate' || replicas !== 1) return;
  const spare = intOrPercent(strategy.at('rollingUpdate', 'maxUnavailable'));
  if (spare !== undefined && spare.amount >= (spare.percent ? 100 : 1)) return;
  const words = `must be Recreate with claim ${claim.name}, which the new pod cannot have before the old one ends`;
  yield problem(strategy.at('type'), words, 'set it, or no update ever finishes');
}

/** A claim for one pod that the pods of another workload have, too. */
function* ofOthers(name: Place, pods: Pods, graph: Graph): Iterable<Problem> {
  const before = graph.pods.slice(0, graph.pods.indexOf(pods));
  const other = before.find(
    ({ owner, namespace, spec }) =>
      namespace === pods.namespace &&
      KEPT.includes(owner.type) &&
      owner.title !== pods.owner.title &&
      spec.at('volumes').items.some((volume) => volume.at('persistentVolumeClaim', 'claimName').text === name.text),
  );
  if (other === undefined || [pods, other].some(({ owner }) => owner.at('spec', 'replicas').number === 0)) return;
  const words = `must differ from the claim of ${other.owner.title}, which is for one pod (ReadWriteOncePod)`;
  yield problem(name, words, 'the pods of one of them never start: use another claim, or another access mode');
}

/** The kinds whose pods never end. */
const KEPT = [...REPLICATED, 'DaemonSet.apps'];

function isReadOnly(volume: Place, { containers }: Pods): boolean {
  if (volume.at('persistentVolumeClaim', 'readOnly').flag === true) return true;
  const name = volume.at('name').text;
  const mounts = containers.flatMap(({ place }) => place.at('volumeMounts').items);
  return mounts.every((mount) => mount.at('name').text !== name || mount.at('readOnly').flag === true);
}

const HOST = 'kubernetes.io/hostname';

function isOnOneNode(spec: Place): boolean {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const near = spec.at('affinity', 'podAffinity', required).items;
  const nodes = spec.at('affinity', 'nodeAffinity', required, 'nodeSelectorTerms').items;
  return (
    spec.at('nodeName').present ||
    spec.at('nodeSelector', HOST).present ||
    near.some((term) => term.at('topologyKey').text === HOST) ||
    (nodes.length === 1 && nodes.some((term) => term.at('matchExpressions').items.some(isOneHost)))
  );
}

function isOneHost(expression: Place): boolean {
  const values = expression.at('values').items;
  return expression.at('key').text === HOST && expression.at('operator').text === 'In' && values.length === 1;
}
