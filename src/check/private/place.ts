import { isObject, pointerTo } from '../../private/json';
import type { KubeObject } from './kube-object';

/**
 * A place in a rendered object: what stands there, and where it is. Reading never fails: what is absent, `null`, or of
 * another type than asked for is simply not there. The schema check reports wrong types; all other rules read past them.
 */
export class Place {
  constructor(
    public readonly object: KubeObject,
    public readonly value: unknown,
    private readonly parent?: Place,
    public readonly key: string | number = '',
  ) {}

  /** The place below, by keys of objects and indexes of lists. */
  public at(key: string | number, ...more: (string | number)[]): Place {
    let place = new Place(this.object, memberOf(this.value, key), this, key);
    for (const next of more) place = new Place(this.object, memberOf(place.value, next), place, next);
    return place;
  }

  /** Whether anything stands here. */
  public get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The items of a list. */
  public get items(): Place[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((item: unknown, i) => new Place(this.object, item, this, i)).filter((item) => item.present);
  }

  /** The members of an object, by key. */
  public get members(): [string, Place][] {
    if (!isObject(this.value)) return [];
    return Object.keys(this.value)
      .map((key): [string, Place] => [key, this.at(key)])
      .filter(([, member]) => member.present);
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

  private get keys(): (string | number)[] {
    return this.parent === undefined ? [] : [...this.parent.keys, this.key];
  }
}

function memberOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
