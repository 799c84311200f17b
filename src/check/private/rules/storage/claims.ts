import { dnsSubdomain } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { brokenText, isEmpty } from '../../broken';
import { amountOf } from '../../quantity';

/** The kinds that hold claims. */
const CLAIMED = ['PersistentVolumeClaim', 'StatefulSet.apps'];

/** Rules on what claims ask for. */
export const CLAIM_RULES: Rule[] = [
  {
    id: 'claim-spec',
    title: 'a claim that the API server refuses',
    kinds: CLAIMED,
    object: function* (object) {
      for (const spec of claimsOf(object)) yield* ofClaim(spec);
    },
    podFields: ['volumes.ephemeral'],
    pods: function* (pods) {
      for (const volume of pods.spec.at('volumes').items) {
        const template = volume.at('ephemeral', 'volumeClaimTemplate');
        if (template.present) yield* ofClaim(template.at('spec'));
      }
    },
  },
  {
    id: 'claim-source',
    title: 'a source of a claim that the API server refuses',
    kinds: CLAIMED,
    object: function* (object) {
      for (const spec of claimsOf(object)) yield* ofSources(spec);
    },
  },
];

function claimsOf(object: KubeObject): Place[] {
  if (object.type === 'PersistentVolumeClaim') return [object.at('spec')];
  if (object.type !== 'StatefulSet.apps') return [];
  return object.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('spec'));
}

function* ofClaim(spec: Place): Iterable<Problem> {
  yield* accessModes(spec);
  const storage = spec.at('resources', 'requests', 'storage');
  const amount = amountOf(storage);
  if (!storage.present) yield problem(storage, 'must be the size that is asked for', 'write one such as "1Gi"');
  else if (amount !== undefined && amount <= 0n)
    yield problem(storage, 'must be more than 0', 'write one such as "1Gi"');
  yield* brokenText(spec.at('storageClassName'), dnsSubdomain, 'write the name of a StorageClass');
}

/** Access modes of claims and volumes. */
export function* accessModes(spec: Place): Iterable<Problem> {
  const modes = spec.at('accessModes');
  if (isEmpty(modes)) yield problem(modes, 'must have at least one access mode', 'write [ReadWriteOnce]');
  const alone = modes.items.find(({ text }) => text === 'ReadWriteOncePod');
  if (alone !== undefined && modes.items.some(({ text }) => text !== 'ReadWriteOncePod')) {
    yield problem(alone, 'must be the only access mode', 'remove the others, or write ReadWriteOnce');
  }
}

function* ofSources(spec: Place): Iterable<Problem> {
  const [source, ref] = [spec.at('dataSource'), spec.at('dataSourceRef')];
  for (const place of [source, ref]) {
    if (!place.present) continue;
    for (const field of ['kind', 'name']) {
      const part = place.at(field);
      if (part.text === '') yield problem(part, 'must not be empty', `write the ${field} of the source`);
    }
    const kind = place.at('kind');
    if (isEmpty(place.at('apiGroup')) && kind.text !== undefined && kind.text !== 'PersistentVolumeClaim') {
      const wayOut = kind.text === 'VolumeSnapshot' ? "set 'apiGroup' to snapshot.storage.k8s.io" : "set 'apiGroup'";
      yield problem(kind, "must be PersistentVolumeClaim where 'apiGroup' is absent", wayOut);
    }
    yield* brokenText(place.at('apiGroup'), dnsSubdomain, 'write the group without its version');
  }
  if (!source.present || !ref.present) return;
  const fields = ['apiGroup', 'kind', 'name'];
  const same = fields.every((field) => (source.at(field).value ?? '') === (ref.at(field).value ?? ''));
  if (!same) yield problem(source, "must be the same as 'dataSourceRef'", 'remove one of them');
}
