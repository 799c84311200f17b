import { findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

/** A volume that is kept for claim web. */
const RESERVED = made(
  'PersistentVolume',
  'spec: { claimRef: { namespace: default, name: web }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
  'name: disk',
);

describe('unbindable-claim', () => {
  test.each<Wrong>([
    [
      'a claim that is larger than its volume',
      all(
        made(
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 1025Mi } } }",
        ),
      ),
      '/spec/resources/requests/storage',
      '\'spec.resources.requests.storage\' must be at most the size of PersistentVolume disk (1Gi), got "1025Mi"; ask for less, or name another',
    ],
    [
      'a claim of another class',
      all(
        made(
          'PersistentVolume',
          'spec: { storageClassName: slow, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          'spec: { volumeName: disk, storageClassName: fast, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
        ),
      ),
      '/spec/storageClassName',
      '\'spec.storageClassName\' must be the class of PersistentVolume disk (slow), got "fast"; correct one of them',
    ],
    [
      'a claim of a class for a volume of none',
      all(
        made(
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          'spec: { volumeName: disk, storageClassName: fast, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
        ),
      ),
      '/spec/storageClassName',
      '\'spec.storageClassName\' must be empty like that of PersistentVolume disk, got "fast"; correct one of them',
    ],
    [
      'a claim in another mode',
      all(
        made(
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }",
        ),
      ),
      '/spec/accessModes/0',
      '\'spec.accessModes[0]\' must be an access mode of PersistentVolume disk (ReadWriteOnce), got "ReadWriteMany"; correct one of them',
    ],
    [
      'a claim of a block device',
      all(
        made(
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, volumeMode: Block, storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }",
        ),
      ),
      '/spec/volumeMode',
      '\'spec.volumeMode\' must be that of PersistentVolume disk (Filesystem), got "Block"; correct one of them',
    ],
    [
      'a volume that is reserved for another claim',
      all(
        made(
          'PersistentVolume',
          'spec: { claimRef: { namespace: default, name: other }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }",
        ),
      ),
      '/spec/volumeName',
      "'spec.volumeName' must name a volume that is not reserved for claim other of namespace default, got \"disk\"; name another, or correct the volume's 'claimRef'",
    ],
    [
      'a volume that is reserved for a claim of no namespace',
      made(
        'PersistentVolume',
        'spec: { claimRef: { name: web }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
        'name: disk',
      ),
      '/spec/claimRef/namespace',
      "'spec.claimRef.namespace' must be the namespace of the claim, got nothing; write it, or the volume stays unbound",
    ],
    [
      'a volume that is reserved for a claim of another volume',
      all(
        RESERVED,
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: other, storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }",
        ),
      ),
      '/spec/claimRef/name',
      "'spec.claimRef.name' must be a claim that names no other volume (other), got \"web\"; correct its 'volumeName', or this one",
    ],
    [
      'two claims of one volume',
      all(
        made(
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }",
          'name: one',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }",
          'name: two',
        ),
      ),
      '/spec/volumeName',
      '\'spec.volumeName\' must differ from the volume of PersistentVolumeClaim one in namespace default, got "disk"; a volume is bound to one claim; name another, or use the same claim',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('unbindable-claim', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a claim as large as its volume',
      all(
        made(
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 1024Mi } } }",
        ),
      ),
    ],
    [
      'a claim of the default class',
      all(
        made(
          'PersistentVolume',
          'spec: { storageClassName: slow, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
          'name: disk',
        ),
        made(
          'PersistentVolumeClaim',
          'spec: { volumeName: disk, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
        ),
      ),
    ],
    [
      'a volume that is reserved for the claim, though smaller',
      all(
        RESERVED,
        made(
          'PersistentVolumeClaim',
          "spec: { volumeName: disk, storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Gi } } }",
          'name: web, namespace: default',
        ),
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('unbindable-claim', yaml, target)).toEqual([]);
  });
});
