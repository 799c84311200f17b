import * as cdk8s from 'cdk8s';
import { ApiObject, ApiObjectMetadataDefinition, App, JsonPatch, Lazy } from 'cdk8s';

/** Thrown where a value is not what nearly all are; cdk8s then renders the object. */
class Unusual extends Error {}

interface Json {
  [key: string]: unknown;
}

/** The private members of an object that cdk8s renders. */
interface Inner {
  readonly props: object;
  readonly patches: JsonPatch[];
}

/** The private members of metadata that cdk8s renders. */
interface InnerMetadata {
  readonly _additionalAttributes: object;
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations: object;
  readonly finalizers: unknown[];
  readonly ownerReferences: unknown[];
  readonly labels: object;
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- they are called with their objects
const [stock, stockMetadata] = [ApiObject.prototype.toJson, ApiObjectMetadataDefinition.prototype.toJson];
const resolvers = [cdk8s.LazyResolver, cdk8s.ImplicitTokenResolver, cdk8s.NumberStringUnionResolver];

/**
 * Renders the objects of an App, as `run` asks for it, in one walk over each instead of three: cdk8s resolves every value
 * through a list of resolvers, looks up the App for each, and copies the result twice. What is unusual is left to it.
 */
export function withPlainRendering<T>(app: App, run: () => T): T {
  const usual =
    app.resolvers.length === resolvers.length && app.resolvers.every((one, i) => one.constructor === resolvers[i]);
  if (!usual || process.env.CDK8S_DISABLE_SORT || ApiObject.prototype.toJson !== stock) return run();
  ApiObject.prototype.toJson = toJson;
  try {
    return run();
  } finally {
    ApiObject.prototype.toJson = stock;
  }
}

/** As `ApiObject.toJson`. */
function toJson(this: ApiObject): unknown {
  try {
    return rendered(this);
  } catch (error) {
    if (error instanceof Unusual) return stock.call(this);
    const words = `Failed serializing construct at path '${this.node.path}' with name '${this.name}'`;
    throw new Error(`${words}: ${String(error)}`, { cause: error });
  }
}

function rendered(object: ApiObject): object {
  const { props, patches } = object as unknown as Inner;
  const json: Json = { apiVersion: undefined, kind: undefined, metadata: undefined };
  const data = props as Json;
  for (const key of Object.keys(data).sort()) {
    const value = key === 'metadata' ? undefined : copied(data[key], false);
    if (value !== undefined) json[key] = value;
  }
  json['metadata'] = metadataOf(object.metadata);
  return patches.length === 0 ? defined(json) : patched(json, patches);
}

/** Patches are made to sorted keys; what they add comes last. */
function patched(json: Json, patches: JsonPatch[]): object {
  const sorted = Object.fromEntries(Object.entries(defined(json)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const result = JsonPatch.apply(sorted, ...patches) as Json;
  const first = ['apiVersion', 'kind', 'metadata'].filter((key) => key in result);
  return { ...Object.fromEntries(first.map((key) => [key, result[key]])), ...result };
}

function defined(json: Json): Json {
  for (const key of ['apiVersion', 'kind', 'metadata']) if (json[key] === undefined) Reflect.deleteProperty(json, key);
  return json;
}

/** What cdk8s knows of metadata, sorted. */
const KNOWN = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'] as const;
const isKnown = new Set<string>(KNOWN);

function metadataOf(metadata: ApiObjectMetadataDefinition): unknown {
  if (metadata.toJson !== stockMetadata) throw new Unusual();
  const inner = metadata as unknown as InnerMetadata;
  const others = Object.keys(inner._additionalAttributes).filter((key) => !isKnown.has(key));
  if (others.length > 0) {
    const known = Object.fromEntries(KNOWN.map((key) => [key, inner[key]]));
    return copied({ ...inner._additionalAttributes, ...known }, true);
  }
  const copy: Json = {};
  for (const key of KNOWN) {
    const value = copied(inner[key], true);
    if (value !== undefined) copy[key] = value;
  }
  return Object.keys(copy).length === 0 ? undefined : copy;
}

/** A copy with sorted keys in which tokens are resolved, without what is absent; `full`: nor what is empty. */
function copied(value: unknown, full: boolean): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) return copiedList(value, full);
      return value.constructor === Object ? copiedMap(value as Json, full) : resolved(value, full);
    default:
      throw new Unusual();
  }
}

function copiedList(list: unknown[], full: boolean): unknown[] | undefined {
  return full && list.length === 0 ? undefined : list.map((item) => copied(item, full));
}

function copiedMap(map: Json, full: boolean): Json | undefined {
  const keys = Object.keys(map);
  if (keys.length > 1) keys.sort();
  const copy: Json = {};
  let empty = true;
  for (const key of keys) {
    if (key === '__proto__') throw new Unusual();
    const member = copied(map[key], full); // also refuses functions, so that no map resolves itself
    if (member === undefined) continue;
    copy[key] = member;
    empty = false;
  }
  return full && empty ? undefined : copy;
}

/** Tokens, and values such as `Quantity`, which generated classes read again by their `value`. */
function resolved(value: object, full: boolean): unknown {
  if (value instanceof Lazy) return copied(value.produce(), full);
  const { resolve, value: inner } = value as { resolve?: unknown; value?: unknown };
  if (typeof resolve === 'function') return copied(resolve.call(value), full);
  if (typeof inner === 'number' || typeof inner === 'string') return { value: inner };
  throw new Unusual();
}
