import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { isEmpty } from '../../broken';
import { hostData, isWritable } from './host-data';

/** Rules on directories of the node in pods. */
export const HOST_PATH_RULES: Rule[] = [
  {
    id: 'node-root',
    title: 'a container that can write to the whole node',
    containerFields: ['volumeMounts'],
    container: (container, pods) => wholeNode(container, pods),
  },
  {
    id: 'node-bound-data',
    title: 'data in a directory of the node, of pods that may move to another',
    podFields: ['volumes.hostPath'],
    pods: (pods) => nodeBound(pods),
  },
];

function* wholeNode({ place }: Container, { spec }: Pods): Iterable<Problem> {
  const roots = spec.at('volumes').items.filter((volume) => isRoot(volume.at('hostPath', 'path').text));
  if (roots.length === 0) return;
  const names = roots.map((volume) => volume.at('name').text);
  for (const mount of place.at('volumeMounts').items) {
    const inside = [mount.at('subPath'), mount.at('subPathExpr')].some((path) => !isEmpty(path) && !isDot(path.text));
    const free = mount.at('readOnly').flag !== true && !inside;
    if (!free || !names.includes(mount.at('name').text)) continue;
    const words =
      "must be read-only, or have a 'subPath': it shows the whole node, where root of the container is root";
    yield doubt(mount, words, 'mount only the directory that is needed', mount.at('mountPath').text);
  }
}

function isRoot(path: string | undefined): boolean {
  return path !== undefined && /^\/[/.]*$/.test(path);
}

function isDot(path: string | undefined): boolean {
  return /^[/.]*$/.test(path ?? '');
}

/** Stateful sets, and Deployments that never run two pods at once, keep what they write. */
function* nodeBound(pods: Pods): Iterable<Problem> {
  const { owner, spec } = pods;
  const recreated = owner.type === 'Deployment.apps' && owner.at('spec', 'strategy', 'type').text === 'Recreate';
  if (!recreated && owner.type !== 'StatefulSet.apps') return;
  if (isPinned(spec)) return;
  for (const path of hostData(pods, isWritable)) {
    const words = 'must not keep data of pods that may move to another node, where it is not';
    yield doubt(path, words, "use a claim, or keep the pods on the node with a 'nodeSelector'");
  }
}

function isPinned(spec: Place): boolean {
  const required = spec.at('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  return spec.at('nodeName').present || spec.at('nodeSelector').members.length > 0 || required.present;
}
