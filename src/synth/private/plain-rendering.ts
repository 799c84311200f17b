import * as cdk8s from 'cdk8s';
import { ApiObject, ApiObjectMetadataDefinition, App, JsonPatch, Lazy } from 'cdk8s';

/** Thrown where a value is not what nearly all are; cdk8s then renders the object. */
class Unusual extends Error {}

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
  const json = copied({ ...props, metadata: metadataOf(object.metadata) }, false) as { [key: string]: unknown };
  const patched = patches.length === 0 ? json : (JsonPatch.apply(json, ...patches) as { [key: string]: unknown });
  const result: { [key: string]: unknown } = {};
  for (const key of ['apiVersion', 'kind', 'metadata']) if (key in patched) result[key] = patched[key];
  return Object.assign(result, patched);
}

function metadataOf(metadata: ApiObjectMetadataDefinition): unknown {
  if (metadata.toJson !== stockMetadata) throw new Unusual();
  const { _additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels } =
    metadata as unknown as InnerMetadata;
  const all = { ..._additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels };
  return copied(all, true);
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
      return value === null ? undefined : copiedObject(value, full);
    default:
      throw new Unusual();
  }
}

function copiedObject(value: object, full: boolean): unknown {
  if (Array.isArray(value)) {
    return full && value.length === 0 ? undefined : value.map((item: unknown) => copied(item, full));
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, 'constructor'))
    return resolved(value, full);
  const map = value as { [key: string]: unknown };
  if (typeof map['resolve'] === 'function') throw new Unusual();
  const copy: { [key: string]: unknown } = {};
  let empty = true;
  for (const key of Object.keys(map).sort()) {
    const member = copied(map[key], full);
    if (member === undefined) continue;
    if (key === '__proto__') throw new Unusual();
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
