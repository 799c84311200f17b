import { PersistentVolumeReclaimPolicy } from 'cdk8s-plus-27';
import { storage } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { claimOfClass } from './claims';

/** A class of its own, and a claim that names it. */
export function storageClass(chapter: Chapter): void {
  const system = new System(chapter, 'storage-class', {
    purpose: 'Who makes volumes, when, and what becomes of them: a class, which claims ask for by its name.',
    items: ['storage-class', 'postgres-claims/storage-class', 'StorageClass storage.k8s.io/v1', 'P7'],
  });
  const lesson = new Lesson(system, 'storageclass', {
    section: '5.4',
    construct: 'storage.StorageClass',
    lines: [
      'The provisioner is that of Docker Desktop, as in the book. Write that of your cluster (kubectl get storageclass),',
      'or let the tool of clone-default-storage-class make the class, which then must not be applied from here.',
      'inferred: the other fields, which the tool copies from the default class.',
    ],
  });
  new storage.StorageClass(lesson, 'StorageClass', {
    metadata: { name: 'kiamol' },
    provisioner: 'docker.io/hostpath',
    reclaimPolicy: PersistentVolumeReclaimPolicy.DELETE,
    volumeBindingMode: storage.VolumeBindingMode.IMMEDIATE,
  });

  claimOfClass(system.step('claim'));
}
