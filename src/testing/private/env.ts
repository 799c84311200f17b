import { envName } from '../../private/rules';
import { at, itemsAt, Json, textAt } from './item';
import { Pod } from './pod';
import { fieldOf, resourceOf, textsOf, unknown, World } from './world';

type Env = { [name: string]: string };

/** The environment that a container gets, as the kubelet makes it. */
export function envOf(container: Json, pod: Pod, world: World): Env {
  const env = new Map<string, string>();
  for (const source of itemsAt(container, 'envFrom'))
    for (const [name, value] of allOf(source, pod, world)) env.set(name, value);
  for (const variable of itemsAt(container, 'env')) {
    const name = textAt(variable, 'name') ?? '';
    const text = textAt(variable, 'value') ?? '';
    const value = text === '' ? valueFrom(at(variable, 'valueFrom'), name, pod, world) : expanded(text, env);
    if (value !== undefined) env.set(name, value);
  }
  return Object.fromEntries(env);
}

/** A text in which `$(NAME)` stands for the variables before it, and `$$` for a dollar sign. */
export function expanded(text: string, env: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name?: string) =>
    name === undefined ? '$' : (env.get(name) ?? whole),
  );
}

function allOf(source: Json, { owner }: Pod, world: World): [string, string][] {
  const prefix = textAt(source, 'prefix') ?? '';
  const kind = at(source, 'configMapRef') === undefined ? 'Secret' : 'ConfigMap';
  const ref = at(source, kind === 'ConfigMap' ? 'configMapRef' : 'secretRef');
  const name = textAt(ref, 'name') ?? '';
  const item = world.find(kind, owner.namespace, name);
  if (item === undefined) {
    const what = unknown(`${kind} ${name}`);
    return at(ref, 'optional') === true ? [] : [[`${prefix}${what}`, what]];
  }
  const binary = kind === 'ConfigMap' ? Object.keys(at(item.json, 'binaryData') ?? {}) : [];
  return Object.entries(textsOf(item))
    .filter(([key]) => !binary.includes(key) && envName(`${prefix}${key}`) === undefined)
    .map(([key, value]) => [`${prefix}${key}`, value]);
}

/** Nothing where the variable is not set: a key that may be absent, and is. */
function valueFrom(from: unknown, variable: string, pod: Pod, world: World): string | undefined {
  if (from === undefined) return '';
  if (at(from, 'fieldRef') !== undefined)
    return fieldOf(pod.owner, pod.template, textAt(from, 'fieldRef', 'fieldPath'));
  if (at(from, 'resourceFieldRef') !== undefined) return resourceOf(at(from, 'resourceFieldRef'));
  const kind = at(from, 'configMapKeyRef') === undefined ? 'Secret' : 'ConfigMap';
  const ref = at(from, kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef');
  if (ref === undefined) return unknown(Object.keys(from ?? {}).join());
  return valueOf({ kind, name: textAt(ref, 'name') ?? '', key: textAt(ref, 'key') ?? '' }, ref, variable, pod, world);
}

interface Source {
  readonly kind: string;
  readonly name: string;
  readonly key: string;
}

function valueOf(source: Source, ref: unknown, variable: string, { owner }: Pod, world: World): string | undefined {
  const { kind, name, key } = source;
  const optional = at(ref, 'optional') === true;
  const item = world.find(kind, owner.namespace, name);
  if (item === undefined) return optional ? undefined : unknown(`${kind} ${name}, key ${key}`);
  const texts = textsOf(item);
  if (Object.hasOwn(texts, key)) return texts[key];
  if (optional) return undefined;
  const keys = Object.keys(texts).join(', ') || 'none';
  throw new Error(
    `'env.${variable}' of ${owner.title} must name a key of ${kind} ${name}, got "${key}"; its keys are: ${keys}`,
  );
}
