import { keepsData } from '../../../../private/host-paths';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { REPLICATED, replicaCounts } from '../workloads/replica-counts';
import { Selector } from '../../selector';

/** Rules on directories of the node that several pods write to. */
export const SHARED_HOST_PATH_RULES: Rule[] = [
  {
    id: 'shared-host-path',
    title: 'replicas that write to one directory of their node',
    podFields: ['volumes'],
    pods: (pods, graph) => shared(pods, graph),
  },
];

function* shared(pods: Pods, graph: Graph): Iterable<Problem> {
  const { owner, spec, containers } = pods;
  if (!REPLICATED.includes(owner.type)) return;
  const volumes = spec.at('volumes').items.filter((volume) => volume.at('hostPath', 'path').present);
  if (volumes.length === 0 || isAloneOnNode(pods)) return;
  const count = replicaCounts(owner, graph, 'maxReplicas').find((place) => (place.number ?? 1) > 1);
  if (count === undefined) return;
  const mounts = containers.flatMap(({ place }) => place.at('volumeMounts').items);
  for (const volume of volumes) {
    const path = volume.at('hostPath', 'path');
    if (path.text === undefined || !keepsData(path.text, volume.at('hostPath', 'type').text)) continue;
    if (!mounts.some((mount) => mount.at('name').text === volume.at('name').text && isWritten(mount))) continue;
    const words = `must not be written to by ${count.number} pods: those of one node share it, those of others have another`;
    yield doubt(path, words, 'use a volume of each pod, or acknowledge that they can share files');
  }
}

/** Whether pods share what they write; a path with a variable may be one of each pod. */
function isWritten(mount: Place): boolean {
  return mount.at('readOnly').flag !== true && !mount.at('subPathExpr').present;
}

/** Whether the pods keep away from each other. */
function isAloneOnNode(pods: Pods): boolean {
  const required = pods.spec.at('affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  return required.items.some(
    (term) =>
      term.at('topologyKey').text === 'kubernetes.io/hostname' && Selector.of(term.at('labelSelector')).selects(pods),
  );
}
