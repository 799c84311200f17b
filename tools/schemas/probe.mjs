// Finds out what API servers really refuse, and writes enforced.json. See README.md.
//   kubectl proxy --port=8027 & ...; node tools/schemas/probe.mjs 1.27.16=http://127.0.0.1:8027 1.37.1=http://127.0.0.1:8037
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { objectWith, waysToFields } from './objects.mjs';
import { readRelease } from './openapi.mjs';
import { sourceOf } from './releases.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * What each rule changes in a value that is right, which fields it is for, and which cause shows that a server minds:
 * a new one for a missing field (or any at a field that is not there), one about this field for the others.
 */
const RULES = {
  required: {
    appliesTo: (field) => field.required,
    spoil: () => undefined,
    shows: ({ field }, path, isNew) => isNew || isAt(field, path) || bare(field).startsWith(`${path.join('.')}.`),
  },
  enum: {
    appliesTo: (field) => field.enum !== undefined,
    spoil: (value) => deep(value, () => 'Bogus'),
    shows: ({ reason, message }, _, isNew) => isNew && /NotSupported|Invalid/.test(reason) && message.includes('Bogus'),
  },
  unique: {
    appliesTo: (field) => /^\[.+\]/.test(field.shape),
    spoil: (value) => [...value, ...value],
    shows: ({ reason, field }, path, _, { shape }) =>
      reason === 'FieldValueDuplicate' &&
      isItemOrKey(field, path.at(-1), shape.slice(1, shape.indexOf(']')).split(/[,=]/)),
  },
};

/**
 * Where servers check little of what pods and claims are made of later: the object is accepted, and then its pods or
 * claims are refused. These places are not counted, so that the object is refused here already.
 */
const LENIENT = [
  /^1\.27\.16 apps\/v1 StatefulSet spec\.template\./,
  /^1\.27\.16 apps\/v1 StatefulSet spec\.volumeClaimTemplates\./,
  /^1\.27\.16 node\.k8s\.io\/v1 RuntimeClass scheduling\.tolerations\./,
];

/** Accepted, beside fields that make a server drop all around them: a claim's source in another namespace. */
const DROPPED = /\.TypedObjectReference\./;

const verdicts = new Map(Object.keys(RULES).map((rule) => [rule, new Map()]));
/** Asks one server about every field below every kind that it serves. */
async function probe(version, server) {
  const { kinds, types } = readRelease(sourceOf(version));
  for (const [name, { type, namespaced }] of kinds) {
    const [apiVersion, kind] = name.split(' ');
    const url = await urlOf(server, apiVersion, kind, namespaced);
    if (url === undefined) continue;
    for (const way of waysToFields(type, types))
      for (const [rule, { appliesTo }] of Object.entries(RULES))
        if (appliesTo(way.field)) await judge({ version, name, apiVersion, kind, type, url }, way, rule, types);
  }
}

/** Sends an object that is right in this field and one that is not, and keeps the verdict on the difference. */
async function judge({ version, name, apiVersion, kind, type, url }, { id, field, path }, rule, types) {
  const { spoil, shows } = RULES[rule];
  const make = (change) => {
    const object = objectWith(type, path, types, change);
    return { ...object, apiVersion, kind, metadata: { ...object.metadata, name: 'probe' } };
  };
  const right = await complaints(
    url,
    make((value) => value),
  );
  const wrong = await complaints(url, make(spoil));
  if (right === undefined || wrong === undefined) return;
  const known = new Set(right.map(identity));
  const refused = wrong.some((cause) => shows(cause, path, !known.has(identity(cause)), field));
  const where = `${version} ${name} ${path.join('.')}`;
  if (!refused && LENIENT.some((place) => place.test(where))) return;
  const all = verdicts.get(rule);
  all.set(id, [...(all.get(id) ?? []), { where, refused }]);
}

/** The causes that a server gives for refusing an object; nothing when it refused before it looked at the fields. */
async function complaints(url, object) {
  const { status, body } = await send(`${url}?dryRun=All&fieldValidation=Strict`, 'POST', JSON.stringify(object));
  if (status === 422) return body.details?.causes ?? [];
  if (status === 400) return [{ reason: 'BadRequest', field: '', message: body.message }];
  return status < 300 || status === 409 ? [] : undefined;
}

/** Where objects of a kind are posted; nothing when this server does not serve it. */
async function urlOf(server, apiVersion, kind, namespaced) {
  const base = `${server}/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
  const { status, body } = await send(base, 'GET');
  const plural = body.resources?.find((resource) => resource.kind === kind && !resource.name.includes('/'))?.name;
  if (status !== 200 || plural === undefined) return undefined;
  return `${base}${namespaced ? '/namespaces/default' : ''}/${plural}`;
}

function send(url, method, text) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method, agent, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, body: body.startsWith('{') ? JSON.parse(body) : {} }),
      );
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** The fields that a server refuses, and of which none was seen to be accepted. */
function agreed(fields) {
  return [...fields]
    .filter(([id, seen]) => seen.every(({ refused }) => refused) && !DROPPED.test(id))
    .map(([id]) => id)
    .sort();
}

/** A cause without the values in it, so that another value of the same field gives the same cause. */
const identity = ({ reason, field, message }) => `${reason} ${field} ${message.replace(/"[^"]*"/g, '')}`;

/** A path of a cause without places in lists and keys of maps. */
const bare = (field) => field.replace(/\[[^\]]*\]/g, '');

const isAt = (field, path) => bare(field) === path.join('.');

/** Whether a path leads to the second item of a list, or to one of its keys. */
function isItemOrKey(field, list, keys) {
  const end = field.slice(field.lastIndexOf(`${list}[1]`));
  return end === `${list}[1]` || keys.some((key) => end === `${list}[1].${key}`);
}

/** Changes the scalars in lists and maps. */
function deep(value, change) {
  if (Array.isArray(value)) return value.map((item) => deep(item, change));
  if (typeof value !== 'object') return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, change)]));
}

for (const argument of process.argv.slice(2)) {
  const [version, server] = argument.split('=');
  await probe(version, server);
}
const enforced = Object.fromEntries([...verdicts].map(([rule, fields]) => [rule, agreed(fields)]));
writeFileSync(join(import.meta.dirname, 'enforced.json'), `${JSON.stringify(enforced, null, 2)}\n`);
