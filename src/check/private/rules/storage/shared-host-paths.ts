import { Graph } from '../../graph';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { REPLICATED, replicaCounts } from '../workloads/replica-counts';
import { hostData, isWritable } from './host-data';

/** Rules on directories of the node that several pods write to. */
export const SHARED_HOST_PATH_RULES: Rule[] = [
  {
    id: 'shared-host-path',
    title: 'replicas that write to one directory of their node',
    podFields: ['volumes.hostPath'],
    pods: (pods, graph) => shared(pods, graph),
  },
];

function* shared(pods: Pods, graph: Graph): Iterable<Problem> {
  const { owner } = pods;
  if (!REPLICATED.includes(owner.type)) return;
  const paths = hostData(pods, isShared);
  if (paths.length === 0 || isAloneOnNode(pods)) return;
  const count = replicaCounts(owner, graph, 'maxReplicas').find((place) => (place.number ?? 1) > 1);
  if (count === undefined) return;
  for (const path of paths) {
    const words = `must not be written to by ${count.number} pods: those of one node share it, those of others have another`;
    yield doubt(path, words, 'use a volume of each pod, or acknowledge that they can share files');
  }
}

/** Whether pods share what they write; a path with a variable may be one of each pod. */
function isShared(mount: Place): boolean {
  return isWritable(mount) && !mount.at('subPathExpr').present;
}

/** Whether no two of the pods run on one node: they keep away from each other, or want the same port of it. */
function isAloneOnNode(pods: Pods): boolean {
  const required = pods.spec.at('affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const apart = required.items.some(
    (term) =>
      term.at('topologyKey').text === 'kubernetes.io/hostname' && Selector.of(term.at('labelSelector')).selects(pods),
  );
  const onNode = pods.spec.at('hostNetwork').flag === true;
  return (
    apart || pods.running.some(({ ports }) => ports.some((port) => onNode || (port.at('hostPort').number ?? 0) > 0))
  );
}
