import { memberOf, Props, Unusual } from './props';

/**
 * What JSON is made of a value: a copy, the text or number in a `Quantity` or its like, an object of a type of Kubernetes, or a list or
 * map of these.
 */
export type Way =
  | { readonly form: 'copy' | 'wrapped' | 'other' }
  | { readonly form: 'type'; readonly members: () => readonly Member[] }
  | { readonly form: 'list' | 'map'; readonly inner: Way };

/** A member of a type. */
export interface Member {
  /** What it is called in the API, and in the props. */
  readonly name: string;
  readonly prop: string;
  readonly way: Way;
}

/** A copy, with all that is in it. */
export const COPY = { form: 'copy' } as const;

/** What is made of the members of a map, or of the items of a list. */
export function innerOf(way: Way): Way {
  return way.form === 'list' || way.form === 'map' ? way.inner : COPY;
}

/** The value of a member of props, without what is in it; nothing when it is absent. Fails when it is not what its way is for. */
export function valueOf(raw: unknown, way: Way): unknown {
  const value = memberOf(raw);
  if (way === COPY || value === undefined) return value;
  const fits = way.form !== 'other' && typeof value === 'object' && Array.isArray(value) === (way.form === 'list');
  if (!fits) throw new Unusual();
  if (way.form !== 'wrapped') return value;
  const { value: inner } = value as Props;
  if (typeof inner !== 'string' && typeof inner !== 'number') throw new Unusual();
  return inner;
}

/** An item of a list; gaps in typed lists are unusual. */
export function itemOf(raw: unknown, way: Way): unknown {
  const item = valueOf(raw, way);
  if (item === undefined && way !== COPY) throw new Unusual();
  return item;
}
