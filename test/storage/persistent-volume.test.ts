import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { storage } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

const { PersistentVolume, PersistentVolumeSource } = storage;
const source = PersistentVolumeSource.nfs('nfs.my.network', '/kubernetes-volumes');
const size = Size.mebibytes(50);

const volume =
  (props: Partial<storage.PersistentVolumeProps> = {}) =>
  (): storage.PersistentVolume =>
    new PersistentVolume(newChart(), 'Volume', { storage: size, source, ...props });

test('renders every prop', () => {
  const props: Required<storage.PersistentVolumeProps> = {
    metadata: { name: 'pv01', labels: { tier: 'slow' } },
    storage: Size.mebibytes(2048),
    source,
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_MANY, kplus.PersistentVolumeAccessMode.READ_ONLY_MANY],
    storageClassName: 'slow',
    reclaimPolicy: kplus.PersistentVolumeReclaimPolicy.DELETE,
    volumeMode: kplus.PersistentVolumeMode.FILE_SYSTEM,
    mountOptions: ['nfsvers=4.1'],
  };
  expect(inChart((chart) => new PersistentVolume(chart, 'Volume', props))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'pv01', labels: { tier: 'slow' } },
      spec: {
        capacity: { storage: '2Gi' },
        accessModes: ['ReadWriteMany', 'ReadOnlyMany'],
        storageClassName: 'slow',
        persistentVolumeReclaimPolicy: 'Delete',
        volumeMode: 'Filesystem',
        mountOptions: ['nfsvers=4.1'],
        nfs: { server: 'nfs.my.network', path: '/kubernetes-volumes' },
      },
    },
  ]);
});

test('renders nothing that was not asked for, and no namespace', () => {
  expect(
    inChart((chart) => new PersistentVolume(chart, 'Volume', { storage: size, source }), { namespace: 'todo' }),
  ).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'app-volume' },
      spec: {
        capacity: { storage: '50Mi' },
        accessModes: ['ReadWriteOnce'],
        nfs: { server: 'nfs.my.network', path: '/kubernetes-volumes' },
      },
    },
  ]);
});

test('keeps the empty class', () => {
  expect(manifest(volume({ storageClassName: '' })(), 'PersistentVolume')).toHaveProperty('spec.storageClassName', '');
});

test('tells what claims can get', () => {
  const { storage: amount, accessModes, storageClassName, volumeMode, name } = volume()();
  expect([amount, accessModes, storageClassName, volumeMode, name]).toEqual([
    size,
    ['ReadWriteOnce'],
    '',
    'Filesystem',
    'app-volume',
  ]);
});

test('copies what it is given', () => {
  const mountOptions = ['hard'];
  const made = volume({ mountOptions })();
  mountOptions.push('soft');
  expect(manifest(made, 'PersistentVolume')).toHaveProperty('spec.mountOptions', ['hard']);
});

test.each<[string, Partial<storage.PersistentVolumeProps>, string]>([
  ['storage is 0', { storage: Size.mebibytes(0) }, "'storage' must be more than 0, got 0; give a size"],
  [
    'accessModes is empty',
    { accessModes: [] },
    "'accessModes' must name at least one mode, got []; omit it for ReadWriteOnce",
  ],
  [
    'it has a namespace',
    { metadata: { namespace: 'todo' } },
    '\'metadata.namespace\' must be absent: the kind has no namespaces, got "todo"; omit it',
  ],
  [
    'the class is no name',
    { storageClassName: 'my_class' },
    "'storageClassName' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"my_class\"; use the name of a StorageClass",
  ],
  [
    'a hostPath has mount options',
    { source: PersistentVolumeSource.hostPath('/srv'), mountOptions: ['hard'] },
    '\'mountOptions\' must be absent for a hostPath, which is not mounted, got ["hard"]; omit it',
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(volume(props))).toBe(`[app/Volume] ${words}`);
});

describe('reserveFor', () => {
  const claimIn = (
    namespace?: string,
    storage_ = size,
  ): { made: storage.PersistentVolume; claim: storage.PersistentVolumeClaim } => {
    const chart = newChart({ namespace });
    const made = new PersistentVolume(chart, 'Volume', { metadata: { name: 'pv01' }, storage: size, source });
    const props = { metadata: { name: 'data' }, storage: storage_, storageClassName: '' };
    return { made, claim: new storage.PersistentVolumeClaim(chart, 'Claim', props) };
  };

  test.each([
    ['the namespace of its chart', 'todo', undefined, 'todo'],
    ['the namespace that is given', undefined, 'default', 'default'],
  ])('keeps the volume for a claim in %s', (_, ofChart, given, namespace) => {
    const { made, claim } = claimIn(ofChart);
    made.reserveFor(claim, given);
    const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data', namespace };
    expect(manifest(made, 'PersistentVolume')).toHaveProperty('spec.claimRef', claimRef);
  });

  test('binds a claim and a volume that name each other', () => {
    const chart = newChart({ namespace: 'todo' });
    const made = new PersistentVolume(chart, 'Volume', { metadata: { name: 'pv01' }, storage: size, source });
    made.reserveFor(new storage.PersistentVolumeClaim(chart, 'Claim', { storage: size, volume: made }));
    expect([
      manifest(chart, 'PersistentVolume')['spec'],
      manifest(chart, 'PersistentVolumeClaim')['spec'],
    ]).toMatchObject([{ claimRef: { name: 'app-claim' } }, { volumeName: 'pv01' }]);
  });

  test('fails for a claim that never fits', () => {
    const { made, claim } = claimIn('todo', Size.gibibytes(1));
    expect(messageOf(() => made.reserveFor(claim))).toBe(
      "[app/Volume] 'storage' of claim data must be at most the size of volume pv01 (50Mi), got 1Gi; ask for less, or use a larger volume",
    );
  });

  test('fails for a claim of the default class', () => {
    const chart = newChart({ namespace: 'todo' });
    const made = new PersistentVolume(chart, 'Volume', { metadata: { name: 'pv01' }, storage: size, source });
    const claim = new storage.PersistentVolumeClaim(chart, 'Claim', { metadata: { name: 'data' }, storage: size });
    expect(messageOf(() => made.reserveFor(claim))).toBe(
      '[app/Volume] \'storageClassName\' of claim data must be that of volume pv01 (""), got nothing, which is the default class; use that',
    );
  });

  test('fails for a claim of another volume', () => {
    const { made } = claimIn('todo');
    const other = new PersistentVolume(made, 'Other', { metadata: { name: 'pv02' }, storage: size, source });
    const props = { metadata: { name: 'data' }, storage: size, volume: other };
    const claim = new storage.PersistentVolumeClaim(made, 'Claim', props);
    expect(messageOf(() => made.reserveFor(claim))).toBe(
      "[app/Volume] 'claim' must want this volume, or none, got data for pv02; reserve that one",
    );
  });

  test('fails when the namespace is not known', () => {
    const { made, claim } = claimIn();
    expect(messageOf(() => made.reserveFor(claim))).toBe(
      "[app/Volume] 'namespace' must be that of claim data, got none; give it as the second argument, or give its chart one",
    );
  });

  test('fails the second time', () => {
    const { made, claim } = claimIn('todo');
    made.reserveFor(claim);
    expect(messageOf(() => made.reserveFor(claim))).toBe(
      '[app/Volume] \'reserveFor\' must be called once, got "data" before; omit one',
    );
  });
});
