import { compile } from './compile';
import { JsonSchema } from './json-schema';
import { ALWAYS, Field, Schema } from './schema';
import { Kind } from './table';

/** The part of a CustomResourceDefinition that says what its resources look like. What is not so written is not read. */
interface Definition {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly spec?: {
    readonly group?: unknown;
    readonly scope?: unknown;
    readonly names?: { readonly kind?: unknown };
    readonly versions?: unknown;
  };
}

interface Version {
  readonly name?: unknown;
  readonly served?: unknown;
  readonly schema?: { readonly openAPIV3Schema?: JsonSchema };
}

/** The kinds that definitions of apiextensions.k8s.io/v1 serve; anything else in the list is ignored. */
export function customKinds(definitions: readonly unknown[], objectMeta: () => Schema): Kind[] {
  return definitions.flatMap((definition) => {
    const { apiVersion, kind: type, spec } = (definition ?? {}) as Definition;
    const kind = spec?.names?.kind;
    if (apiVersion !== 'apiextensions.k8s.io/v1' || type !== 'CustomResourceDefinition') return [];
    if (typeof kind !== 'string' || typeof spec?.group !== 'string' || !Array.isArray(spec.versions)) return [];
    const { group, scope } = spec;
    return (spec.versions as Version[])
      .filter((version) => typeof version?.name === 'string' && version.served !== false)
      .map((version) => {
        let schema: Schema | undefined;
        return {
          ...{ apiVersion: `${group}/${String(version.name)}`, kind, namespaced: scope !== 'Cluster', ...ALWAYS },
          schema: () => (schema ??= rootSchema(kind, version.schema?.openAPIV3Schema ?? {}, objectMeta())),
        };
      });
  });
}

/** The server itself knows the fields that all objects have, whatever the definition says of them. */
function rootSchema(kind: string, written: JsonSchema, objectMeta: Schema): Schema {
  const schema = compile({ type: 'object', ...written }, kind, objectFields(objectMeta, true));
  return { ...schema, fields: new Map([...(schema.fields ?? []), ...objectFields(objectMeta, false)]) };
}

/** `apiVersion`, `kind` and `metadata`. */
function objectFields(metadata: Schema, required: boolean): [string, Field[]][] {
  const text: Schema = { type: 'string', name: 'string' };
  return [
    ['apiVersion', [{ name: 'apiVersion', required, schema: text, ...ALWAYS }]],
    ['kind', [{ name: 'kind', required, schema: text, ...ALWAYS }]],
    ['metadata', [{ name: 'metadata', required: false, schema: metadata, ...ALWAYS }]],
  ];
}
