import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

const { Volume } = storage;
const configMap = new config.ConfigMap(newChart(), 'Settings', { metadata: { name: 'settings' } });
const size = Size.gibibytes(1);

const build =
  (...mounts: storage.VolumeMount[]) =>
  (): unknown =>
    new workload.StatefulSet(newChart(), 'Db', { containers: [{ image: 'postgres', mounts }] });

const LABEL = "must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit";
const MODE = 'must be an octal mode from 0o000 to 0o777';
const RELATIVE = "must be a relative path without '..'";
const KEY = "must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..'";

test.each<[string, storage.Volume, string]>([
  ['the name is empty', Volume.emptyDir(''), `'volume "".name' ${LABEL}, got ""; choose another name for the volume`],
  [
    'the name has a dot',
    Volume.emptyDir('a.b'),
    `'volume "a.b".name' ${LABEL}, got "a.b"; choose another name for the volume`,
  ],
  [
    'the name has 64 characters',
    Volume.emptyDir('n'.repeat(64)),
    `'volume "${'n'.repeat(64)}".name' ${LABEL}, got "${'n'.repeat(64)}"; choose another name for the volume`,
  ],
  [
    'the path of the node is relative',
    Volume.hostPath('v', 'srv'),
    `'volume "v".path' must be an absolute path without '..', got "srv"; write the path from the root of the node`,
  ],
  [
    'the path of the node climbs',
    Volume.of({ name: 'v', hostPath: { path: '/a/../b' } }),
    `'volume "v".path' must be an absolute path without '..', got "/a/../b"; write the path from the root of the node`,
  ],
  [
    'defaultMode is 0o1000',
    Volume.configMap('v', configMap, { defaultMode: 0o1000 }),
    `'volume "v".defaultMode' ${MODE}, got 512; write it as an octal number such as 0o440`,
  ],
  [
    'the mode of an item is 0o1000',
    Volume.configMap('v', configMap, { items: { a: { path: 'a', mode: 0o1000 } } }),
    `'volume "v".items["a"].mode' ${MODE}, got 512; write it as an octal number such as 0o440`,
  ],
  [
    'the path of an item is absolute',
    Volume.configMap('v', configMap, { items: { a: { path: '/a' } } }),
    `'volume "v".items["a"].path' ${RELATIVE}, got "/a"; write the path below the mount`,
  ],
  [
    'the key of an item is none',
    Volume.configMap('v', configMap, { items: { 'a b': { path: 'a' } } }),
    `'volume "v".items' ${KEY}, got "a b"; name a key of the ConfigMap or Secret`,
  ],
  [
    'a claim template asks for nothing',
    Volume.claimTemplate('v', { storage: Size.gibibytes(0) }),
    `'volume "v".storage' must be more than 0, got 0; give a size`,
  ],
])('fails when %s', (_, volume, words) => {
  expect(messageOf(build(volume.at('/mnt')))).toBe(`[app/Db] ${words}`);
});

test.each<[string, storage.VolumeMount[], string]>([
  [
    'the path is relative',
    [Volume.emptyDir('v').at('data')],
    "'containers[0].mounts[0].mountPath' must be an absolute path without '..', got \"data\"; write the path from the root of the container",
  ],
  [
    'the path has a colon',
    [Volume.emptyDir('v').at('/a:ro')],
    "'containers[0].mounts[0].mountPath' must not contain ':', got \"/a:ro\"; write the path from the root of the container",
  ],
  [
    'the path is that of another mount, but for a slash',
    [Volume.emptyDir('a').at('/x'), Volume.emptyDir('b').at('/x/')],
    '\'containers[0].mounts\' must differ in path, got "/x/" twice; mount one of them elsewhere',
  ],
  [
    'subPath climbs',
    [Volume.emptyDir('v').at('/x', { subPath: '../a' })],
    `'containers[0].mounts[0].subPath' ${RELATIVE}, got "../a"; write the path inside the volume`,
  ],
  [
    'subPath is empty',
    [Volume.emptyDir('v').at('/x', { subPath: '' })],
    `'containers[0].mounts[0].subPath' ${RELATIVE}, got ""; write the path inside the volume`,
  ],
  [
    'subPath stands beside subPathExpr',
    [Volume.emptyDir('v').at('/x', { subPath: 'a', subPathExpr: 'b' })],
    "'containers[0].mounts[0]' must have one of 'subPath' and 'subPathExpr', got both; omit one of them",
  ],
  [
    'two volumes have one name',
    [Volume.emptyDir('v').at('/x'), Volume.emptyDir('v').at('/y')],
    '\'mounts\' must differ in volume name, got "v" twice; mount the same Volume object, or rename one',
  ],
])('fails when a mount is wrong: %s', (_, mounts, words) => {
  expect(messageOf(build(...mounts))).toBe(`[app/Db] ${words}`);
});

test('fails when a Deployment mounts a claim template', () => {
  const mounts = [Volume.claimTemplate('data', { storage: size }).at('/data')];
  expect(
    messageOf(() => new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx', mounts }] })),
  ).toBe(
    '[app/Web] \'mounts\' must not use a claim template outside a StatefulSet, got "data"; use Volume.persistentVolumeClaim',
  );
});

describe('gaps', () => {
  const volume = Volume.emptyDir('v');
  test.each<[string, storage.VolumeMount]>([
    ['subPathExpr is absolute', volume.at('/x', { subPathExpr: '/a' })],
    ['subPathExpr climbs', volume.at('/x', { subPathExpr: 'a/../b' })],
    [
      'a container without privileges mounts Bidirectional',
      volume.at('/x', { mountPropagation: kplus.MountPropagation.BIDIRECTIONAL }),
    ],
    [
      'the path of an item starts with two dots',
      Volume.configMap('v', configMap, { items: { a: { path: '..a' } } }).at('/x'),
    ],
    ['the limit is no number', Volume.emptyDir('v', { sizeLimit: Size.kibibytes(NaN) }).at('/x')],
    ['a claim template has no modes', Volume.claimTemplate('v', { storage: size, accessModes: [] }).at('/x')],
    [
      'the class of a claim template is no name',
      Volume.claimTemplate('v', { storage: size, storageClassName: 'A B' }).at('/x'),
    ],
    [
      'the labels of a claim template are none',
      Volume.claimTemplate('v', { storage: size, labels: { 'a b': '' } }).at('/x'),
    ],
    ['a claim template asks for no number', Volume.claimTemplate('v', { storage: Size.kibibytes(NaN) }).at('/x')],
    ['a volume has two sources', Volume.of({ name: 'v', emptyDir: {}, nfs: { server: 'a', path: '/' } }).at('/x')],
  ])('fails when %s', (_, mount) => {
    expect(messageOf(build(mount))).toMatch(/^\[app\/Db\] '.*'.*; /);
  });

  test('fails when the limit is no whole kibibyte', () => {
    expect(messageOf(() => build(Volume.emptyDir('v', { sizeLimit: Size.mebibytes(0.3) }).at('/x'))())).toMatch(
      /^\[app\/Db\] /,
    );
  });
});
