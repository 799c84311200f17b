import { isObject } from '../../private/json';
import { at, Item, Json, textAt, textsAt } from './item';

/** The objects among which names resolve. */
export class World {
  constructor(public readonly items: Item[]) {}

  /** The object of that name. */
  public find(type: string, namespace: string | undefined, name: string | undefined): Item | undefined {
    return this.items.find((item) => item.type === type && item.namespace === namespace && item.name === name);
  }
}

/** The texts of a ConfigMap or Secret by key, decoded; what is no text is described. */
export function textsOf(item: Item): { [key: string]: string } {
  if (item.kind === 'ConfigMap') return { ...decoded(item.json, 'binaryData'), ...textsAt(item.json, 'data') };
  return { ...decoded(item.json, 'data'), ...textsAt(item.json, 'stringData') };
}

/** A value that only the cluster knows, as tests see it: `<status.podIP>`, `<Secret db, key password>`. */
export function unknown(what: string): string {
  return `<${what}>`;
}

/** What the downward API gives for a field of the pod. */
export function fieldOf(owner: Item, template: Json, path: string | undefined): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path ?? '') ?? [];
  if (map !== undefined && key !== undefined) return textAt(template, 'metadata', map, key) ?? '';
  if (path === 'metadata.namespace') return owner.namespace ?? '';
  if (path === 'metadata.name' && owner.type === 'Pod') return owner.name;
  if (path === 'spec.serviceAccountName') return textAt(template, 'spec', 'serviceAccountName') ?? 'default';
  return unknown(path ?? 'field');
}

/** What the downward API gives for a resource of a container. */
export function resourceOf(ref: unknown): string {
  return unknown([textAt(ref, 'containerName'), textAt(ref, 'resource')].filter(Boolean).join(' '));
}

function decoded(json: Json, field: string): { [key: string]: string } {
  const data = at(json, field);
  return Object.fromEntries(
    Object.entries(isObject(data) ? data : {}).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[key, textOrSize(Buffer.from(value, 'base64'))]] : [],
    ),
  );
}

function textOrSize(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return unknown(`${bytes.length} bytes`);
  }
}
