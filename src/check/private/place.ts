import { isObject, pointerTo } from '../../private/json';
import type { KubeObject } from './kube-object';

/** A key of an object, or an index of a list. */
export type Key = string | number;

/**
 * A place in a rendered object: what stands there, and where it is. Reading never fails: what is absent, `null`, or of
 * another type than asked for is simply not there. The schema check reports wrong types; all other rules read past them.
 */
export class Place {
  constructor(
    public readonly object: KubeObject,
    public readonly value: unknown,
    private readonly parent?: Place,
    public readonly key: Key = '',
  ) {}

  /** The place below, by keys of objects and indexes of lists. Rules ask for hundreds of thousands of them. */
  public at(key: Key, second?: Key, third?: Key, fourth?: Key, fifth?: Key): Place {
    const first = new Place(this.object, memberOf(this.value, key), this, key);
    if (second === undefined) return first;
    const next = new Place(this.object, memberOf(first.value, second), first, second);
    if (third === undefined) return next;
    const last = new Place(this.object, memberOf(next.value, third), next, third);
    return fourth === undefined ? last : last.at(fourth, fifth);
  }

  /** The place below, by any number of keys. */
  public along(keys: readonly Key[]): Place {
    return keys.reduce<Place>((place, key) => place.at(key), this);
  }

  /** Whether anything stands here. */
  public get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The items of a list. */
  public get items(): readonly Place[] {
    const { value } = this;
    if (!Array.isArray(value)) return NONE;
    const items: Place[] = [];
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (item !== undefined && item !== null) items.push(new Place(this.object, item, this, i));
    }
    return items;
  }

  /** The members of an object, by key. */
  public get members(): [string, Place][] {
    const { value } = this;
    const members: [string, Place][] = [];
    if (!isObject(value)) return members;
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (member !== undefined && member !== null) members.push([key, new Place(this.object, member, this, key)]);
    }
    return members;
  }

  /** The string that stands here. */
  public get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  /** The number that stands here. */
  public get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  /** The boolean that stands here. */
  public get flag(): boolean | undefined {
    return typeof this.value === 'boolean' ? this.value : undefined;
  }

  /** The strings of a map of strings, such as labels. */
  public get texts(): { [key: string]: string } {
    const found: { [key: string]: string } = {};
    for (const [key, { text }] of this.members) if (text !== undefined) found[key] = text;
    return found;
  }

  /** The place as a JSON pointer (RFC 6901). */
  public get pointer(): string {
    return pointerTo(this.keys);
  }

  /** The place as Kubernetes writes it: `spec.containers[0].image`, `data["nginx.conf"]`; `manifest` for the whole. */
  public get field(): string {
    let field = '';
    for (const key of this.keys) {
      if (typeof key === 'number') field += `[${key}]`;
      else if (/^[A-Za-z_$][\w$-]*$/.test(key)) field += field === '' ? key : `.${key}`;
      else field += `["${key}"]`;
    }
    return field === '' ? 'manifest' : field;
  }

  private get keys(): Key[] {
    return this.parent === undefined ? [] : [...this.parent.keys, this.key];
  }
}

const NONE: readonly Place[] = [];

function memberOf(value: unknown, key: Key): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const member = (value as { [key: Key]: unknown })[key];
  if (member === undefined) return undefined; // most fields that are asked for are absent
  return (Array.isArray(value) ? typeof key === 'number' : Object.hasOwn(value, key)) ? member : undefined;
}
