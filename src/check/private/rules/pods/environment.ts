import { nearest } from '../../../../private/nearest';
import { configKey, envName, labelKey, Rule as Words } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { listed, meant, problem, Problem, Rule } from '../../rule';
import { brokenText, minorOf } from '../../broken';
import { emptyText, missingText, setAmong } from './pod-values';
import { amountOf, nanos } from '../../quantity';

const SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];
const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.podIP',
  'status.podIPs',
];
const FILE_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
const RESOURCES = ['requests', 'limits'].flatMap((list) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((resource) => `${list}.${resource}`),
);

/** Rules on environment variables, and on fields of the pod that a container reads. */
export const ENVIRONMENT_RULES: Rule[] = [
  {
    id: 'environment-variable',
    title: 'an environment variable with a wrong name, or not exactly one value',
    containerFields: ['env', 'envFrom'],
    container: function* ({ place }, _, graph) {
      const rule = minorOf(graph) >= 32 ? relaxedName : envName;
      for (const variable of place.at('env').items) yield* ofVariable(variable, rule);
      for (const from of place.at('envFrom').items) yield* ofAll(from, rule);
      if (place.at('envFrom').items.length === 0) yield* tooEarly(place.at('env').items);
    },
  },
  {
    id: 'field-reference',
    title: 'a field of the pod, or an amount of a resource, that a container cannot read',
    containerFields: ['env.valueFrom'],
    container: function* ({ place }, pods, graph) {
      for (const from of place.at('env').items.map((variable) => variable.at('valueFrom'))) {
        if (!from.present) continue;
        yield* ofField(from.at('fieldRef'), envFields(graph));
        yield* ofResource(from.at('resourceFieldRef'), pods);
      }
    },
    podFields: ['volumes.downwardAPI', 'volumes.projected.sources.downwardAPI'],
    pods: function* (pods) {
      for (const file of pods.spec.at('volumes').items.flatMap(filesOf)) {
        const ref = file.at('resourceFieldRef');
        yield* ofField(file.at('fieldRef'), FILE_FIELDS);
        if (ref.present) yield* missingText(ref.at('containerName'), 'name the container whose resources are meant');
        yield* ofResource(ref, pods);
      }
    },
  },
];

/** Kubernetes takes nearly any name since 1.32. */
const relaxedName: Words<string> = (value) =>
  /^[\x20-\x7e]+$/.test(value) && !value.includes('=') ? undefined : "must be printable ASCII characters without '='";

/** `$(NAME)` stands for variables that come before; of one that comes later, the text stays as it is. */
function* tooEarly(variables: readonly Place[]): Iterable<Problem> {
  if (!variables.some((variable) => variable.at('value').text?.includes('$('))) return;
  const last = new Map(variables.map((variable, i) => [variable.at('name').text, i]));
  const before = new Set<string | undefined>();
  for (const [i, variable] of variables.entries()) {
    const value = variable.at('value');
    for (const [, name] of (value.text ?? '').matchAll(/(?<!\$)(?:\$\$)*\$\(([^()]+)\)/g)) {
      if (before.has(name) || (last.get(name) ?? 0) <= i) continue;
      yield problem(value, `must use variables that stand before it, and '${name}' comes later`, `move '${name}' up`);
    }
    before.add(variable.at('name').text);
  }
}

function* ofVariable(variable: Place, rule: Words<string>): Iterable<Problem> {
  const name = variable.at('name');
  yield* emptyText(name, 'give it a name');
  yield* brokenText(name, rule, nameWayOut(name, rule));
  const from = variable.at('valueFrom');
  if (!from.present) return;
  const sources = setAmong(from, SOURCES);
  const [first, second] = sources;
  if (first === undefined) {
    const words = `must have one of ${SOURCES.slice(0, 4).join(', ')}`;
    yield problem(from, words, "name a source, or write 'value'");
  } else if ((variable.at('value').text ?? '') !== '') {
    yield problem(from, "must not be set beside 'value'", 'remove one of them');
  } else if (second !== undefined) {
    yield problem(second, `must not be set beside '${first.key}'`, 'remove one of them');
  }
  for (const source of sources) {
    if (source.key === 'configMapKeyRef' || source.key === 'secretKeyRef') yield* ofKey(source.at('key'));
  }
}

function* ofKey(key: Place): Iterable<Problem> {
  yield* emptyText(key, 'name a key of the data');
  yield* brokenText(key, configKey, 'write the key as it stands in the data');
}

function nameWayOut({ text = '' }: Place, rule: Words<string>): string {
  const name = text.trim().replace(/[^-._a-zA-Z0-9]/g, '_');
  const better = /^\d/.test(name) ? `_${name}` : name;
  return rule(better) === undefined ? `write "${better}"` : 'give it a name';
}

function* ofAll(from: Place, rule: Words<string>): Iterable<Problem> {
  yield* brokenText(from.at('prefix'), rule, 'correct it, or omit it');
  const [first, second] = setAmong(from, ['configMapRef', 'secretRef']);
  if (first === undefined) {
    yield problem(from, "must have 'configMapRef' or 'secretRef'", 'name the source of the variables');
  } else if (second !== undefined) {
    yield problem(second, `must not be set beside '${first.key}'`, 'make two items of it');
  }
  for (const source of setAmong(from, ['configMapRef', 'secretRef']))
    yield* missingText(source.at('name'), 'name the object');
}

/** The files of the downward API in a volume. */
export function filesOf(volume: Place): Place[] {
  const projected = volume
    .at('projected', 'sources')
    .items.flatMap((source) => source.at('downwardAPI', 'items').items);
  return [...volume.at('downwardAPI', 'items').items, ...projected];
}

function envFields(graph: Graph): string[] {
  return minorOf(graph) >= 29 ? [...ENV_FIELDS, 'status.hostIPs'] : ENV_FIELDS;
}

function* ofField(ref: Place, fields: string[]): Iterable<Problem> {
  if (!ref.present) return;
  const at = ref.at('fieldPath');
  const path = at.text;
  if (path === undefined || fields.includes(path) || (path === 'spec.host' && fields.includes('spec.nodeName'))) return;
  const [, list, key] = /^(metadata\.labels|metadata\.annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (key !== undefined) {
    const bare = list === 'metadata.labels' ? key : key.toLowerCase();
    if (labelKey(bare) !== undefined)
      yield problem(at, "must name a label or annotation between [' and ']", 'correct it');
    return;
  }
  const words = `must be one of ${[...fields, "metadata.labels['<key>']", "metadata.annotations['<key>']"].join(', ')}`;
  yield problem(at, words, fieldWayOut(path, fields));
}

function fieldWayOut(path: string, fields: string[]): string {
  if (/^metadata\.(labels|annotations)$/.test(path)) return `name one of them: ${path}['<key>']`;
  const last = (field: string): string => field.slice(field.lastIndexOf('.') + 1);
  const near = nearest(last(path), fields.map(last));
  return meant(near && fields.find((field) => last(field) === near), 'read one of these, or write the value');
}

function* ofResource(ref: Place, pods: Pods): Iterable<Problem> {
  if (!ref.present) return;
  const at = ref.at('resource');
  const resource = at.text;
  if (resource !== undefined && !RESOURCES.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource)) {
    const words = `must be one of ${RESOURCES.join(', ')} or <list>.hugepages-<size>`;
    yield problem(at, words, meant(nearest(resource, RESOURCES), 'read one of these'));
  }
  yield* ofContainerName(ref, pods);
  yield* ofDivisor(ref.at('divisor'), resource ?? '');
}

/** The server does not look for the container; the kubelet does, and the pod does not start. */
function* ofContainerName(ref: Place, pods: Pods): Iterable<Problem> {
  const at = ref.at('containerName');
  const names = pods.containers.filter(isKept).map(({ name }) => name);
  if (at.text === undefined || at.text === '' || names.includes(at.text)) return;
  yield problem(at, `must be a container of the pod (${listed(names)})`, meant(nearest(at.text, names), 'correct it'));
}

function isKept({ list }: Container): boolean {
  return list !== 'ephemeralContainers';
}

const CORES = ['1', '1m'];
const BYTES = ['1', ...[...'kMGTPE'].flatMap((unit) => [`1${unit}`, `1${unit.toUpperCase()}i`])];

function* ofDivisor(at: Place, resource: string): Iterable<Problem> {
  const units = resource.endsWith('.cpu') ? CORES : BYTES;
  const amount = amountOf(at);
  if (amount === undefined || amount === 0n || units.some((unit) => nanos(unit) === amount)) return;
  yield problem(at, `must be one of ${units.join(', ')}`, 'write one of these, and multiply where it is read');
}
