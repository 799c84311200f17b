import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { isEmpty } from '../../broken';
import { amountOf } from '../../quantity';

const CLASS = 'volume.beta.kubernetes.io/storage-class';

/** Rules on claims and the volumes that they name. */
export const BINDING_RULES: Rule[] = [
  {
    id: 'unbindable-claim',
    title: 'a claim and a volume that name each other and can never be bound',
    set: function* (graph) {
      const first = new Map<string, KubeObject>();
      for (const object of graph.objects) {
        if (object.type === 'PersistentVolume') yield* reserved(object, graph);
        if (object.type !== 'PersistentVolumeClaim') continue;
        yield* ofClaim(object, graph);
        yield* taken(object, first);
      }
    },
  },
];

function* reserved(volume: KubeObject, graph: Graph): Iterable<Problem> {
  const [name, namespace] = [volume.at('spec', 'claimRef', 'name'), volume.at('spec', 'claimRef', 'namespace')];
  if (isEmpty(name)) return;
  if (isEmpty(namespace)) {
    yield problem(namespace, 'must be the namespace of the claim', 'write it, or the volume stays unbound');
    return;
  }
  const claim = graph.objectNamed('PersistentVolumeClaim', namespace.text, name.text ?? '');
  const wanted = claim?.at('spec', 'volumeName').text ?? '';
  if (wanted === '' || wanted === volume.name) return;
  yield problem(
    name,
    `must be a claim that names no other volume (${wanted})`,
    "correct its 'volumeName', or this one",
  );
}

/** A volume is bound to one claim. */
function* taken(claim: KubeObject, first: Map<string, KubeObject>): Iterable<Problem> {
  const place = claim.at('spec', 'volumeName');
  if (place.text === undefined || place.text === '') return;
  const other = first.get(place.text);
  first.set(place.text, other ?? claim);
  if (other === undefined || (other.name === claim.name && other.namespace === claim.namespace)) return;
  const words = `must differ from the volume of ${other.title} in namespace ${other.namespace}`;
  yield problem(place, words, 'a volume is bound to one claim; name another, or use the same claim');
}

function* ofClaim(claim: KubeObject, graph: Graph): Iterable<Problem> {
  const name = claim.at('spec', 'volumeName');
  const volume = name.text && graph.objectNamed('PersistentVolume', undefined, name.text);
  if (volume === undefined || volume === '') return;
  const ref = volume.at('spec', 'claimRef');
  if (!isEmpty(ref.at('name'))) {
    const [owner, space] = [ref.at('name').text, ref.at('namespace').text];
    if (owner === claim.name && space === claim.namespace) return; // what binds them asks no further
    if (isEmpty(ref.at('namespace'))) return;
    const words = `must name a volume that is not reserved for claim ${owner} of namespace ${space}`;
    yield problem(name, words, "name another, or correct the volume's 'claimRef'");
    return;
  }
  yield* mismatches(claim, volume);
}

/** What the volume controller compares before it binds. */
function* mismatches(claim: KubeObject, volume: KubeObject): Iterable<Problem> {
  const [spec, other] = [claim.at('spec'), volume.at('spec')];
  const there = volume.title;
  const [asked, given] = [spec.at('resources', 'requests', 'storage'), other.at('capacity', 'storage')];
  const [size, most] = [amountOf(asked), amountOf(given)];
  if (size !== undefined && most !== undefined && size > most) {
    yield problem(
      asked,
      `must be at most the size of ${there} (${String(given.value)})`,
      'ask for less, or name another',
    );
  }
  yield* classes(claim, volume);
  const modes = other.at('accessModes').items.flatMap(({ text }) => text ?? []);
  for (const mode of spec.at('accessModes').items) {
    if (mode.text === undefined || modes.includes(mode.text) || modes.length === 0) continue;
    yield problem(mode, `must be an access mode of ${there} (${modes.join(', ')})`, 'correct one of them');
  }
  const mode = modeOf(other);
  if (modeOf(spec) !== mode) {
    yield problem(spec.at('volumeMode'), `must be that of ${there} (${mode})`, 'correct one of them');
  }
}

function* classes(claim: KubeObject, volume: KubeObject): Iterable<Problem> {
  const [asked, given] = [classOf(claim), classOf(volume)];
  // Without a class, the default one is asked for, which is not known here.
  if (!asked.present || asked.value === (given.value ?? '')) return;
  const { title } = volume;
  const words = isEmpty(given)
    ? `must be empty like that of ${title}`
    : `must be the class of ${title} (${given.text})`;
  yield problem(asked, words, 'correct one of them');
}

/** The class of a claim or volume, also in its older form. */
export function classOf(object: KubeObject): Place {
  const annotation = object.at('metadata', 'annotations', CLASS);
  return annotation.present ? annotation : object.at('spec', 'storageClassName');
}

/** Whether pods get a file system or a device. */
export function modeOf(spec: Place): string {
  const mode = spec.at('volumeMode').text ?? '';
  return mode === '' ? 'Filesystem' : mode;
}
