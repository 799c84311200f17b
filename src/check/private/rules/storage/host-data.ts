import { keepsData } from '../../../../private/host-paths';
import { Place } from '../../place';
import { Pods } from '../../pods';

/** The paths of the node below which containers keep data, through mounts that count as written. */
export function hostData({ spec, containers }: Pods, isWritten: (mount: Place) => boolean): Place[] {
  const mounts = containers.flatMap(({ place }) => place.at('volumeMounts').items).filter(isWritten);
  return spec.at('volumes').items.flatMap((volume) => {
    const path = volume.at('hostPath', 'path');
    const type = volume.at('hostPath', 'type').text;
    const used = mounts.filter((mount) => mount.at('name').text === volume.at('name').text);
    const keeps = used.some((mount) => keepsData(`${path.text}/${mount.at('subPath').text ?? ''}`, type));
    return path.text !== undefined && keeps ? [path] : [];
  });
}

/** Whether a container may write through the mount. */
export function isWritable(mount: Place): boolean {
  return mount.at('readOnly').flag !== true;
}
