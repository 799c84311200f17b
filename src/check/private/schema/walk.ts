import { isObject } from '../../../private/json';
import { shown } from '../../../private/errors';
import { nearest } from '../../../private/nearest';
import { nameAt, SchemaProblem, sentenceOf } from './problem';
import { isScalar, Scalar, scalarWayOut, scalarWords } from './scalars';
import { EnumValue, Field, Logic, Schema, Span } from './schema';

interface Fields {
  readonly [name: string]: unknown;
}

/** Compares one object with its schema, as a minor of Kubernetes knows it. */
export class Walk {
  public readonly problems: SchemaProblem[] = [];

  /**
   * @param minor 27 for Kubernetes 1.27
   * @param path where the walk starts, and while it goes on, where it is
   */
  constructor(
    private readonly minor: number,
    private readonly path: (string | number)[] = [],
  ) {}

  /** Reports what is wrong with a value; null counts as absent. */
  public check(value: unknown, schema: Schema): void {
    if (isAbsent(value)) return;
    if (!this.checkShape(value, schema)) return;
    if (schema.values !== undefined) this.checkEnum(value, schema.values, schema);
    schema.rules?.forEach((rule) => {
      const words = rule(value);
      if (words !== undefined) this.report('wrong-value', words, value, 'correct it');
    });
    schema.logic?.forEach((logic) => {
      this.checkLogic(value, logic);
    });
  }

  /** Whether the value is of its type at all. */
  private checkShape(value: unknown, schema: Schema): boolean {
    switch (schema.type) {
      case 'struct':
        if (!isObject(value))
          return this.wrongType(value, `must be an object of type ${schema.name}`, fieldsOf(schema));
        this.checkStruct(value, schema);
        return true;
      case 'map':
        if (!isObject(value)) return this.wrongType(value, 'must be a map', 'write names with values');
        for (const key in value) {
          if (schema.inner === undefined || !isPlain(value[key], schema.inner)) {
            this.checkBelow(key, value[key], schema.inner);
          }
        }
        return true;
      case 'list':
        if (!Array.isArray(value)) return this.wrongType(value, 'must be a list', 'put it in a list');
        value.forEach((item: unknown, i) => this.checkBelow(i, item, schema.inner));
        if (schema.unique !== undefined) this.checkUnique(value, schema.unique, schema.inner);
        return true;
      default:
        return this.checkScalar(value, schema.type);
    }
  }

  private checkScalar(value: unknown, type: Scalar): boolean {
    return isScalar(value, type) || this.wrongType(value, scalarWords(type), scalarWayOut(type, value));
  }

  private checkBelow(key: string | number, value: unknown, schema: Schema | undefined): void {
    if (schema === undefined) return;
    this.path.push(key);
    this.check(value, schema);
    this.path.pop();
  }

  private checkStruct(value: Fields, schema: Schema): void {
    for (const name in value) {
      const member = value[name];
      if (isAbsent(member)) continue;
      const field = this.known(schema.fields?.get(name));
      if (field !== undefined && isPlain(member, field.schema)) continue; // most are: no need to know where they stand
      if (field !== undefined || schema.open === true) {
        this.checkBelow(name, member, field?.schema ?? schema.inner);
      } else {
        this.unknownField(name, schema);
      }
    }
    schema.required?.forEach((field) => {
      if (this.lacks(value, field) && isAbsent(field.fallback)) this.missingField(field, value, schema);
    });
    schema.fallbacks?.forEach((field) => {
      if (this.lacks(value, field)) this.checkBelow(field.name, field.fallback, field.schema);
    });
  }

  private lacks(value: Fields, field: Field): boolean {
    const given = value[field.name];
    return (field.nullable === true ? given === undefined : isAbsent(given)) && inSpan(this.minor, field);
  }

  private known(fields: readonly Field[] | undefined): Field | undefined {
    if (fields === undefined) return undefined;
    const [first] = fields;
    if (first !== undefined && inSpan(this.minor, first)) return first;
    return fields.length === 1 ? undefined : fields.find((field) => inSpan(this.minor, field));
  }

  private unknownField(name: string, schema: Schema): void {
    const others = schema.fields?.get(name);
    const names = [...(schema.fields?.keys() ?? [])].filter((key) => this.known(schema.fields?.get(key)));
    const near = nearest(name, names);
    const all = names.length === 0 ? 'it has no fields' : `its fields are ${names.join(', ')}`;
    const wayOut =
      others !== undefined ? whenKnown(this.minor, others) : near === undefined ? all : `did you mean '${near}'?`;
    this.path.push(name);
    this.report('unknown-field', `must be a field of ${schema.name}`, name, wayOut);
    this.path.pop();
  }

  private missingField(field: Field, value: Fields, schema: Schema): void {
    const fields = Object.keys(value).join(', ');
    const given = field.name in value; // `null`, or nothing after the colon
    const got = given ? 'null' : fields === '' ? 'no fields' : `only ${fields}`;
    const path = [...this.path, field.name];
    const words = `must be set in ${schema.name}`;
    this.problems.push({
      rule: 'missing-field',
      path,
      words,
      got,
      wayOut: given ? 'give it a value' : `add '${field.name}'`,
    });
  }

  private checkEnum(value: unknown, values: readonly EnumValue[], schema: Schema): void {
    if (schema.mayBeEmpty === true && value === '') return;
    const same = values.filter((known) => isSame(known.value, value));
    if (same.some((known) => inSpan(this.minor, known))) return;
    const allowed = values.filter((known) => inSpan(this.minor, known)).map((known) => known.value);
    const names = allowed.map(String).filter((name) => name !== '');
    const near = typeof value === 'string' ? nearest(value, names) : undefined;
    const wayOut = near === undefined ? 'write one of them' : `did you mean '${near}'?`;
    const words = `must be one of ${names.join(', ')}`;
    this.report('wrong-value', words, value, same.length > 0 ? whenKnown(this.minor, same) : wayOut);
  }

  /** Items are the same when their keys are; without keys, when all of them is. */
  private checkUnique(items: unknown[], keys: readonly string[], schema: Schema | undefined): void {
    const fallbacks = keys.map((key) => schema?.fields?.get(key)?.[0]?.fallback);
    const first = new Map<string, number>();
    items.forEach((item, i) => {
      const parts = isObject(item) && keys.length > 0 ? keys.map((key, k) => item[key] ?? fallbacks[k]) : [item];
      if (parts.every(isAbsent)) return;
      const identity = JSON.stringify(parts);
      const other = first.get(identity);
      if (other === undefined) first.set(identity, i);
      else this.duplicateItem(item, i, other, keys);
    });
  }

  private duplicateItem(item: unknown, i: number, other: number, keys: readonly string[]): void {
    const within = keys.length === 0 ? '' : ` in ${keys.map((key) => `'${key}'`).join(' and ')}`;
    const wayOut = `it is the same as '${nameAt(this.path)}[${other}]': remove or change one`;
    this.path.push(i);
    this.report('duplicate-item', `must be unique${within}`, item, wayOut);
    this.path.pop();
  }

  private checkLogic(value: unknown, { of, schemas }: Logic): void {
    const results = schemas.map((schema) => {
      const walk = new Walk(this.minor, [...this.path]);
      walk.check(value, schema);
      return walk.problems;
    });
    const held = results.filter((problems) => problems.length === 0).length;
    if (of === 'allOf') this.problems.push(...results.flat());
    if (of === 'not' && held > 0)
      this.report('wrong-value', 'must not match what its schema excludes', value, 'correct it');
    if ((of !== 'anyOf' && of !== 'oneOf') || (of === 'anyOf' ? held > 0 : held === 1)) return;
    const [closest] = [...results].sort((a, b) => a.length - b.length);
    const words = of === 'oneOf' ? 'must match exactly one form of its schema' : 'must match a form of its schema';
    const near = closest?.[0] && sentenceOf(closest[0]);
    this.report('wrong-value', words, value, held > 1 ? `it matches ${held}: choose one` : (near ?? 'correct it'));
  }

  private wrongType(value: unknown, words: string, wayOut: string): false {
    this.report('wrong-type', words, value, wayOut);
    return false;
  }

  private report(rule: SchemaProblem['rule'], words: string, value: unknown, wayOut: string): void {
    this.problems.push({ rule, path: [...this.path], words, got: shown(value), wayOut });
  }
}

/** How to get something that other minors know. */
export function whenKnown(minor: number, spans: readonly Span[]): string {
  const next = spans.find(({ since }) => since > minor);
  if (next !== undefined) return `it is known since Kubernetes 1.${next.since}: raise the target or omit it`;
  return `it is known until Kubernetes 1.${Math.max(...spans.map(({ until }) => until))}: omit it`;
}

/** Whether a minor knows something. */
export function inSpan(minor: number, { since, until }: Span): boolean {
  return minor >= since && minor <= until;
}

/** Whether a value is of the simplest kind, and right. */
function isPlain(value: unknown, { type, values, rules, logic }: Schema): boolean {
  if (values !== undefined || rules !== undefined || logic !== undefined) return false;
  return type !== 'struct' && type !== 'list' && type !== 'map' && isScalar(value, type);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** What may stand in a struct: `write it with fields such as name, image`. */
function fieldsOf(schema: Schema): string {
  const required = (schema.required ?? []).map((field) => field.name);
  const names = [...required, ...(schema.fields?.keys() ?? [])].slice(0, 3);
  return names.length === 0 ? 'write an object' : `write its fields, such as ${[...new Set(names)].join(', ')}`;
}
