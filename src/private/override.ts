import { ApiObject } from 'cdk8s';

/** A rendered object, as `toJson` of an `ApiObject` returns it. */
export type Manifest = ReturnType<ApiObject['toJson']>;

/** Takes a rendered object, which it may change in place, and returns what is to be written. */
export type Change = (json: Manifest) => Manifest;

interface Changes {
  readonly transforms: Change[];
  readonly overrides: Change[];
  readonly render: () => Manifest;
}

const changes = new WeakMap<ApiObject, Changes>();

/**
 * Changes what one object renders, wherever it is rendered: `synth`, `synthYaml`, `chart.toJson()`, in a stock App too.
 * Transforms run in the order in which they were added, after the object's JSON patches and before users' overrides.
 */
export function transform(object: ApiObject, change: Change): void {
  changesOf(object).transforms.push(change);
}

/** As `transform`, but after all transforms, those added later included. */
export function override(object: ApiObject, change: Change): void {
  changesOf(object).overrides.push(change);
}

/** What the object renders before users' overrides. */
export function withoutOverrides(object: ApiObject): Manifest {
  const { render, transforms } = changesOf(object);
  return transforms.reduce((json, change) => change(json), render());
}

function changesOf(object: ApiObject): Changes {
  const known = changes.get(object);
  if (known !== undefined) return known;
  const made: Changes = { transforms: [], overrides: [], render: renderingOf(object) };
  changes.set(object, made);
  Object.defineProperty(object, 'toJson', {
    value: () => made.overrides.reduce((json, change) => change(json), withoutOverrides(object)),
    configurable: true,
  });
  return made;
}

/** As the object renders itself; looked up anew each time, for an App may render faster than cdk8s does. */
function renderingOf(object: ApiObject): () => Manifest {
  if (Object.hasOwn(object, 'toJson')) return object.toJson.bind(object);
  const prototype = Object.getPrototypeOf(object) as ApiObject;
  return (): Manifest => prototype.toJson.call(object);
}
