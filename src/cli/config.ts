import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { shown } from '../private/errors';
import { pointerTo } from '../private/json';
import { nearest } from '../private/nearest';
import { readYaml, TextPosition, YamlDocument } from '../private/yaml';
import { readText } from './read-file';
import { targetRule } from './rules';
import { UsageError } from './usage-error';

/** The file that is read when none is named. */
export const DEFAULT_CONFIG = 'cdk8s-patterns.yaml';

/** An object that exists outside the manifests. */
export interface ConfiguredExternal {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly keys?: string[];
  readonly reason?: string;
}

/** A finding that is known and right. */
export interface ConfiguredAcknowledgement {
  readonly rule: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly reason: string;
}

/** An acknowledgement with its place in the file. */
export interface PlacedAcknowledgement extends ConfiguredAcknowledgement {
  readonly position: TextPosition;
}

/** The settings of a project. */
export interface Config {
  readonly strict?: boolean;
  readonly target?: string;
  readonly namespace?: string;
  readonly external: ConfiguredExternal[];
  readonly acknowledged: PlacedAcknowledgement[];

  /** The path of the file; nothing where there is none. */
  readonly path?: string;
}

const EMPTY: Config = { external: [], acknowledged: [] };

/** What a field takes, in words, and the check. */
type Type = readonly [words: string, is: (value: unknown) => boolean];

const TEXT: Type = ['must be a text', (value) => typeof value === 'string' && value.trim() !== ''];
const FLAG: Type = ['must be true or false', (value) => typeof value === 'boolean'];
const TEXTS: Type = ['must be a list of texts', (value) => Array.isArray(value) && value.every(TEXT[1])];
const LIST: Type = ['must be a list', (value) => Array.isArray(value)];

interface Shape {
  readonly [field: string]: { readonly type: Type; readonly required?: boolean };
}

const ROOT: Shape = {
  strict: { type: FLAG },
  target: { type: TEXT },
  namespace: { type: TEXT },
  external: { type: LIST },
  acknowledged: { type: LIST },
};

const EXTERNAL: Shape = {
  apiVersion: { type: TEXT, required: true },
  kind: { type: TEXT, required: true },
  name: { type: TEXT, required: true },
  namespace: { type: TEXT },
  keys: { type: TEXTS },
  reason: { type: TEXT },
};

const ACKNOWLEDGED: Shape = {
  rule: { type: TEXT, required: true },
  kind: { type: TEXT, required: true },
  name: { type: TEXT, required: true },
  namespace: { type: TEXT },
  reason: { type: TEXT, required: true },
};

/** The settings of the file that is named, or of that in the working directory, where there is one. */
export function readConfig(folder: string, name: string | undefined): Config {
  const path = resolve(folder, name ?? DEFAULT_CONFIG);
  if (name === undefined && !existsSync(path)) return EMPTY;
  const file = name ?? DEFAULT_CONFIG;
  const [document, second] = readYaml(readText(path, file), file);
  if (document === undefined) return { ...EMPTY, path };
  if (second !== undefined) fail(second, '', `'${file}' must have one document, got more; put all in the first`);
  return { ...checked(document, file), path };
}

/** Settings that do not come from a file of their own, such as the properties of a plugin. */
export function configOf(json: unknown, name: string): Config {
  const position = { file: name, line: 1, column: 1 };
  return checked({ json, positionOf: () => position }, name);
}

type Source = Pick<YamlDocument, 'json' | 'positionOf'>;

function checked(source: Source, file: string): Config {
  checkShape(source, source.json, '', file, ROOT);
  const { external, acknowledged, ...settings } = source.json as Partial<Config>;
  const { target } = settings;
  const wrong = target === undefined || target === null ? undefined : targetRule(target);
  if (wrong !== undefined) fail(source, '/target', `'target' ${wrong}`);
  external?.forEach((item, i) => checkShape(source, item, `/external/${i}`, `external[${i}]`, EXTERNAL));
  acknowledged?.forEach((item, i) =>
    checkShape(source, item, `/acknowledged/${i}`, `acknowledged[${i}]`, ACKNOWLEDGED),
  );
  return {
    ...settings,
    external: external ?? [],
    acknowledged: (acknowledged ?? []).map((item, i) => ({
      ...item,
      position: source.positionOf(`/acknowledged/${i}`),
    })),
  };
}

function checkShape(source: Source, value: unknown, pointer: string, field: string, shape: Shape): void {
  const known = Object.keys(shape);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    fail(
      source,
      pointer,
      `'${field}' must be a map with ${known.join(', ')}, got ${shown(value)}; write 'field: value' lines`,
    );
  const members = value as { [key: string]: unknown };
  const prefix = pointer === '' ? '' : `${field}.`;
  for (const [key, member] of Object.entries(members)) {
    const inner = `${pointer}${pointerTo([key])}`;
    const type = Object.hasOwn(shape, key) ? shape[key]?.type : undefined;
    if (type === undefined) {
      const meant = nearest(key, known);
      const wayOut = meant === undefined ? 'remove it' : `did you mean "${meant}"?`;
      fail(source, inner, `'${prefix}${key}' must be one of ${known.join(', ')}; ${wayOut}`);
    }
    if (member !== null && !type[1](member))
      fail(source, inner, `'${prefix}${key}' ${type[0]}, got ${shown(member)}; ${quotesFor(type, member)}`);
  }
  const missing = known.find((key) => shape[key]?.required === true && (members[key] ?? undefined) === undefined);
  if (missing !== undefined) fail(source, pointer, `'${prefix}${missing}' must be there, got nothing; add it`);
}

/** What YAML reads as another type is a text in quotes. */
function quotesFor(type: Type, value: unknown): string {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  const text = typeof value === 'number' && /^1\.\d$/.test(String(value)) ? `${value}0` : String(value); // 1.30 is read as 1.3
  return type === TEXT && isScalar ? `write it in quotes: "${text}"` : 'correct it';
}

function fail(source: Source, pointer: string, problem: string): never {
  const { file, line, column } = source.positionOf(pointer);
  throw new UsageError(`${file}:${line}:${column}: ${problem}`);
}
