import { Size } from 'cdk8s';
import { PersistentVolume, PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { storage } from 'cdk8s-patterns';
import { manifest, messageOf, newChart } from '../support';

const { READ_WRITE_MANY, READ_ONLY_MANY, READ_WRITE_ONCE } = PersistentVolumeAccessMode;

/** A claim of a volume with 50 MiB. */
const claimOf =
  (claim: Partial<storage.PersistentVolumeClaimProps>, volume: Partial<storage.PersistentVolumeProps> = {}) =>
  (): storage.PersistentVolumeClaim => {
    const chart = newChart();
    const props = { metadata: { name: 'pv01' }, storage: Size.mebibytes(50), ...volume };
    const source = storage.PersistentVolumeSource.nfs('nfs.my.network', '/');
    return new storage.PersistentVolumeClaim(chart, 'Data', {
      storage: Size.mebibytes(40),
      volume: new storage.PersistentVolume(chart, 'Volume', { source, ...props }),
      ...claim,
    });
  };

const specOf = (build: () => storage.PersistentVolumeClaim): unknown =>
  manifest(build(), 'PersistentVolumeClaim')['spec'];

test('names the volume, and no class where the volume has none', () => {
  expect(specOf(claimOf({}))).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '40Mi' } },
    storageClassName: '',
    volumeName: 'pv01',
  });
});

test('has the class of the volume', () => {
  expect(specOf(claimOf({}, { storageClassName: 'slow' }))).toMatchObject({ storageClassName: 'slow' });
});

test.each<[string, Partial<storage.PersistentVolumeClaimProps>, Partial<storage.PersistentVolumeProps>]>([
  ['exactly as much as there is', { storage: Size.kibibytes(50 * 1024) }, {}],
  ['some of the modes', { accessModes: [READ_ONLY_MANY] }, { accessModes: [READ_WRITE_MANY, READ_ONLY_MANY] }],
  ['the class in words', { storageClassName: '' }, {}],
  ['the mode in words', { volumeMode: PersistentVolumeMode.FILE_SYSTEM }, {}],
  ['a device', { volumeMode: PersistentVolumeMode.BLOCK }, { volumeMode: PersistentVolumeMode.BLOCK }],
])('may ask for %s', (_, claim, volume) => {
  expect(specOf(claimOf(claim, volume))).toMatchObject({ volumeName: 'pv01' });
});

test.each<[string, Partial<storage.PersistentVolumeClaimProps>, Partial<storage.PersistentVolumeProps>, string]>([
  [
    'it asks for more',
    { storage: Size.mebibytes(100) },
    {},
    "'storage' must be at most the size of volume pv01 (50Mi), got 100Mi; ask for less, or use a larger volume",
  ],
  [
    'it asks for another mode',
    { accessModes: [READ_WRITE_ONCE, READ_WRITE_MANY] },
    {},
    '\'accessModes\' must be modes of volume pv01 (ReadWriteOnce), got "ReadWriteMany"; correct one of them',
  ],
  [
    'it asks for another class',
    { storageClassName: 'fast' },
    {},
    '\'storageClassName\' must be that of volume pv01 (""), got "fast"; use that',
  ],
  [
    'it asks for no class of a volume with one',
    { storageClassName: '' },
    { storageClassName: 'slow' },
    '\'storageClassName\' must be that of volume pv01 ("slow"), got ""; use that',
  ],
  [
    'it asks for a device',
    { volumeMode: PersistentVolumeMode.BLOCK },
    {},
    "'volumeMode' must be that of volume pv01 (Filesystem), got Block; correct one of them",
  ],
])('fails when %s', (_, claim, volume, words) => {
  expect(messageOf(claimOf(claim, volume))).toBe(`[app/Data] ${words}`);
});

test('must say the class of a volume that is made elsewhere', () => {
  const chart = newChart();
  const volume = PersistentVolume.fromPersistentVolumeName(chart, 'Volume', 'pv01');
  expect(
    messageOf(() => new storage.PersistentVolumeClaim(chart, 'Data', { storage: Size.mebibytes(40), volume })),
  ).toBe(
    "[app/Data] 'storageClassName' must be that of volume pv01, which is not known here, got nothing; write it, or '' for none",
  );
});
