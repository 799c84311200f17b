import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('volume-spec', () => {
  test.each<Wrong>([
    [
      'no access modes of a volume',
      made('PersistentVolume', 'spec: { capacity: { storage: 1Gi }, hostPath: { path: /data } }'),
      '/spec/accessModes',
      "'spec.accessModes' must have at least one access mode, got nothing; write [ReadWriteOnce]",
    ],
    [
      'no capacity',
      made('PersistentVolume', 'spec: { accessModes: [ReadWriteOnce], hostPath: { path: /data } }'),
      '/spec/capacity/storage',
      '\'spec.capacity.storage\' must be the size of the volume, got nothing; write one such as "1Gi"',
    ],
    [
      'a capacity of 0',
      made(
        'PersistentVolume',
        'spec: { capacity: { storage: 0 }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
      ),
      '/spec/capacity/storage',
      '\'spec.capacity.storage\' must be more than 0, got 0; write one such as "1Gi"',
    ],
    [
      'a capacity of more than storage',
      made(
        'PersistentVolume',
        'spec: { capacity: { storage: 1Gi, cpu: 1 }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
      ),
      '/spec/capacity/cpu',
      "'spec.capacity.cpu' must be absent: a volume has only 'storage', got 1; remove it",
    ],
    [
      'a class of a volume with an underscore',
      made(
        'PersistentVolume',
        'spec: { storageClassName: my_class, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
      ),
      '/spec/storageClassName',
      "'spec.storageClassName' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"my_class\"; write the name of a StorageClass",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('volume-spec', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a volume',
      made(
        'PersistentVolume',
        'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data } }',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('volume-spec', yaml, target)).toEqual([]);
  });
});

describe('volume-source', () => {
  test.each<Wrong>([
    [
      'no source',
      made('PersistentVolume', 'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }'),
      '/spec',
      "'spec' must have a source, such as csi, nfs, local or hostPath, got none; tell where the data is",
    ],
    [
      'two sources',
      made(
        'PersistentVolume',
        'spec: { hostPath: { path: /data }, nfs: { server: nfs, path: /data }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
      '/spec/nfs',
      '\'spec.nfs\' must be absent beside \'hostPath\', got {"server":"nfs","path":"/data"}; keep one source',
    ],
    [
      'a local volume on no node',
      made(
        'PersistentVolume',
        'spec: { local: { path: /data }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
      '/spec/nodeAffinity',
      "'spec.nodeAffinity' must tell on which node a local volume is, got nothing; name the node by the label 'kubernetes.io/hostname'",
    ],
    [
      'a path with steps back',
      made(
        'PersistentVolume',
        'spec: { hostPath: { path: /data/../etc }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
      '/spec/hostPath/path',
      "'spec.hostPath.path' must not contain '..', got \"/data/../etc\"; write the path from the root",
    ],
    [
      'an NFS path that is relative',
      made(
        'PersistentVolume',
        'spec: { nfs: { server: nfs, path: data }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
      '/spec/nfs/path',
      "'spec.nfs.path' must start with '/', got \"data\"; write the path that the server exports",
    ],
    [
      'an NFS volume without a server',
      made(
        'PersistentVolume',
        "spec: { nfs: { server: '', path: /data }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }",
      ),
      '/spec/nfs/server',
      '\'spec.nfs.server\' must not be empty, got ""; write the server of the source',
    ],
    [
      'a volume of a driver without a handle',
      made(
        'PersistentVolume',
        "spec: { csi: { driver: ebs.csi.aws.com, volumeHandle: '' }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }",
      ),
      '/spec/csi/volumeHandle',
      '\'spec.csi.volumeHandle\' must not be empty, got ""; write the volumeHandle of the source',
    ],
    [
      'the root of a node, recycled',
      made(
        'PersistentVolume',
        'spec: { hostPath: { path: / }, persistentVolumeReclaimPolicy: Recycle, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
      '/spec/persistentVolumeReclaimPolicy',
      "'spec.persistentVolumeReclaimPolicy' must not be Recycle for the path '/', got \"Recycle\"; use Retain",
    ],
    [
      'a node affinity that requires nothing',
      made(
        'PersistentVolume',
        'spec: { hostPath: { path: /data }, nodeAffinity: {}, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
      '/spec/nodeAffinity/required',
      "'spec.nodeAffinity.required' must be there, got nothing; write nodeSelectorTerms below it",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('volume-source', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a local volume on a node',
      made(
        'PersistentVolume',
        'spec: { local: { path: /data }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [one] }] }] } }, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
    ],
    [
      'a path of a node, recycled',
      made(
        'PersistentVolume',
        'spec: { hostPath: { path: /data }, persistentVolumeReclaimPolicy: Recycle, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('volume-source', yaml, target)).toEqual([]);
  });
});

describe('storage-class', () => {
  test.each<Wrong>([
    [
      'an empty provisioner',
      made('StorageClass', "provisioner: ''"),
      '/provisioner',
      '\'provisioner\' must name a provisioner, got ""; write the name of a driver, or kubernetes.io/no-provisioner',
    ],
    [
      'a provisioner with spaces',
      made('StorageClass', 'provisioner: my driver'),
      '/provisioner',
      "'provisioner' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"my driver\"; write the name of a driver, or kubernetes.io/no-provisioner",
    ],
    [
      'a class that recycles',
      made('StorageClass', 'provisioner: example.com/nfs, reclaimPolicy: Recycle'),
      '/reclaimPolicy',
      '\'reclaimPolicy\' must be Delete or Retain, got "Recycle"; use Delete',
    ],
    [
      'a topology without values',
      made(
        'StorageClass',
        'provisioner: example.com/nfs, allowedTopologies: [{ matchLabelExpressions: [{ key: zone, values: [] }] }]',
      ),
      '/allowedTopologies/0/matchLabelExpressions/0/values',
      "'allowedTopologies[0].matchLabelExpressions[0].values' must have at least one value, got []; name a zone or node",
    ],
    [
      'a topology with one key twice',
      made(
        'StorageClass',
        'provisioner: example.com/nfs, allowedTopologies: [{ matchLabelExpressions: [{ key: zone, values: [a] }, { key: zone, values: [b] }] }]',
      ),
      '/allowedTopologies/0/matchLabelExpressions/1/key',
      '\'allowedTopologies[0].matchLabelExpressions[1].key\' must differ from the other keys of the term, got "zone"; write all values below one key',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('storage-class', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['a provisioner in capital letters', made('StorageClass', 'provisioner: Example.com/NFS')],
    [
      'a topology',
      made(
        'StorageClass',
        'provisioner: example.com/nfs, volumeBindingMode: WaitForFirstConsumer, allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [a, b] }] }]',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('storage-class', yaml, target)).toEqual([]);
  });
});
