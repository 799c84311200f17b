import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { at, newChart, podOf } from '../support';

const { Volume } = storage;
const chart = newChart();
const configMap = new config.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
const secret = new config.Secret(chart, 'Password', { metadata: { name: 'password' } });
const claim = new storage.PersistentVolumeClaim(chart, 'Data', {
  metadata: { name: 'data' },
  storage: Size.gibibytes(1),
});

function podWith(...mounts: storage.VolumeMount[]): unknown {
  const own = newChart();
  new workload.Deployment(own, 'Web', { containers: [{ image: 'nginx', mounts }] });
  return podOf(own);
}

const volumeOf = (volume: storage.Volume): unknown => at(podWith(volume.at('/mnt')), 'volumes', 0);

const emptyDir: Required<storage.EmptyDirOptions> = {
  medium: kplus.EmptyDirMedium.MEMORY,
  sizeLimit: Size.mebibytes(1024),
};
const files: Required<storage.FileVolumeOptions> = {
  items: { 'a.conf': { path: 'conf.d/a.conf', mode: 0o400 }, b: { path: 'b' } },
  defaultMode: 0o440,
  optional: true,
};
const items = [
  { key: 'a.conf', path: 'conf.d/a.conf', mode: 256 },
  { key: 'b', path: 'b' },
];
const projected: Required<storage.ProjectedOptions> = { defaultMode: 0o400 };
const hostPath: Required<storage.HostPathOptions> = { type: storage.HostPathType.DIRECTORY_OR_CREATE };
const claimVolume: Required<storage.ClaimVolumeOptions> = { readOnly: true };

test.each<[string, storage.Volume, object]>([
  ['an empty directory', Volume.emptyDir('v'), { emptyDir: {} }],
  [
    'an empty directory with every option',
    Volume.emptyDir('v', emptyDir),
    { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
  ],
  [
    'an empty directory on the disk of the node',
    Volume.emptyDir('v', { medium: kplus.EmptyDirMedium.DEFAULT }),
    { emptyDir: {} },
  ],
  ['a ConfigMap', Volume.configMap('v', configMap), { configMap: { name: 'settings' } }],
  [
    'a ConfigMap with every option',
    Volume.configMap('v', configMap, files),
    { configMap: { name: 'settings', items, defaultMode: 288, optional: true } },
  ],
  [
    'a ConfigMap whose files nobody may read',
    Volume.configMap('v', configMap, { defaultMode: 0 }),
    { configMap: { name: 'settings', defaultMode: 0 } },
  ],
  ['a Secret', Volume.secret('v', secret), { secret: { secretName: 'password' } }],
  [
    'a Secret with every option',
    Volume.secret('v', secret, files),
    { secret: { secretName: 'password', items, defaultMode: 288, optional: true } },
  ],
  [
    'single keys of Secrets',
    Volume.secretValues('v', { 'db/password': { secret, key: 'key' } }, projected),
    {
      projected: {
        sources: [{ secret: { name: 'password', items: [{ key: 'key', path: 'db/password' }] } }],
        defaultMode: 256,
      },
    },
  ],
  ['a path of the node', Volume.hostPath('v', '/srv'), { hostPath: { path: '/srv' } }],
  [
    'a path of the node with every option',
    Volume.hostPath('v', '/srv', hostPath),
    { hostPath: { path: '/srv', type: 'DirectoryOrCreate' } },
  ],
  ['a claim', Volume.persistentVolumeClaim('v', claim), { persistentVolumeClaim: { claimName: 'data' } }],
  [
    'a claim with every option',
    Volume.persistentVolumeClaim('v', claim, claimVolume),
    { persistentVolumeClaim: { claimName: 'data', readOnly: true } },
  ],
  [
    'any other kind',
    Volume.of({ name: 'v', nfs: { server: 'nfs', path: '/', readOnly: true } }),
    { nfs: { server: 'nfs', path: '/', readOnly: true } },
  ],
])('renders %s', (_, volume, source) => {
  expect(volumeOf(volume)).toEqual({ name: 'v', ...source });
});

test.each([
  [storage.HostPathType.DIRECTORY, 'Directory'],
  [storage.HostPathType.FILE, 'File'],
  [storage.HostPathType.FILE_OR_CREATE, 'FileOrCreate'],
  [storage.HostPathType.SOCKET, 'Socket'],
  [storage.HostPathType.CHAR_DEVICE, 'CharDevice'],
  [storage.HostPathType.BLOCK_DEVICE, 'BlockDevice'],
])('a path of the node may be a %s', (type, text) => {
  expect(volumeOf(Volume.hostPath('v', '/x', { type }))).toHaveProperty('hostPath.type', text);
});

describe('a mount', () => {
  const mounted = (options?: storage.MountOptions): unknown =>
    at(podWith(Volume.emptyDir('v').at('/data', options)), 'containers', 0, 'volumeMounts', 0);

  test('renders name and path', () => {
    expect(mounted()).toEqual({ name: 'v', mountPath: '/data' });
  });

  test('renders every option but subPathExpr', () => {
    const options: Required<Omit<storage.MountOptions, 'subPathExpr'>> = {
      readOnly: true,
      subPath: 'a/b',
      mountPropagation: kplus.MountPropagation.HOST_TO_CONTAINER,
    };
    expect(mounted(options)).toEqual({
      name: 'v',
      mountPath: '/data',
      readOnly: true,
      subPath: 'a/b',
      mountPropagation: 'HostToContainer',
    });
  });

  test('renders subPathExpr', () => {
    expect(mounted({ subPathExpr: '$(POD_NAME)' })).toEqual({
      name: 'v',
      mountPath: '/data',
      subPathExpr: '$(POD_NAME)',
    });
  });

  test('leaves the options of the caller alone', () => {
    const options = Object.freeze({ readOnly: true });
    expect(Volume.emptyDir('v').at('/data', options)).toMatchObject({ readOnly: true, mountPath: '/data' });
  });
});

test('a volume in two containers is listed once', () => {
  const own = newChart();
  const volume = Volume.emptyDir('shared');
  new workload.Deployment(own, 'Web', {
    containers: [
      { image: 'a', mounts: [volume.at('/a')] },
      { image: 'b', mounts: [volume.at('/b', { readOnly: true })] },
    ],
  });
  expect(podOf(own)).toHaveProperty('volumes', [{ name: 'shared', emptyDir: {} }]);
});

test('a volume of an init container is listed', () => {
  const own = newChart();
  const initContainers = [{ image: 'init', mounts: [Volume.emptyDir('work').at('/work')] }];
  new workload.Deployment(own, 'Web', { containers: [{ image: 'a' }], initContainers });
  expect(podOf(own)).toHaveProperty('volumes', [{ name: 'work', emptyDir: {} }]);
});

test('a pod without mounts lists no volumes', () => {
  expect(podWith()).not.toHaveProperty('volumes');
});

describe('copies', () => {
  test('the items', () => {
    const own: { [key: string]: kplus.PathMapping } = { a: { path: 'a' } };
    const volume = Volume.configMap('v', configMap, { items: own });
    own['b'] = { path: 'b' };
    expect(volumeOf(volume)).toHaveProperty('configMap.items', [{ key: 'a', path: 'a' }]);
  });
});
