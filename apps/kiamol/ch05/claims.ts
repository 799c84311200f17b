import { Size } from 'cdk8s';
import { storage, synth } from 'cdk8s-patterns';
import { Chapter, System } from '../lesson';
import { localVolume, nfsVolume, postgresClaim } from './volumes';

/** Volumes that an administrator has made: on a server, and on one node. */
export function persistentVolumes(chapter: Chapter): void {
  nfsVolume(
    new System(chapter, 'persistent-volume-nfs', {
      purpose: 'A volume that every node reaches; only it knows the storage system.',
      items: ['persistent-volume-nfs', 'PersistentVolume v1'],
    }),
  );
  localVolume(
    new System(chapter, 'persistent-volume-local', {
      purpose: 'A volume on the disk of one node, which its label picks.',
      items: ['persistent-volume-local', 'P6'],
    }),
  );
}

/** Claims with no class, and with the class that the cluster chooses. */
export function postgresClaims(chapter: Chapter): void {
  const system = new System(chapter, 'postgres-claims', {
    purpose: 'The class of a claim says who makes its volume: "" an administrator, none the default class.',
    items: ['postgres-claims/static', 'postgres-claims/dynamic', 'PersistentVolumeClaim v1'],
  });
  const byHand = new synth.Folder(system, 'static');
  localVolume(byHand);
  staticClaim(byHand);
  postgresClaim(new synth.Folder(system, 'dynamic'), 'postgres-persistentvolumeclaim-dynamic', {
    name: 'postgres-pvc-dynamic',
    section: '5.4, listing 5.8',
    storage: Size.mebibytes(100),
    lines: ['Needs a default storage class. What it makes, and when, differs from cluster to cluster.'],
  });
}

/** A claim that only a volume which is there can meet. */
export function staticClaim(folder: synth.Folder): storage.PersistentVolumeClaim {
  return postgresClaim(folder, 'postgres-persistentvolumeclaim', {
    name: 'postgres-pvc',
    section: '5.3, listing 5.6',
    storage: Size.mebibytes(40),
    storageClassName: '',
  });
}

/** The claim of the class kiamol. */
export function claimOfClass(folder: synth.Folder): storage.PersistentVolumeClaim {
  return postgresClaim(folder, 'postgres-persistentvolumeclaim-storageclass', {
    name: 'postgres-pvc-kiamol',
    section: '5.4, listing 5.9',
    storage: Size.mebibytes(100),
    storageClassName: 'kiamol',
  });
}
