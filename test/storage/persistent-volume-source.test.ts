import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { storage } from 'cdk8s-patterns';
import { manifest, messageOf, newChart } from '../support';

const { PersistentVolumeSource } = storage;
const one = kplus.Node.labeled(kplus.NodeLabelQuery.is('kiamol', 'ch05'));

const volume = (source: storage.PersistentVolumeSource) => (): storage.PersistentVolume =>
  new storage.PersistentVolume(newChart(), 'Volume', { storage: Size.mebibytes(50), source });

const onNode = (...terms: object[]): object => ({
  required: { nodeSelectorTerms: terms.map((term) => ({ matchExpressions: [term] })) },
});
const labelled = { key: 'kiamol', operator: 'In', values: ['ch05'] };

const nfs: Required<storage.NfsSourceOptions> = { readOnly: true };
const local: Required<storage.LocalSourceOptions> = { fsType: 'ext4' };
const reachable: Required<storage.ReachableSourceOptions> = {
  nodes: [one, kplus.Node.labeled(kplus.NodeLabelQuery.exists('disk'))],
};
const hostPath: Required<storage.HostPathSourceOptions> = {
  nodes: [one],
  type: storage.HostPathType.DIRECTORY_OR_CREATE,
};

test.each<[string, storage.PersistentVolumeSource, object]>([
  ['NFS', PersistentVolumeSource.nfs('nfs', '/'), { nfs: { server: 'nfs', path: '/' } }],
  [
    'NFS with every option',
    PersistentVolumeSource.nfs('nfs', '/', nfs),
    { nfs: { server: 'nfs', path: '/', readOnly: true } },
  ],
  [
    'a directory of one node',
    PersistentVolumeSource.local('/volumes/pv01', one),
    { local: { path: '/volumes/pv01' }, nodeAffinity: onNode(labelled) },
  ],
  [
    'a disk of one node',
    PersistentVolumeSource.local('/dev/sdb', one, local),
    { local: { path: '/dev/sdb', fsType: 'ext4' }, nodeAffinity: onNode(labelled) },
  ],
  ['a directory of any node', PersistentVolumeSource.hostPath('/srv'), { hostPath: { path: '/srv' } }],
  [
    'a directory of some nodes',
    PersistentVolumeSource.hostPath('/srv', hostPath),
    { hostPath: { path: '/srv', type: 'DirectoryOrCreate' }, nodeAffinity: onNode(labelled) },
  ],
  [
    'CSI',
    PersistentVolumeSource.csi({ driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1', fsType: 'ext4' }),
    { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1', fsType: 'ext4' } },
  ],
  [
    'CSI that some nodes reach',
    PersistentVolumeSource.csi({ driver: 'a', volumeHandle: 'b' }, reachable),
    {
      csi: { driver: 'a', volumeHandle: 'b' },
      nodeAffinity: onNode(labelled, { key: 'disk', operator: 'Exists' }),
    },
  ],
  ['any other', PersistentVolumeSource.of({ fc: { wwids: ['a'] } }), { fc: { wwids: ['a'] } }],
])('renders %s', (_, source, fields) => {
  expect(manifest(volume(source)(), 'PersistentVolume')['spec']).toEqual({
    capacity: { storage: '50Mi' },
    accessModes: ['ReadWriteOnce'],
    ...fields,
  });
});

const { NodeLabelQuery } = kplus;

test.each<[string, storage.PersistentVolumeSource, string]>([
  [
    'the server of NFS is empty',
    PersistentVolumeSource.nfs('', '/'),
    '\'source.server\' must not be empty, got ""; name the server',
  ],
  [
    'the server of NFS is blank',
    PersistentVolumeSource.nfs(' ', '/'),
    '\'source.server\' must not be empty, got " "; name the server',
  ],
  [
    'the path is relative',
    PersistentVolumeSource.nfs('nfs', 'data'),
    "'source.path' must be an absolute path without '..', got \"data\"; write the path from the root",
  ],
  [
    'a local path climbs',
    PersistentVolumeSource.local('/a/../b', one),
    "'source.path' must be an absolute path without '..', got \"/a/../b\"; write the path from the root",
  ],
  [
    'a local volume is on no node',
    PersistentVolumeSource.of({ local: { path: '/a' } }),
    "'source' must tell on which node a local volume is, got none; set nodeAffinity",
  ],
  [
    'the driver is no name',
    PersistentVolumeSource.csi({ driver: 'a b', volumeHandle: 'c' }),
    "'source.driver' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"a b\"; write the name of a CSI driver",
  ],
  [
    'the driver is too long',
    PersistentVolumeSource.csi({ driver: 'a'.repeat(64), volumeHandle: 'c' }),
    `'source.driver' must have at most 63 characters, got "${'a'.repeat(64)}"; write the name of a CSI driver`,
  ],
  [
    'the handle is empty',
    PersistentVolumeSource.csi({ driver: 'a', volumeHandle: '' }),
    '\'source.volumeHandle\' must not be empty, got ""; name the volume as the driver does',
  ],
  [
    'there is no source',
    PersistentVolumeSource.of({}),
    "'source' must have one source and no more, got []; say where the data is",
  ],
  [
    'there are two sources',
    PersistentVolumeSource.of({ nfs: { server: 'a', path: '/' }, hostPath: { path: '/' } }),
    '\'source\' must have one source and no more, got ["nfs","hostPath"]; say where the data is',
  ],
  [
    'the source has a field that is a prop',
    PersistentVolumeSource.of({ storageClassName: 'a' }),
    '\'source\' must have one source and no more, got ["storageClassName"]; say where the data is',
  ],
  [
    'no node is named',
    PersistentVolumeSource.hostPath('/a', { nodes: [] }),
    "'source.nodes' must not be empty, got []; omit it",
  ],
  [
    'a node has no label',
    PersistentVolumeSource.local('/a', kplus.Node.labeled()),
    "'source' must name nodes by a label, got none; give a query, such as NodeLabelQuery.is",
  ],
  [
    'a label of a node is none',
    PersistentVolumeSource.local('/a', kplus.Node.labeled(NodeLabelQuery.is('a b', 'c'))),
    "'source.nodes' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"a b\"; correct the key of the label",
  ],
  [
    'a label of a node has no values',
    PersistentVolumeSource.local('/a', kplus.Node.labeled(NodeLabelQuery.in('disk', []))),
    '\'source.nodes["disk"]\' must have at least one value, got []; add one',
  ],
  [
    'a label of a node is compared with a word',
    PersistentVolumeSource.local('/a', kplus.Node.labeled(NodeLabelQuery.gt('disk', ['two']))),
    '\'source.nodes["disk"]\' must be one whole number, got ["two"]; give one',
  ],
  [
    'a value of a label is none',
    PersistentVolumeSource.local('/a', kplus.Node.labeled(NodeLabelQuery.is('disk', 'a b'))),
    "'source.nodes[\"disk\"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"a b\"; correct the value of the label",
  ],
])('fails when %s', (_, source, words) => {
  expect(messageOf(volume(source))).toBe(`[app/Volume] ${words}`);
});
