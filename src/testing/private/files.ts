import { posix } from 'node:path';
import { expanded } from './env';
import { at, itemsAt, Json, textAt } from './item';
import { Pod } from './pod';
import { fieldOf, resourceOf, textsOf, unknown, World } from './world';

type File = readonly [path: string, text: string];

/** The files that ConfigMaps, Secrets and the pod itself put into a container, by path. */
export function filesOf(
  container: Json,
  pod: Pod,
  world: World,
  env: { readonly [name: string]: string },
): {
  [path: string]: string;
} {
  const files = new Map<string, string>();
  const volumes = itemsAt(pod.template, 'spec', 'volumes');
  for (const mount of inOrder(itemsAt(container, 'volumeMounts'))) {
    const path = posix.normalize(textAt(mount, 'mountPath') ?? '').replace(/(?<=.)\/$/, '');
    for (const file of files.keys()) if (isBelow(file, path)) files.delete(file); // hidden by this mount
    const volume = volumes.find((one) => one['name'] === mount['name']);
    const subPath =
      textAt(mount, 'subPath') ?? expanded(textAt(mount, 'subPathExpr') ?? '', new Map(Object.entries(env)));
    for (const [file, text] of mounted(volume === undefined ? [] : filesIn(volume, pod, world), subPath))
      files.set(posix.join(path, file), text);
  }
  return Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Outer folders first, as container runtimes mount them. */
function inOrder(mounts: Json[]): Json[] {
  const depth = (mount: Json): number => (textAt(mount, 'mountPath') ?? '').split('/').filter(Boolean).length;
  return [...mounts].sort((a, b) => depth(a) - depth(b));
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The files of a volume at the path of their mount; an empty path is the mount itself. */
function mounted(files: File[], subPath: string): File[] {
  if (subPath === '') return files;
  const root = posix.normalize(subPath).replace(/\/$/, '');
  return files.filter(([path]) => isBelow(path, root)).map(([path, text]) => [path.slice(root.length), text]);
}

function filesIn(volume: Json, pod: Pod, world: World): File[] {
  if (at(volume, 'projected') === undefined) return filesFrom(volume, pod, world);
  return itemsAt(volume, 'projected', 'sources').flatMap((source) => filesFrom(source, pod, world));
}

function filesFrom(source: Json, pod: Pod, world: World): File[] {
  if (at(source, 'configMap') !== undefined) return configFiles('ConfigMap', at(source, 'configMap'), pod, world);
  if (at(source, 'secret') !== undefined) return configFiles('Secret', at(source, 'secret'), pod, world);
  const token = at(source, 'serviceAccountToken');
  if (token !== undefined) return [[textAt(token, 'path') ?? '', unknown('token')]];
  return itemsAt(source, 'downwardAPI', 'items').map((item) => {
    const field = textAt(item, 'fieldRef', 'fieldPath');
    const resource = at(item, 'resourceFieldRef');
    return [textAt(item, 'path') ?? '', field === undefined ? resourceOf(resource) : downward(field, pod)];
  });
}

/** Files of all labels or annotations have a line for each. */
function downward(field: string, { owner, template }: Pod): string {
  const [, map] = /^metadata\.(labels|annotations)$/.exec(field) ?? [];
  if (map === undefined) return fieldOf(owner, template, field);
  const pairs = Object.entries(at(template, 'metadata', map) ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}\n`).join('');
}

function configFiles(kind: string, source: unknown, { owner }: Pod, world: World): File[] {
  const name = textAt(source, 'secretName') ?? textAt(source, 'name') ?? '';
  const optional = at(source, 'optional') === true;
  const items = itemsAt(source, 'items').map(
    (item) => [textAt(item, 'key') ?? '', textAt(item, 'path') ?? ''] as const,
  );
  const item = world.find(kind, owner.namespace, name);
  if (item === undefined) {
    if (optional) return [];
    const known = items.map(([key, path]): File => [path, unknown(`${kind} ${name}, key ${key}`)]);
    return known.length > 0 ? known : [[unknown(`${kind} ${name}`), unknown(`${kind} ${name}`)]];
  }
  const texts = textsOf(item);
  if (items.length === 0) return Object.entries(texts);
  return items.flatMap(([key, path]): File[] => {
    const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
    if (text !== undefined) return [[path, text]];
    if (optional) return [];
    const keys = Object.keys(texts).join(', ') || 'none';
    const problem = `a volume of ${owner.title} must name a key of ${kind} ${name}, got "${key}"`;
    throw new Error(`${problem}; its keys are: ${keys}`);
  });
}
