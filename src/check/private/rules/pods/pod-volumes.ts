import { dnsLabel, filePath, fileMode, Rule as Words, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { filesOf } from './environment';
import { emptyText, missingText, repeated, setAmong } from './pod-values';
import { amountOf } from '../../quantity';

/** What a volume can be, in the order in which the server looks for it. */
const SOURCES = [
  ...['emptyDir', 'hostPath', 'gitRepo', 'gcePersistentDisk', 'awsElasticBlockStore', 'secret', 'nfs', 'iscsi'],
  ...['glusterfs', 'flocker', 'persistentVolumeClaim', 'rbd', 'flexVolume', 'cephfs', 'quobyte', 'downwardAPI'],
  ...['fc', 'azureFile', 'configMap', 'vsphereVolume', 'azureDisk', 'photonPersistentDisk', 'portworxVolume'],
  ...['scaleIO', 'cinder', 'storageos', 'projected', 'csi', 'ephemeral', 'image'],
];
const PROJECTED = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'];

/** Where a source names what it takes its data from. */
const NAMES: { [source: string]: string } = {
  secret: 'secretName',
  configMap: 'name',
  persistentVolumeClaim: 'claimName',
  hostPath: 'path',
};

/** Rules on volumes of pods. */
export const POD_VOLUME_RULES: Rule[] = [
  {
    id: 'pod-volume',
    title: 'a volume with a wrong name, two sources, or files that cannot be made',
    podFields: ['volumes'],
    pods: (pods, graph) => volumesOf(pods, graph),
  },
];

/** From 1.30 on, the schemas say that the names of volumes differ. */
const NAMED_LISTS = 30;

function* volumesOf({ spec }: Pods, graph: Graph): Iterable<Problem> {
  const volumes = spec.at('volumes').items;
  for (const volume of volumes) {
    yield* emptyText(volume.at('name'), 'give it a name');
    yield* brokenText(volume.at('name'), dnsLabel, 'correct it, here and in the mounts');
    yield* ofSources(volume, SOURCES);
    const projected = volume.at('projected', 'sources').items;
    if (setAmong(volume, OF_FILES).length > 0) yield* ofFiles(volume, projected);
    yield* ofPlaces(volume);
    for (const source of projected) yield* ofSources(source, PROJECTED);
    if (projected.length > 0) yield* ofProjected(projected);
  }
  if (minorOf(graph) >= NAMED_LISTS) return;
  const names = volumes.map((volume) => volume.at('name'));
  const words = 'must differ from the names of the other volumes of the pod';
  yield* repeated(names, ({ text }) => text, words, 'give one of them another name');
}

function* ofSources(at: Place, names: string[]): Iterable<Problem> {
  const [first, ...others] = setAmong(at, names);
  for (const other of others) {
    const both = `${first?.key} and ${other.key}`;
    yield problem(other, `must not be set beside '${first?.key}'`, 'make two of it, or remove one', both);
  }
}

const OF_FILES = ['secret', 'configMap', 'downwardAPI', 'projected'];

/** What files are called, and who may read them. */
function* ofFiles(volume: Place, projected: readonly Place[]): Iterable<Problem> {
  const modes = 'write it like 0o444 (292) or 0o400 (256)';
  for (const source of setAmong(volume, OF_FILES)) yield* brokenNumber(source.at('defaultMode'), fileMode, modes);
  const sources = [volume, ...projected].flatMap((source) => setAmong(source, ['secret', 'configMap']));
  const keyed = sources.flatMap((source) => source.at('items').items);
  for (const item of [...keyed, ...filesOf(volume)]) {
    yield* emptyText(item.at('path'), 'name the file');
    yield* brokenText(item.at('path'), filePath, 'write a path below the mount');
    yield* brokenNumber(item.at('mode'), fileMode, modes);
  }
  for (const item of keyed) yield* emptyText(item.at('key'), 'name a key of the data');
  for (const file of filesOf(volume)) yield* ofFile(file);
}

function* ofFile(file: Place): Iterable<Problem> {
  const [first, second] = setAmong(file, ['fieldRef', 'resourceFieldRef']);
  if (first === undefined) yield problem(file, "must have 'fieldRef' or 'resourceFieldRef'", 'say what it holds');
  if (second !== undefined) yield problem(second, "must not be set beside 'fieldRef'", 'make two files of it', 'both');
}

const withoutBacksteps: Words<string> = (value) =>
  value.split('/').includes('..') ? "must not contain '..'" : undefined;
const fromRoot: Words<string> = (value) => (value.startsWith('/') ? undefined : 'must be an absolute path');

function* ofPlaces(volume: Place): Iterable<Problem> {
  for (const source of setAmong(volume, Object.keys(NAMES))) {
    const at = source.at(NAMES[source.key] ?? '');
    yield* missingText(at, source.key === 'hostPath' ? 'write the path on the node' : 'name the object');
  }
  yield* brokenText(volume.at('hostPath', 'path'), withoutBacksteps, 'write the path without it');
  yield* brokenText(volume.at('nfs', 'path'), fromRoot, 'begin it with /');
  const limit = volume.at('emptyDir', 'sizeLimit');
  if ((amountOf(limit) ?? 0n) < 0n) yield problem(limit, 'must not be negative', 'omit it for no limit');
  const ephemeral = volume.at('ephemeral');
  if (ephemeral.present && !ephemeral.at('volumeClaimTemplate').present)
    yield problem(ephemeral.at('volumeClaimTemplate'), 'must be set', 'write the claim that each pod gets');
}

function* ofProjected(sources: readonly Place[]): Iterable<Problem> {
  for (const token of sources.map((source) => source.at('serviceAccountToken'))) {
    yield* brokenNumber(token.at('expirationSeconds'), whole(600, 2 ** 32), 'write at least ten minutes');
    yield* brokenText(token.at('path'), filePath, 'write a path below the mount');
  }
  const parts = sources.flatMap((source) => setAmong(source, ['secret', 'configMap', 'downwardAPI']));
  const paths = parts.flatMap((part) => part.at('items').items.map((item) => item.at('path')));
  const words = 'must differ from the paths of the other files of the volume';
  yield* repeated(paths, ({ text }) => text, words, 'give one of them another path');
}
