import { dnsSubdomain, serviceName } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { brokenText } from '../../broken';

/** Rules on definitions of custom resources. */
export const DEFINITION_RULES: Rule[] = [
  {
    id: 'custom-resource-definition',
    title: 'a definition of custom resources that contradicts itself',
    kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
    object: function* (object) {
      if (object.apiVersion !== 'apiextensions.k8s.io/v1') return;
      yield* definedNames(object);
      yield* versions(object);
      yield* conversion(object);
    },
  },
];

/** Groups of Kubernetes itself, whose definitions need an approval in an annotation. */
const PROTECTED = /(^|\.)(k8s\.io|kubernetes\.io)$/;
const APPROVED = 'api-approved.kubernetes.io';

function* definedNames(object: KubeObject): Iterable<Problem> {
  const [group, names] = [object.at('spec', 'group'), object.at('spec', 'names')];
  yield* brokenText(group, dnsSubdomain, 'use a domain of your own');
  if (group.text !== undefined && !group.text.includes('.'))
    yield problem(group, 'must be a domain with at least one dot', 'use a domain of your own');
  const lists = ['shortNames', 'categories'].flatMap((list) => names.at(list).items);
  for (const place of [names.at('plural'), names.at('singular'), ...lists])
    yield* brokenText(place, serviceName, 'rename it');
  for (const place of [names.at('kind'), names.at('listKind')])
    yield* brokenText(place, (text) => serviceName(text.toLowerCase()), 'rename it');
  if (names.at('kind').text !== undefined && names.at('kind').text === names.at('listKind').text)
    yield problem(names.at('listKind'), "must not be 'kind'", 'omit it');
  const name = `${names.at('plural').text}.${group.text}`;
  if (names.at('plural').text !== undefined && group.text !== undefined && object.name !== name)
    yield problem(object.at('metadata', 'name'), `must be 'names.plural' and the group, ${name}`, `name it ${name}`);
  yield* approval(object, group);
}

function* approval(object: KubeObject, group: Place): Iterable<Problem> {
  if (!PROTECTED.test(group.text ?? '')) return;
  const note = object.at('metadata', 'annotations', APPROVED);
  if (/^(https?:\/\/.+|unapproved.*)$/.test(note.text ?? '')) return;
  yield problem(note, `must tell who approved a definition of the group ${group.text}`, 'use a domain of your own');
}

function* versions(object: KubeObject): Iterable<Problem> {
  const list = object.at('spec', 'versions');
  const seen = new Set<string>();
  for (const version of list.items) {
    const name = version.at('name');
    yield* brokenText(name, serviceName, 'name it like v1 or v1beta1');
    if (seen.has(name.text ?? '')) yield problem(name, 'must be the name of one version only', 'rename or remove it');
    seen.add(name.text ?? '');
    yield* schemaOf(version);
    yield* subresources(version);
  }
  const stored = list.items.map((version) => version.at('storage')).filter(({ flag }) => flag === true);
  const [, second] = stored;
  const wayOut = "set 'storage: true' for the version that is kept";
  if (list.items.length > 0 && stored.length === 0)
    yield problem(list, 'must have one version that is stored', wayOut, 'none');
  if (second !== undefined) yield problem(second, 'must be true for one version only', 'set it to false here');
}

function* schemaOf(version: Place): Iterable<Problem> {
  const schema = version.at('schema', 'openAPIV3Schema');
  if (!schema.present) {
    yield problem(schema, 'must be there', 'describe the fields, or write x-kubernetes-preserve-unknown-fields: true');
    return;
  }
  if (schema.at('type').text !== undefined && schema.at('type').text !== 'object')
    yield problem(schema.at('type'), 'must be object at the root', 'write object');
  if (schema.at('additionalProperties').present)
    yield problem(schema.at('additionalProperties'), 'must be absent at the root', "use 'properties'");
  yield* structural(schema, true);
}

/** In a structural schema every field has a type; inside of allOf and the like, none must. */
function* structural(schema: Place, root = false): Iterable<Problem> {
  const free = ['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'];
  const untyped = !root && free.some((key) => schema.at(key).flag === true);
  if (!untyped && (schema.at('type').text ?? '') === '')
    yield problem(schema.at('type'), 'must be there', root ? 'write object' : 'give the type of the field');
  const fields = schema.at('properties').members.map(([, field]) => field);
  const both = fields.length > 0 && schema.at('additionalProperties').present;
  if (!root && both && schema.at('additionalProperties').flag !== false)
    yield problem(schema.at('additionalProperties'), "must be absent beside 'properties'", 'omit one of them');
  for (const field of [...fields, schema.at('items'), schema.at('additionalProperties')])
    if (field.members.length > 0 || fields.includes(field)) yield* structural(field);
  if (schema.at('type').text === 'array' && !schema.at('items').present)
    yield problem(schema.at('items'), 'must be there for an array', 'describe its items');
}

function* subresources(version: Place): Iterable<Problem> {
  const scale = version.at('subresources', 'scale');
  const paths = { specReplicasPath: '.spec.', statusReplicasPath: '.status.' };
  for (const [name, begin] of Object.entries(paths)) {
    const path = scale.at(name);
    if (path.text !== undefined && !path.text.startsWith(begin))
      yield problem(path, `must begin with '${begin}'`, 'correct it');
  }
  for (const column of version.at('additionalPrinterColumns').items) {
    const path = column.at('jsonPath');
    if (path.text !== undefined && !/^[.[]/.test(path.text))
      yield problem(path, "must begin with '.' or '['", `did you mean ".${path.text}"?`);
  }
}

function* conversion(object: KubeObject): Iterable<Problem> {
  if (object.at('spec', 'preserveUnknownFields').flag === true)
    yield problem(
      object.at('spec', 'preserveUnknownFields'),
      'must not be true',
      'omit it, and write x-kubernetes-preserve-unknown-fields: true in the schema',
    );
  const place = object.at('spec', 'conversion');
  const [strategy, webhook] = [place.at('strategy'), place.at('webhook')];
  if (strategy.text === 'Webhook') {
    if (!webhook.at('clientConfig').present)
      yield problem(webhook.at('clientConfig'), 'must be there for the strategy Webhook', 'name the Service');
    const reviews = webhook.at('conversionReviewVersions');
    if (!reviews.items.some(({ text }) => text === 'v1' || text === 'v1beta1'))
      yield problem(reviews, 'must contain v1 or v1beta1', "write 'conversionReviewVersions: [v1]'");
  } else if (webhook.present && strategy.text === 'None') {
    yield problem(webhook, 'must be absent for the strategy None', 'omit it, or use the strategy Webhook');
  }
}
