import { JsonSchema } from './json-schema';
import { areLimitsChecked, limitsOf } from './limits';
import { Scalar } from './scalars';
import { ALWAYS, Field, Logic, Schema } from './schema';

/**
 * The schema of a value, from a structural schema of a CustomResourceDefinition.
 *
 * @param name how messages call it
 * @param embedded the fields of an object inside of an object
 */
export function compile(written: JsonSchema, name: string, embedded: [string, Field[]][]): Schema {
  const below = (inner: JsonSchema, part: string): Schema => compile(inner, `${name}${part}`, embedded);
  const own = fieldsOf(written, written, (inner, field) => below(inner, `.${field}`));
  const fields = new Map([...own, ...(written['x-kubernetes-embedded-resource'] === true ? embedded : [])]);
  const { items, additionalProperties: values } = written;
  return {
    name,
    ...typeOf(written),
    ...withFields(fields),
    open: written['x-kubernetes-preserve-unknown-fields'] === true,
    inner: items !== undefined ? below(items, '[]') : typeof values === 'object' ? below(values, '{}') : undefined,
    unique: uniqueOf(written),
    ...limitsAndLogic(written, name, written),
  };
}

/**
 * The schema of a branch of `allOf` and its like: it only adds rules, so that fields that it does not name are free.
 *
 * @param whole the schema that the branch belongs to: its defaults are there before any branch is looked at
 */
function compileBranch(branch: JsonSchema, name: string, whole: JsonSchema): Schema {
  const below = (inner: JsonSchema, part: JsonSchema | undefined): Schema => compileBranch(inner, name, part ?? {});
  const fields = fieldsOf(branch, whole, (inner, field) => below(inner, whole.properties?.[field]));
  const { items, additionalProperties: values } = branch;
  const isStruct = fields.size > 0;
  const inner =
    items !== undefined ? below(items, whole.items) : typeof values === 'object' ? below(values, {}) : undefined;
  const type = isStruct ? 'struct' : items !== undefined ? 'list' : inner !== undefined ? 'map' : typeOf(branch).type;
  return {
    ...{ name, type, open: true, inner },
    ...withFields(fields),
    fallbacks: [...fields.values()].flat().filter((field) => field.fallback !== undefined),
    ...limitsAndLogic(branch, name, whole),
  };
}

function limitsAndLogic(written: JsonSchema, name: string, whole: JsonSchema): Partial<Schema> {
  const branches = (schemas: readonly JsonSchema[]): Schema[] =>
    schemas.map((branch) => compileBranch(branch, name, whole));
  const { allOf = [], anyOf = [], oneOf = [], not } = written;
  const logic: Logic[] = [
    { of: 'allOf', schemas: branches(allOf) },
    { of: 'anyOf', schemas: branches(anyOf) },
    { of: 'oneOf', schemas: branches(oneOf.every(isWhollyChecked) ? oneOf : []) },
    { of: 'not', schemas: branches(not !== undefined && isWhollyChecked(not) ? [not] : []) },
  ];
  return {
    values: written.enum?.map((value) => ({ value, ...ALWAYS })),
    rules: limitsOf(written),
    logic: logic.filter(({ schemas }) => schemas.length > 0),
  };
}

/** Fields that are described, and those that are only required. */
function fieldsOf(
  written: JsonSchema,
  whole: JsonSchema,
  compiled: (schema: JsonSchema, name: string) => Schema,
): Map<string, Field[]> {
  const properties = written.properties ?? {};
  const names = new Set([...Object.keys(properties), ...(written.required ?? [])]);
  return new Map(
    [...names].map((name) => {
      const required = written.required?.includes(name) === true;
      const { default: fallback, nullable } = whole.properties?.[name] ?? {};
      return [
        name,
        [{ name, required, schema: compiled(properties[name] ?? {}, name), fallback, nullable, ...ALWAYS }],
      ];
    }),
  );
}

function withFields(fields: ReadonlyMap<string, Field[]>): Partial<Schema> {
  return { fields, required: [...fields.values()].flat().filter((field) => field.required) };
}

function typeOf(written: JsonSchema): { type: Schema['type'] } {
  if (written['x-kubernetes-int-or-string'] === true) return { type: 'integer-or-string' };
  if (written.type === 'object') return { type: isMap(written) ? 'map' : 'struct' };
  if (written.type === 'array') return { type: 'list' };
  const integer: Scalar = written.format === 'int32' ? 'int32' : 'int64';
  const string: Scalar = written.format === undefined ? 'string' : 'formatted-string';
  const scalars: { [type: string]: Scalar } = { string, boolean: 'boolean', number: 'number', integer };
  return { type: scalars[written.type ?? ''] ?? 'any' };
}

const isMap = ({ additionalProperties: values }: JsonSchema): boolean => values !== undefined && values !== false;

function uniqueOf(written: JsonSchema): readonly string[] | undefined {
  const keys = { map: written['x-kubernetes-list-map-keys'], set: [] };
  return keys[written['x-kubernetes-list-type'] as keyof typeof keys];
}

/** Whether all that a branch says is checked: else a value that seems to match a branch may not, which matters to `not`. */
function isWhollyChecked(written: JsonSchema): boolean {
  const { properties = {}, items, additionalProperties: values, allOf = [], anyOf = [], oneOf = [], not } = written;
  const below = [...Object.values(properties), items, values, ...allOf, ...anyOf, ...oneOf, not];
  return areLimitsChecked(written) && below.every((part) => typeof part !== 'object' || isWhollyChecked(part));
}
