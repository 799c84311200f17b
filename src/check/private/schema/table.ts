import { minorVersion } from '../../../private/target';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Scalar } from './scalars';
import { EnumValue, Field, Schema, Span } from './schema';

/** A kind that can be created. */
export interface Kind extends Span {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  schema(): Schema;
}

/** The table of all kinds of Kubernetes itself, as `tools/schemas` writes it; its README.md tells the form. */
interface Written {
  readonly releases: string[];
  readonly kinds: { readonly [apiVersion: string]: string };
  readonly types: { readonly [type: string]: string };
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

const CODES: { [code: string]: Scalar } = {
  '': 'string',
  b: 'boolean',
  i: 'int32',
  l: 'int64',
  n: 'number',
  q: 'quantity',
  x: 'int-or-string',
  t: 'time',
  m: 'micro-time',
  y: 'bytes',
  o: 'object',
  a: 'any',
};

/** The kinds of Kubernetes itself. Types are read when an object first needs them. */
export class Table {
  /** By `apiVersion Kind`. */
  public readonly kinds: ReadonlyMap<string, Kind>;
  public readonly oldest: number;
  public readonly newest: number;
  private readonly schemas = new Map<string, Schema>();
  private readonly types: Written['types'];

  constructor(file = join(__dirname, '../../../../schemas/kubernetes.json')) {
    const written = JSON.parse(readFileSync(file, 'utf8')) as Written;
    const minors = written.releases.map(minorVersion);
    this.oldest = Math.min(...minors);
    this.newest = Math.max(...minors);
    this.types = written.types;
    const kinds = Object.entries(written.kinds).flatMap(([apiVersion, list]) =>
      list.split(' ').map((text) => this.readKind(apiVersion, text)),
    );
    this.kinds = new Map(kinds.map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind]));
  }

  /** The type of that name. */
  public type(name: string): Schema {
    const known = this.schemas.get(name);
    if (known !== undefined) return known;
    const schema: Mutable<Schema> = { type: 'struct', name: name.slice(name.lastIndexOf('.') + 1) };
    this.schemas.set(name, schema); // before its fields, which may lead back to it
    const fields = (this.types[name] ?? '').split(' ').map((text) => this.readField(text));
    schema.fields = groupBy(fields, (field) => field.name);
    schema.required = fields.filter((field) => field.required);
    return schema;
  }

  /** `Kind*=type@span`: `*` for a kind without namespaces, a type when it is not called like the kind. */
  private readKind(apiVersion: string, text: string): Kind {
    const [, kind = '', clusterScoped, type = kind, span] = /^(\w+)(\*)?(?:=([^@]+))?(?:@(.+))?$/.exec(text) ?? [];
    const schema = () => this.type(type);
    return { apiVersion, kind, namespaced: clusterScoped === undefined, ...readSpan(span), schema };
  }

  /** `field!:shape(value|value@span)@span`: `!` for a required field. */
  private readField(text: string): Field {
    const [, name = '', required, shape = '', values, span] =
      /^([^!:(@]+)(!)?(?::([^(@]*))?(?:\((.*)\))?(?:@([-\d]+))?$/.exec(text) ?? [];
    const schema = this.readShape(shape, values?.split('|').map(readValue));
    return { name, required: required !== undefined, schema, ...readSpan(span) };
  }

  /** `[keys]` before the items of a list, `{}` before the values of a map, else a code or a type. */
  private readShape(shape: string, values: EnumValue[] | undefined): Schema {
    const [, list, keys = '', map, inner = ''] = /^(?:(\[([^\]]*)\])|(\{\}))?(.*)$/.exec(shape) ?? [];
    if (list !== undefined) {
      const unique = keys === '' ? undefined : keys.split(/[,=]/).filter((key) => key !== '');
      return { type: 'list', name: 'list', inner: this.readShape(inner, values), unique };
    }
    if (map !== undefined) return { type: 'map', name: 'map', inner: this.readShape(inner, values) };
    const scalar = CODES[inner];
    return scalar === undefined ? this.type(inner) : { type: scalar, name: scalar, values, mayBeEmpty: true };
  }
}

function readSpan(text: string | undefined): Span {
  const [since = '', until] = (text ?? '').split('-');
  return { since: Number(since), until: until === undefined ? Infinity : Number(until) };
}

function readValue(text: string): EnumValue {
  const [value = '', span] = text.split('@');
  return { value: decodeURIComponent(value), ...readSpan(span) };
}

function groupBy<T>(values: T[], name: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(name(value), [...(groups.get(name(value)) ?? []), value]);
  return groups;
}
