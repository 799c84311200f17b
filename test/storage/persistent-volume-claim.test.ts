import { Size } from 'cdk8s';
import { PersistentVolume, PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { storage, workload } from 'cdk8s-patterns';
import { inChart, manifest, manifests, messageOf, newChart, podOf } from '../support';

const claim =
  (props: Partial<storage.PersistentVolumeClaimProps> = {}) =>
  (): storage.PersistentVolumeClaim =>
    new storage.PersistentVolumeClaim(newChart(), 'Data', { storage: Size.gibibytes(1), ...props });

test('renders every prop', () => {
  const chart = newChart();
  const props: Required<storage.PersistentVolumeClaimProps> = {
    metadata: { name: 'data', labels: { tier: 'db' }, annotations: { note: 'keep' } },
    storage: Size.mebibytes(1024),
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY, PersistentVolumeAccessMode.READ_ONLY_MANY],
    storageClassName: 'fast',
    volume: PersistentVolume.fromPersistentVolumeName(chart, 'Volume', 'pv01'),
    volumeMode: PersistentVolumeMode.BLOCK,
  };
  new storage.PersistentVolumeClaim(chart, 'Data', props);
  expect(manifests(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', labels: { tier: 'db' }, annotations: { note: 'keep' } },
      spec: {
        accessModes: ['ReadWriteMany', 'ReadOnlyMany'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: 'fast',
        volumeName: 'pv01',
        volumeMode: 'Block',
      },
    },
  ]);
});

test('renders nothing that was not asked for', () => {
  expect(inChart((chart) => new storage.PersistentVolumeClaim(chart, 'Data', { storage: Size.gibibytes(2) }))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'app-data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
    },
  ]);
});

test('keeps the empty class, which means a volume without a class', () => {
  expect(manifest(claim({ storageClassName: '' })(), 'PersistentVolumeClaim')).toHaveProperty(
    'spec.storageClassName',
    '',
  );
});

test('takes sizes that are no whole gibibytes', () => {
  expect(manifest(claim({ storage: Size.mebibytes(1536) })(), 'PersistentVolumeClaim')).toHaveProperty(
    'spec.resources.requests.storage',
    '1536Mi',
  );
});

test('has the name that others refer to', () => {
  expect(claim({ metadata: { name: 'data' } })().name).toBe('data');
});

test('is found by its hashed name in a stock App', () => {
  const chart = newChart({ disableResourceNameHashes: false });
  const data = new storage.PersistentVolumeClaim(chart, 'Data', { storage: Size.gibibytes(1) });
  const volume = storage.Volume.persistentVolumeClaim('data', data);
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx', mounts: [volume.at('/data')] }] });
  expect(data.name).toMatch(/^app-data-c8[0-9a-f]{6}$/);
  expect(podOf(chart)).toHaveProperty('volumes.0.persistentVolumeClaim.claimName', data.name);
});

test('copies what it is given', () => {
  const accessModes = [PersistentVolumeAccessMode.READ_WRITE_ONCE];
  const labels: { [key: string]: string } = { a: 'b' };
  const data = claim({ accessModes, metadata: { labels } })();
  accessModes.push(PersistentVolumeAccessMode.READ_ONLY_MANY);
  labels['c'] = 'd';
  expect(manifest(data, 'PersistentVolumeClaim')).toMatchObject({
    metadata: { labels: { a: 'b' } },
    spec: { accessModes: ['ReadWriteOnce'] },
  });
});

test.each<[string, Partial<storage.PersistentVolumeClaimProps>, string]>([
  ['storage is 0', { storage: Size.gibibytes(0) }, "'storage' must be more than 0, got 0; give a size"],
  [
    'accessModes is empty',
    { accessModes: [] },
    "'accessModes' must name at least one mode, got []; omit it for ReadWriteOnce",
  ],
  [
    'the name is none',
    { metadata: { name: 'Data' } },
    "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Data\"; choose another name or omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(claim(props))).toBe(`[app/Data] ${words}`);
});

describe('gaps', () => {
  test.each<[string, string, Partial<storage.PersistentVolumeClaimProps>]>([
    ['storage is no number', 'storage', { storage: Size.kibibytes(NaN) }],
    ['storage is endless', 'storage', { storage: Size.kibibytes(Infinity) }],
    ['storage converts to a fraction of a kibibyte', 'storage', { storage: Size.mebibytes(0.3) }],
    ['the class is no name', 'storageClassName', { storageClassName: 'A B' }],
    [
      'ReadWriteOncePod stands beside another mode',
      'accessModes',
      {
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE_POD, PersistentVolumeAccessMode.READ_WRITE_ONCE],
      },
    ],
  ])('fails when %s', (_, prop, props) => {
    const build = claim(props);
    expect(messageOf(build)).toMatch(new RegExp(`^\\[app/Data\\] '${prop}' .*; `));
  });
});
