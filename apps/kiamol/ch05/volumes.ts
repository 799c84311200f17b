import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { storage, synth } from 'cdk8s-patterns';
import { Lesson } from '../lesson';

const construct = 'storage.PersistentVolume';
const size = Size.mebibytes(50);
const metadata = { name: 'pv01' };

/** Storage of an NFS server, which every node reaches. */
export function nfsVolume(folder: synth.Folder): void {
  const lesson = new Lesson(folder, 'persistentvolume-nfs', {
    section: '5.3, listing 5.5',
    construct,
    lines: ['The server is an example: no pod can mount the volume before it is the name of yours.'],
  });
  const source = storage.PersistentVolumeSource.nfs('nfs.my.network', '/kubernetes-volumes');
  new storage.PersistentVolume(lesson, 'Volume', { metadata, storage: size, source });
}

/** A directory of the node that has the label of the chapter. */
export function localVolume(folder: synth.Folder): void {
  const lesson = new Lesson(folder, 'persistentvolume', {
    section: '5.3',
    construct,
    lines: [
      'Needs one node with the label: kubectl label node <name> kiamol=ch05',
      'Needs the directory /volumes/pv01 on that node, before a pod mounts the volume: sleep/3-host-path-root can make it.',
    ],
  });
  const node = kplus.Node.labeled(kplus.NodeLabelQuery.is('kiamol', 'ch05'));
  const source = storage.PersistentVolumeSource.local('/volumes/pv01', node);
  new storage.PersistentVolume(lesson, 'Volume', { metadata, storage: size, source });
}

/** A claim of the database. */
export function postgresClaim(folder: synth.Folder, id: string, props: ClaimProps): storage.PersistentVolumeClaim {
  const { name, section, storageClassName } = props;
  const lesson = new Lesson(folder, id, { section, construct: 'storage.PersistentVolumeClaim', lines: props.lines });
  return new storage.PersistentVolumeClaim(lesson, 'Claim', {
    metadata: { name },
    storage: props.storage,
    storageClassName,
  });
}

interface ClaimProps {
  readonly name: string;
  readonly section: string;
  readonly storage: Size;
  readonly storageClassName?: string;
  readonly lines?: string[];
}
