import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from 'cdk8s-patterns';
import { commentsOf } from '../../src/cli/comments';
import { ExternalObject } from '../../src/declare';
import { parsed } from './support';

/** JSON that a mutation may change. */
export type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** Where a value stands: the object by its index, and the keys that lead to it. */
export interface Leaf {
  readonly object: number;
  readonly path: (string | number)[];
  readonly value: string | number;
}

/** An application or lesson: what has been applied after its last step. */
export interface Application {
  readonly objects: Json[];
  readonly externals: ExternalObject[];
}

const FOLDER = join(__dirname, '../snapshots');
const STEP = /\/(\d+)-[^/]*$/;

/** All applications and lessons by the name of their folder; those that share the root by that of their file. */
export function applications(): [string, Application][] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const steps = new Map<string, string[]>();
  for (const file of files.sort((a, b) => stepOf(a) - stepOf(b) || (a < b ? -1 : 1))) {
    const name = dirname(file) === '.' ? file : dirname(file).replace(STEP, '');
    steps.set(name, [...(steps.get(name) ?? []), file]);
  }
  return [...steps].map(([name, all]) => [name, applied(all)]);
}

const stepOf = (file: string): number => Number(STEP.exec(dirname(file))?.[1] ?? 0);

function applied(files: string[]): Application {
  const texts = files.map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const there = new Map<string, Json>();
  for (const text of texts) {
    for (const object of commentsOf(text).deleteFirst) there.delete(object);
    for (const json of parsed(text) as { kind: string; metadata: { name: string } }[])
      there.set(`${json.kind.toLowerCase()}/${json.metadata.name}`, json);
  }
  return { objects: [...there.values()], externals: texts.flatMap((text) => commentsOf(text).needs) };
}

/** What the checks find in objects, strictly. */
export function findingsIn({ externals }: Application, objects: Json[]): check.Finding[] {
  const manifests = objects.map((json) => ({ json }));
  return check.Checks.sets([{ name: '', manifests, externals }], { strict: true }).findings;
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
