import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('claim-spec', () => {
  test.each<Wrong>([
    [
      'no access modes',
      made('PersistentVolumeClaim', 'spec: { resources: { requests: { storage: 1Gi } } }'),
      '/spec/accessModes',
      "'spec.accessModes' must have at least one access mode, got nothing; write [ReadWriteOnce]",
    ],
    [
      'an empty list of access modes',
      made('PersistentVolumeClaim', 'spec: { accessModes: [], resources: { requests: { storage: 1Gi } } }'),
      '/spec/accessModes',
      "'spec.accessModes' must have at least one access mode, got []; write [ReadWriteOnce]",
    ],
    [
      'ReadWriteOncePod beside another',
      made(
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOnce, ReadWriteOncePod], resources: { requests: { storage: 1Gi } } }',
      ),
      '/spec/accessModes/1',
      '\'spec.accessModes[1]\' must be the only access mode, got "ReadWriteOncePod"; remove the others, or write ReadWriteOnce',
    ],
    [
      'no size',
      made('PersistentVolumeClaim', 'spec: { accessModes: [ReadWriteOnce] }'),
      '/spec/resources/requests/storage',
      '\'spec.resources.requests.storage\' must be the size that is asked for, got nothing; write one such as "1Gi"',
    ],
    [
      'a limit for the size',
      made('PersistentVolumeClaim', 'spec: { accessModes: [ReadWriteOnce], resources: { limits: { storage: 1Gi } } }'),
      '/spec/resources/requests/storage',
      '\'spec.resources.requests.storage\' must be the size that is asked for, got nothing; write one such as "1Gi"',
    ],
    [
      'a size of 0',
      made(
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 0Gi } } }',
      ),
      '/spec/resources/requests/storage',
      '\'spec.resources.requests.storage\' must be more than 0, got "0Gi"; write one such as "1Gi"',
    ],
    [
      'a negative size',
      made(
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: -1e9 } } }',
      ),
      '/spec/resources/requests/storage',
      '\'spec.resources.requests.storage\' must be more than 0, got -1000000000; write one such as "1Gi"',
    ],
    [
      'a class with an underscore',
      made(
        'PersistentVolumeClaim',
        'spec: { storageClassName: my_class, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
      '/spec/storageClassName',
      "'spec.storageClassName' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"my_class\"; write the name of a StorageClass",
    ],
    [
      'a claim template without a size',
      made(
        'StatefulSet',
        'spec: { serviceName: web, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: nginx }] } }, volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce] } }] }',
      ),
      '/spec/volumeClaimTemplates/0/spec/resources/requests/storage',
      '\'spec.volumeClaimTemplates[0].spec.resources.requests.storage\' must be the size that is asked for, got nothing; write one such as "1Gi"',
    ],
    [
      'an ephemeral volume without access modes',
      made(
        'Pod',
        'spec: { containers: [{ name: web, image: nginx }], volumes: [{ name: data, ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: 1Gi } } } } } }] }',
      ),
      '/spec/volumes/0/ephemeral/volumeClaimTemplate/spec/accessModes',
      "'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes' must have at least one access mode, got nothing; write [ReadWriteOnce]",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('claim-spec', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'ReadWriteOncePod alone',
      made(
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOncePod], resources: { requests: { storage: 1Gi } } }',
      ),
    ],
    [
      'all other access modes',
      made(
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOnce, ReadOnlyMany, ReadWriteMany], resources: { requests: { storage: 1Gi } } }',
      ),
    ],
    [
      'a size of one byte',
      made('PersistentVolumeClaim', 'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1 } } }'),
    ],
    [
      'half a byte',
      made(
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 500m } } }',
      ),
    ],
    [
      'an empty class',
      made(
        'PersistentVolumeClaim',
        "spec: { storageClassName: '', accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }",
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('claim-spec', yaml, target)).toEqual([]);
  });
});

describe('claim-source', () => {
  test.each<Wrong>([
    [
      'a snapshot without its group',
      made(
        'PersistentVolumeClaim',
        'spec: { dataSource: { kind: VolumeSnapshot, name: daily }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
      '/spec/dataSource/kind',
      "'spec.dataSource.kind' must be PersistentVolumeClaim where 'apiGroup' is absent, got \"VolumeSnapshot\"; set 'apiGroup' to snapshot.storage.k8s.io",
    ],
    [
      'a source without a name',
      made(
        'PersistentVolumeClaim',
        "spec: { dataSource: { kind: PersistentVolumeClaim, name: '' }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }",
      ),
      '/spec/dataSource/name',
      '\'spec.dataSource.name\' must not be empty, got ""; write the name of the source',
    ],
    [
      'two different sources',
      made(
        'PersistentVolumeClaim',
        'spec: { dataSource: { kind: PersistentVolumeClaim, name: a }, dataSourceRef: { kind: PersistentVolumeClaim, name: b }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
      '/spec/dataSource',
      '\'spec.dataSource\' must be the same as \'dataSourceRef\', got {"kind":"PersistentVolumeClaim","name":"a"}; remove one of them',
    ],
    [
      'a group with its version',
      made(
        'PersistentVolumeClaim',
        'spec: { dataSourceRef: { apiGroup: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, name: daily }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
      '/spec/dataSourceRef/apiGroup',
      "'spec.dataSourceRef.apiGroup' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"snapshot.storage.k8s.io/v1\"; write the group without its version",
    ],
    [
      'a reference to a snapshot without its group',
      made(
        'PersistentVolumeClaim',
        'spec: { dataSourceRef: { kind: VolumeSnapshot, name: daily }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
      '/spec/dataSourceRef/kind',
      "'spec.dataSourceRef.kind' must be PersistentVolumeClaim where 'apiGroup' is absent, got \"VolumeSnapshot\"; set 'apiGroup' to snapshot.storage.k8s.io",
      '1.37',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('claim-source', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a snapshot',
      made(
        'PersistentVolumeClaim',
        'spec: { dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: daily }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
    ],
    [
      'the same source twice',
      made(
        'PersistentVolumeClaim',
        'spec: { dataSource: { kind: PersistentVolumeClaim, name: a }, dataSourceRef: { kind: PersistentVolumeClaim, name: a }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('claim-source', yaml, target)).toEqual([]);
  });
});
