import {
  dnsLabel,
  dnsSubdomain,
  labelKey,
  labelValue,
  Rule as ValueRule,
  serviceName,
} from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { brokenText, minorOf } from '../../broken';

/** The metadata of an object, and of what is made of its templates beside pods. */
const METADATA = ['metadata', 'spec.jobTemplate.metadata', 'spec.volumeClaimTemplates.metadata'];

/** Rules on what every object has: name, namespace, labels, annotations, owners. */
export const METADATA_RULES: Rule[] = [
  {
    id: 'object-name',
    title: 'a name or namespace that objects of the kind cannot have',
    object: (object, graph) => names(object, graph),
  },
  {
    id: 'label-syntax',
    title: 'a label that is no label',
    fields: METADATA.map((metadata) => `${metadata}.labels`),
    object: function* (object) {
      for (const metadata of metadataOf(object)) yield* labels(metadata.at('labels'));
    },
    pods: function* (pods) {
      for (const metadata of madeMetadata(pods)) yield* labels(metadata.at('labels'));
    },
  },
  {
    id: 'annotation-syntax',
    title: 'an annotation that is none, or more of them than fit',
    fields: METADATA.map((metadata) => `${metadata}.annotations`),
    object: function* (object) {
      for (const metadata of metadataOf(object)) yield* annotations(metadata.at('annotations'));
    },
    pods: function* (pods) {
      for (const metadata of madeMetadata(pods)) yield* annotations(metadata.at('annotations'));
    },
  },
  {
    id: 'object-owner',
    title: 'finalizers or owners that contradict each other',
    fields: ['metadata.finalizers', 'metadata.ownerReferences'],
    object: function* (object) {
      yield* finalizers(object.at('metadata', 'finalizers'));
      yield* owners(object.at('metadata', 'ownerReferences'));
    },
  },
];

/** The kinds of Kubernetes whose names only have to fit into a path. */
const PATH_NAMES = new Set([
  ...['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map((kind) => `${kind}.rbac.authorization.k8s.io`),
  'PodDisruptionBudget.policy',
  'CertificateSigningRequest.certificates.k8s.io',
  'ClusterTrustBundle.certificates.k8s.io',
  'APIService.apiregistration.k8s.io',
  'IPAddress.networking.k8s.io',
  'StorageVersion.internal.apiserver.k8s.io',
  'Event',
  'Event.events.k8s.io',
]);

/** Kinds that are asked, not kept, and so need no name. */
const NAMELESS = /^(authentication|authorization)\.k8s\.io$/;

/** The last minor of Kubernetes that wants names of Services to start with a letter. */
const LETTER_FIRST = 35;

/** How many characters of a generated name are not the prefix, and how long it is at most. */
const [RANDOM, GENERATED] = [5, 63];
const ANNOTATION_BYTES = 256 * 1024;

const pathSegment: ValueRule<string> = (name) =>
  name === '.' || name === '..' || /[/%]/.test(name) ? "must not be '.' or '..', nor contain '/' or '%'" : undefined;

function* names(object: KubeObject, graph: Graph): Iterable<Problem> {
  const metadata = object.at('metadata');
  const [name, prefix] = [metadata.at('name'), metadata.at('generateName')];
  const known = graph.schemas.kind(object.apiVersion, object.kind, graph.target) !== undefined;
  const rule = nameRule(object, known, graph);
  if ((name.text ?? '') !== '') yield* brokenText(name, rule, 'rename it');
  else if ((prefix.text ?? '') !== '') yield* brokenText(prefix, (text) => generated(text, rule), 'rename it');
  else if (known && !name.present && !NAMELESS.test(object.group))
    yield problem(name, 'must be there', 'name the object');
  else if (known && name.text === '') yield problem(name, 'must not be empty', 'name the object');
  if (object.namespace !== undefined && metadata.at('namespace').text !== '')
    yield* brokenText(metadata.at('namespace'), dnsLabel, 'name a namespace that can exist');
}

function nameRule({ type }: KubeObject, known: boolean, graph: Graph): ValueRule<string> {
  if (!known || PATH_NAMES.has(type)) return pathSegment;
  if (type === 'Namespace' || type === 'StatefulSet.apps') return dnsLabel;
  if (type === 'Service') return minorOf(graph) > LETTER_FIRST ? dnsLabel : serviceName;
  return dnsSubdomain;
}

function generated(prefix: string, rule: ValueRule<string>): string | undefined {
  return rule(prefix.replace(/-$/, 'a')) ?? rule(prefix.slice(0, GENERATED - RANDOM) + 'x'.repeat(RANDOM));
}

/** The metadata of an object, and of what is made of its templates beside pods. */
function metadataOf(object: KubeObject): Place[] {
  const own = object.at('metadata');
  if (object.type === 'CronJob.batch') return [own, object.at('spec', 'jobTemplate', 'metadata')];
  if (object.type !== 'StatefulSet.apps') return [own];
  return [own, ...object.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('metadata'))];
}

/** The metadata of the pods of a template, and of the claims that are made with them. */
function madeMetadata({ owner, template, spec }: Pods): Place[] {
  const volumes = spec.at('volumes').items;
  return [
    ...(owner.type === 'Pod' ? [] : [template.at('metadata')]),
    ...volumes.map((volume) => volume.at('ephemeral', 'volumeClaimTemplate', 'metadata')),
  ];
}

function* labels(map: Place): Iterable<Problem> {
  for (const [key, value] of map.members) {
    const words = labelKey(key);
    if (words !== undefined) yield problem(value, `${words}, as key`, 'rename the label', JSON.stringify(key));
    yield* brokenText(value, labelValue, 'shorten it, or make it an annotation');
  }
}

function* annotations(map: Place): Iterable<Problem> {
  let text = '';
  for (const [key, value] of map.members) {
    const words = labelKey(key.toLowerCase());
    if (words !== undefined) yield problem(value, `${words}, as key`, 'rename the annotation', JSON.stringify(key));
    text += key + (value.text ?? '');
  }
  const bytes = text.length < ANNOTATION_BYTES / 3 ? 0 : Buffer.byteLength(text); // 3 bytes a character at most
  if (bytes <= ANNOTATION_BYTES) return;
  yield problem(map, 'must be at most 256 KiB in all', 'keep the text in a ConfigMap', `${bytes} bytes`);
}

function* finalizers(list: Place): Iterable<Problem> {
  for (const item of list.items) yield* brokenText(item, labelKey, 'write it as <domain>/<name>');
  const found = list.items.map(({ text }) => text);
  if (!found.includes('orphan') || !found.includes('foregroundDeletion')) return;
  yield problem(list, "must not have both 'orphan' and 'foregroundDeletion'", 'omit one of them');
}

function* owners(list: Place): Iterable<Problem> {
  for (const owner of list.items) {
    if (owner.at('apiVersion').text !== 'v1' || owner.at('kind').text !== 'Event') continue;
    yield problem(owner.at('kind'), 'must not be Event, which owns nothing', 'name the owner, or omit it');
  }
  const controllers = list.items.map((owner) => owner.at('controller')).filter(({ flag }) => flag === true);
  const [, second] = controllers;
  if (second !== undefined) yield problem(second, 'must be true for one owner only', 'omit it here');
}
