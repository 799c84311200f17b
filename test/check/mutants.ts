import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { check } from 'cdk8s-patterns';
import { parsed } from './support';

/** JSON that a mutation may change. */
export type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** Where a value stands: the object by its index, and the keys that lead to it. */
export interface Leaf {
  readonly object: number;
  readonly path: (string | number)[];
  readonly value: string | number;
}

const FOLDER = join(__dirname, '../snapshots');
const KNATIVE = ['services', 'routes'].map((plural) => `${plural}.serving.knative.dev`);

/** All applications and lessons: the objects of each apply set by the name of its folder. */
export function applications(): [string, Json[]][] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const folders = [...new Set(files.map((file) => dirname(join(FOLDER, file))))].sort();
  return folders.flatMap((folder) => {
    const here = files.filter((file) => dirname(join(FOLDER, file)) === folder);
    return here.map((file): [string, Json[]] => {
      const objects = parsed(readFileSync(join(FOLDER, file), 'utf8')) as Json[];
      return [relative(FOLDER, join(FOLDER, file)), objects];
    });
  });
}

/** What the checks find in objects, strictly. */
export function findingsIn(objects: Json[]): check.Finding[] {
  const apiVersion = 'apiextensions.k8s.io/v1';
  const externals = KNATIVE.map((name) => ({ apiVersion, kind: 'CustomResourceDefinition', name }));
  const revision = { apiVersion: 'serving.knative.dev/v1', kind: 'Revision', namespace: 'knative-hello' };
  const earlier = ['v1', 'v2'].map((tag) => ({ ...revision, name: `helloworld-go-dwk-message-${tag}` }));
  const manifests = objects.map((json) => ({ json }));
  return check.Checks.sets([{ name: '', manifests, externals: [...externals, ...earlier] }], { strict: true }).findings;
}

/** All strings and numbers of the objects, with their places. */
export function leavesOf(objects: Json[]): Leaf[] {
  return objects.flatMap((json, object) => {
    const leaves: Leaf[] = [];
    const walk = (value: Json, path: (string | number)[]): void => {
      if (typeof value === 'string' || typeof value === 'number') leaves.push({ object, path, value });
      else if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i]));
      else if (value !== null && typeof value === 'object')
        for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    };
    walk(json, []);
    return leaves;
  });
}

/** The kind of the object and the place without indexes: `Service /spec/ports/#/targetPort`. */
export function shapeOf(objects: Json[], { object, path }: Leaf): string {
  const json = objects[object] as { kind: string };
  return `${json.kind} ${pointerOf(path.map((key) => (typeof key === 'number' ? '#' : key)))}`;
}

/** A path as a JSON pointer. */
export function pointerOf(path: (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A copy in which the value at a place is another, or absent. */
export function changed(objects: Json[], { object, path }: Pick<Leaf, 'object' | 'path'>, value?: Json): Json[] {
  const copy = structuredClone(objects);
  let parent = copy[object] as { [key: string | number]: Json };
  for (const key of path.slice(0, -1)) parent = parent[key] as typeof parent;
  const last = path.at(-1) ?? '';
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent, last);
  return copy;
}
