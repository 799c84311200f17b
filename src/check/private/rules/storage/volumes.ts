import { dnsSubdomain, labelKey } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { brokenText, isEmpty } from '../../broken';
import { accessModes } from './claims';
import { amountOf } from '../../quantity';

/** The fields of a PersistentVolume that tell where its data is. */
const SOURCES = [
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc', 'flexVolume', 'flocker'],
  ...['gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs', 'photonPersistentDisk', 'portworxVolume'],
  ...['quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
];

/** Texts without which a source is refused. */
const NEEDED: { [source: string]: string[] } = {
  csi: ['driver', 'volumeHandle'],
  hostPath: ['path'],
  local: ['path'],
  nfs: ['server', 'path'],
};

/** Rules on PersistentVolumes and their classes. */
export const VOLUME_RULES: Rule[] = [
  {
    id: 'volume-spec',
    title: 'a PersistentVolume that the API server refuses',
    kinds: ['PersistentVolume'],
    object: function* (object) {
      const spec = object.at('spec');
      yield* accessModes(spec);
      yield* capacity(spec);
      yield* brokenText(spec.at('storageClassName'), dnsSubdomain, 'write the name of a StorageClass');
    },
  },
  {
    id: 'volume-source',
    title: 'a source of a PersistentVolume that the API server refuses',
    kinds: ['PersistentVolume'],
    object: (object) => ofSources(object.at('spec')),
  },
  {
    id: 'storage-class',
    title: 'a StorageClass that the API server refuses',
    kinds: ['StorageClass.storage.k8s.io'],
    object: ofClass,
  },
];

function* capacity(spec: Place): Iterable<Problem> {
  const place = spec.at('capacity');
  const storage = place.at('storage');
  const amount = amountOf(storage);
  if (!storage.present) yield problem(storage, 'must be the size of the volume', 'write one such as "1Gi"');
  else if (amount !== undefined && amount <= 0n)
    yield problem(storage, 'must be more than 0', 'write one such as "1Gi"');
  for (const [key, member] of place.members) {
    if (key !== 'storage') yield problem(member, "must be absent: a volume has only 'storage'", 'remove it');
  }
}

function* ofSources(spec: Place): Iterable<Problem> {
  const [first, ...others] = SOURCES.map((name) => spec.at(name)).filter(({ present }) => present);
  if (first === undefined) {
    const words = 'must have a source, such as csi, nfs, local or hostPath';
    yield problem(spec, words, 'tell where the data is', 'none');
    return;
  }
  for (const other of others) yield problem(other, `must be absent beside '${first.key}'`, 'keep one source');
  for (const field of NEEDED[first.key] ?? []) {
    const place = first.at(field);
    if (place.text === '') yield problem(place, 'must not be empty', `write the ${field} of the source`);
  }
  const affinity = spec.at('nodeAffinity');
  if (first.key === 'local' && !affinity.present) {
    yield problem(
      affinity,
      'must tell on which node a local volume is',
      "name the node by the label 'kubernetes.io/hostname'",
    );
  }
  if (affinity.present && !affinity.at('required').present) {
    yield problem(affinity.at('required'), 'must be there', 'write nodeSelectorTerms below it');
  }
  yield* paths(spec, first);
}

function* paths(spec: Place, source: Place): Iterable<Problem> {
  const path = source.at('path');
  const noSteps = (value: string): string | undefined =>
    value.split('/').includes('..') ? "must not contain '..'" : undefined;
  const absolute = (value: string): string | undefined => (value.startsWith('/') ? undefined : "must start with '/'");
  if (source.key === 'hostPath' || source.key === 'local')
    yield* brokenText(path, noSteps, 'write the path from the root');
  if (source.key === 'nfs') yield* brokenText(path, absolute, 'write the path that the server exports');
  const policy = spec.at('persistentVolumeReclaimPolicy');
  if (source.key === 'hostPath' && policy.text === 'Recycle' && /^[/.]+$/.test(path.text ?? '')) {
    yield problem(policy, "must not be Recycle for the path '/'", 'use Retain');
  }
}

function* ofClass(object: KubeObject): Iterable<Problem> {
  const provisioner = object.at('provisioner');
  const wayOut = 'write the name of a driver, or kubernetes.io/no-provisioner';
  if (provisioner.text === '') yield problem(provisioner, 'must name a provisioner', wayOut);
  yield* brokenText(provisioner, (value) => labelKey(value.toLowerCase()), wayOut);
  const policy = object.at('reclaimPolicy');
  if (policy.text === 'Recycle') yield problem(policy, 'must be Delete or Retain', 'use Delete');
  for (const term of object.at('allowedTopologies').items) {
    const seen = new Set<string>();
    for (const expression of term.at('matchLabelExpressions').items) {
      const [key, values] = [expression.at('key'), expression.at('values')];
      if (isEmpty(values)) yield problem(values, 'must have at least one value', 'name a zone or node');
      if (key.text !== undefined && seen.has(key.text))
        yield problem(key, 'must differ from the other keys of the term', 'write all values below one key');
      seen.add(key.text ?? '');
      yield* brokenText(key, labelKey, 'write the key of a label of nodes');
    }
  }
}
