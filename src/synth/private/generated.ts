import { ApiObject } from 'cdk8s';
import { Unusual } from './props';
import { COPY, Member, Way } from './ways';

/** How a generated class of cdk8s-plus makes its JSON. */
export interface Generated {
  readonly gvk: { readonly apiVersion: string; readonly kind: string };
  readonly props: Way;
}

/** What a module with generated classes exports. */
interface Module {
  readonly [name: string]: unknown;
}

interface GeneratedClass {
  readonly GVK: Generated['gvk'];
  readonly prototype: { readonly toJson: unknown };
}

const classes = new Map<unknown, Generated | undefined>();
const types = new Map<string, readonly Member[]>();

/**
 * How the class of an object makes its JSON, if it is one of those that were generated into cdk8s-plus. Their functions copy each
 * map as often as it has members, which takes longer than all else of a synth. But they have few forms: they are read from
 * their source, and what has another form is left to cdk8s-plus.
 */
export function generatedClass(object: ApiObject): Generated | undefined {
  const { toJson } = object as { toJson: unknown };
  if (!classes.has(toJson)) classes.set(toJson, readClass(object, toJson));
  return classes.get(toJson);
}

const RTTI = Symbol.for('jsii.rtti');
const CLASS =
  /^toJson\(\) { const resolved = super\.toJson\(\); return { \.\.\.(\w+)\.GVK, \.\.\.toJson_(\w+)\(resolved\), }; }$/;

function readClass({ constructor }: ApiObject, toJson: unknown): Generated | undefined {
  const { fqn } = (constructor as unknown as { [key: symbol]: { fqn?: string } | undefined })[RTTI] ?? {};
  if (fqn?.startsWith('cdk8s-plus-27.k8s.') !== true) return undefined;
  const [, name = '', props = ''] = CLASS.exec(sourceOf(toJson)) ?? [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- whoever made the object has loaded it already
  const { k8s } = require('cdk8s-plus-27') as { k8s: Module };
  const found = k8s[name] as GeneratedClass | undefined;
  if (found === undefined || found.prototype.toJson !== toJson) return undefined;
  return { gvk: found.GVK, props: typed(props, k8s) };
}

/** Types are read when they are first needed: they may lead back to themselves. */
function typed(type: string, module: Module): Way {
  return { form: 'type', members: () => types.get(type) ?? readType(type, module) };
}

const HEAD = '(obj) { if (obj === undefined) { return undefined; } const result = { ';
const MERGE = '.reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: ';
const TAIL = `, }; return Object.entries(result)${MERGE}i[1] }), {}); }`;

function readType(type: string, module: Module): readonly Member[] {
  const body = between(sourceOf(module[`toJson_${type}`]), `function toJson_${type}${HEAD}`, TAIL);
  if (body === undefined) throw new Unusual();
  const members = body.split(/, (?=')/).map((text) => {
    const [, name = '', code = '', prop = ''] = /^'([^']+)': (.*?\bobj\.(\w+).*)$/.exec(text) ?? [];
    return { name, prop, way: wayOf(code, `obj.${prop}`, module) };
  });
  types.set(type, members);
  return members;
}

/** What a piece of code makes of a variable. */
function wayOf(code: string, variable: string, module: Module): Way {
  if (code === variable) return COPY;
  if (code === `${variable}?.value`) return { form: 'wrapped' };
  const type = between(code, 'toJson_', `(${variable})`);
  if (type !== undefined) return typed(type, module);
  const item = between(code, `${variable}?.map(y => `, ')');
  if (item !== undefined) return { form: 'list', inner: wayOf(item, 'y', module) };
  const start = `((${variable}) === undefined) ? undefined : (Object.entries(${variable})${MERGE}`;
  const value = between(code, start, ' }), {}))');
  return value === undefined ? { form: 'other' } : { form: 'map', inner: wayOf(value, 'i[1]', module) };
}

function between(text: string, start: string, end: string): string | undefined {
  return text.startsWith(start) && text.endsWith(end) ? text.slice(start.length, -end.length) : undefined;
}

/** Without comments, and with single blanks. */
function sourceOf(code: unknown): string {
  return String(code)
    .replace(/\/\/.*/g, '')
    .replace(/\s+/g, ' ');
}
