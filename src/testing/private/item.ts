import { Yaml } from 'cdk8s';
import { isClusterScoped, qualifiedKind } from '../../private/kinds';
import { readYaml, TextPosition, YamlDocument } from '../../private/yaml';
import { isObject } from '../../private/json';

/** A rendered object. */
export interface Json {
  readonly [field: string]: unknown;
}

/** Where an object was read. */
export interface Origin {
  readonly document: YamlDocument;

  /** The place in the document: not empty for the items of a List. */
  readonly pointer: string;
}

/** An object of the manifests. */
export class Item {
  public readonly kind: string;
  public readonly apiVersion: string;

  /** The kind with its group: `Deployment.apps`, `Service`. */
  public readonly type: string;
  public readonly name: string;

  /** Where it is applied; nothing for kinds without a namespace. */
  public readonly namespace: string | undefined;

  constructor(
    public readonly json: Json,
    private readonly origin?: Origin,
  ) {
    this.kind = textAt(json, 'kind') ?? '';
    this.apiVersion = textAt(json, 'apiVersion') ?? '';
    this.type = qualifiedKind(this.apiVersion, this.kind);
    this.name = textAt(json, 'metadata', 'name') ?? textAt(json, 'metadata', 'generateName') ?? '';
    const placed = !isClusterScoped(this.apiVersion, this.kind);
    this.namespace = placed ? (textAt(json, 'metadata', 'namespace') ?? 'default') : undefined;
  }

  /** The object as messages name it: `Deployment web`, with the namespace that it names; custom kinds with their group. */
  public get title(): string {
    const namespace = textAt(this.json, 'metadata', 'namespace');
    const custom = this.type.split('.').length > 2 && !this.type.endsWith('.k8s.io');
    return `${custom ? this.type : this.kind} ${this.name}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
  }

  /** Whether it has this kind, written with its group or without. */
  public is(kind: string): boolean {
    return this.kind === kind || this.type === kind;
  }

  public get labels(): { [key: string]: string } {
    return textsAt(this.json, 'metadata', 'labels');
  }

  public get yaml(): string {
    return Yaml.stringify(this.json);
  }

  /** Where the value at a JSON pointer stands in the file that it was read from. */
  public positionOf(pointer: string): TextPosition | undefined {
    return this.origin?.document.positionOf(`${this.origin.pointer}${pointer}`);
  }

  /** The line of its own YAML where the value at a JSON pointer stands, counted from 1. */
  public lineOf(pointer: string): number | undefined {
    try {
      return readYaml(this.yaml, this.title)[0]?.positionOf(pointer).line;
    } catch {
      return undefined; // cdk8s writes a key `<<` so that readers take it for a merge
    }
  }
}

/** A copy as plain JSON, which is how it arrives in a file. `structuredClone` makes objects that jest tells from others. */
export function copied(json: object): Json {
  return JSON.parse(JSON.stringify(json)) as Json;
}

/** The value at a path of a rendered value; nothing when the path ends early. */
export function at(value: unknown, ...keys: (string | number)[]): unknown {
  return keys.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return (inner as unknown[])[Number(key)];
    return isObject(inner) && Object.hasOwn(inner, key) ? (inner[key] ?? undefined) : undefined;
  }, value);
}

/** The text at a path. */
export function textAt(value: unknown, ...keys: (string | number)[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** The list of objects at a path. */
export function itemsAt(value: unknown, ...keys: (string | number)[]): Json[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** The map of texts at a path, such as labels. */
export function textsAt(value: unknown, ...keys: (string | number)[]): { [key: string]: string } {
  const found = at(value, ...keys);
  const texts = Object.entries(isObject(found) ? found : {}).filter(([, text]) => typeof text === 'string');
  return Object.fromEntries(texts) as { [key: string]: string };
}
