import { KubeObject } from '../../kube-object';
import { Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';

/** Rules on claims that a stateful set makes for its pods. */
export const CLAIM_MOUNT_RULES: Rule[] = [
  {
    id: 'unmounted-claim',
    title: 'a claim template that no container mounts',
    kinds: ['StatefulSet.apps'],
    object: (object) => unmounted(object),
  },
];

/** Each pod gets the claim all the same. A mount of something that is not there is reported instead: it may be meant. */
function* unmounted(set: KubeObject): Iterable<Problem> {
  const { spec, containers = [] } = Pods.of(set) ?? {};
  const claims = set.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('metadata', 'name'));
  const volumes = spec?.at('volumes').items.map((volume) => volume.at('name')) ?? [];
  const lists = containers.flatMap(({ place }) => [place.at('volumeMounts'), place.at('volumeDevices')]);
  const mounted = new Set(lists.flatMap(({ items }) => items.map((mount) => mount.at('name').text)));
  const there = [...claims, ...volumes].map(({ text }) => text);
  if ([...mounted].some((name) => !there.includes(name))) return;
  for (const name of claims)
    if (name.text !== undefined && !mounted.has(name.text))
      yield doubt(name, 'must be mounted by a container, or the data goes with the pod', 'mount it, or omit it');
}
