import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { setAmong } from './pod-values';

/** The mount that a path of a container lies in, of several the deepest. */
export function mountOf(path: string, container: Place): Place | undefined {
  const folder = (mount: Place): string => `${mount.at('mountPath').text?.replace(/\/+$/, '') ?? ''}/`;
  const around = container.at('volumeMounts').items.filter((mount) => `${path}/`.startsWith(folder(mount)));
  return around.sort((a, b) => folder(b).length - folder(a).length)[0];
}

/** Volumes that no container writes to, whatever the mount says. */
const READ_ONLY = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'];

/** Whether a mount can only be read. */
export function isReadOnly(mount: Place, pods: Pods): boolean {
  if (mount.at('readOnly').flag === true) return true;
  const volume = volumeOf(mount.at('name').text, pods);
  if (volume === undefined) return false;
  const never = setAmong(volume, READ_ONLY).length > 0;
  return never || volume.members.some(([, source]) => source.at('readOnly').flag === true);
}

export function mountsVolume({ place }: Container, volume: string): boolean {
  return place.at('volumeMounts').items.some((mount) => mount.at('name').text === volume);
}

/** Whether a volume is empty when the pod starts. */
export function isEmptyDir(volume: string, pods: Pods): boolean {
  return volumeOf(volume, pods)?.at('emptyDir').present === true;
}

/** A volume of the pod; that of a claim template goes before it. */
function volumeOf(name: string | undefined, { spec, owner }: Pods): Place | undefined {
  const claims = owner.at('spec', 'volumeClaimTemplates').items;
  if (claims.some((claim) => claim.at('metadata', 'name').text === name)) return undefined;
  return spec.at('volumes').items.find((volume) => volume.at('name').text === name);
}
