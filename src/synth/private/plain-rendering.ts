import * as cdk8s from 'cdk8s';
import { ApiObject, App, JsonPatch } from 'cdk8s';
import { withoutStrayNamespace } from '../../private/kinds';
import { copied } from './copies';
import { Generated, generatedClass } from './generated';
import { Json } from './json';
import { metadataProps } from './metadata';
import { hasNumbers, memberOf, Props, Unusual } from './props';
import { propsToYaml } from './to-yaml';
import { COPY, Way } from './ways';

/** The private members of an object that cdk8s renders. */
interface Inner {
  readonly props: Props;
  readonly patches: JsonPatch[];
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its objects
const stock = ApiObject.prototype.toJson;
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

/** The JSON of an object. */
export function jsonOf(object: ApiObject): unknown {
  const generated = plainClass(object);
  if (generated === undefined) return object.toJson();
  return orElse<unknown>(
    object,
    () => rendered(object, generated),
    () => object.toJson(),
  );
}

/** The text of an object, and what it is called, without the JSON between; nothing where that is needed. */
export function writtenPlainly(object: ApiObject): { json: Json; text: string } | undefined {
  const generated = plainClass(object);
  if (generated === undefined && !(isPlain(object) && object.toJson === toJson)) return undefined;
  return orElse(
    object,
    () => {
      const json = withoutStrayNamespace(headOf(object, generated, metadataProps(object.metadata)));
      return { json, text: propsToYaml(...partsOf(object, generated, json)) };
    },
    () => undefined,
  );
}

/** The generated class of an object that is rendered plainly. */
function plainClass(object: ApiObject): Generated | undefined {
  return isPlain(object) ? generatedClass(object) : undefined;
}

/** Whether `withPlainRendering` renders the object, nobody patches it, and its fields come in their usual order. */
function isPlain(object: ApiObject): boolean {
  const { patches, props } = object as unknown as Inner;
  return ApiObject.prototype.toJson === toJson && patches.length === 0 && !hasNumbers(props);
}

/** As `ApiObject.toJson`. */
function toJson(this: ApiObject): unknown {
  const { patches } = this as unknown as Inner;
  return orElse<unknown>(
    this,
    () => (patches.length === 0 ? rendered(this, undefined) : patched(rendered(this, undefined), patches)),
    () => stock.call(this),
  );
}

/** What `run` returns; where a value is unusual, what `otherwise` does. */
function orElse<T>(object: ApiObject, run: () => T, otherwise: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Unusual) return otherwise();
    const words = `Failed serializing construct at path '${object.node.path}' with name '${object.name}'`;
    throw new Error(`${words}: ${String(error)}`, { cause: error });
  }
}

function rendered(object: ApiObject, generated: Generated | undefined): Props {
  const json = headOf(object, generated, metadataProps(object.metadata));
  const [head, rest, way] = partsOf(object, generated, json);
  return { ...(copied(head, COPY) as Props), ...(copied(rest, way) as Props) };
}

/** What an object is called. */
function headOf(object: ApiObject, generated: Generated | undefined, metadata: unknown): Json {
  const { apiVersion, kind } = generated?.gvk ?? (object as unknown as Inner).props;
  return { apiVersion: memberOf(apiVersion), kind: memberOf(kind), metadata } as Json;
}

/** What is written first, and the props that follow. */
function partsOf(object: ApiObject, generated: Generated | undefined, head: Json): [object, object, Way] {
  const { props } = object as unknown as Inner;
  return generated === undefined
    ? [head, { ...props, apiVersion: undefined, kind: undefined, metadata: undefined }, COPY]
    : [generated.gvk, { ...props, metadata: head.metadata }, generated.props];
}

/** Patches are made to sorted keys; what they add comes last. */
function patched(json: Props, patches: JsonPatch[]): object {
  const sorted = Object.fromEntries(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)));
  const result = JsonPatch.apply(sorted, ...patches) as Props;
  const first = ['apiVersion', 'kind', 'metadata'].filter((key) => key in result);
  return { ...Object.fromEntries(first.map((key) => [key, result[key]])), ...result };
}
