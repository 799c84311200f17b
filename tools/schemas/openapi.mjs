// Reads what one release of Kubernetes publishes about its API.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enumsOf } from './enums.mjs';

/** Types whose JSON is no object of fields. JSON Schema inside of a CustomResourceDefinition may be of several shapes. */
const SPECIAL = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'micro-time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
};

const SCALARS = {
  'string byte': 'bytes',
  'integer int32': 'int32',
  'integer int64': 'int64',
  'string date-time': 'time',
};

/** A volume that is moved to a CSI driver: what servers check of it is less than of a volume. */
const INLINE_VOLUME = 'io.k8s.api.storage.v1.VolumeAttachmentSource.inlineVolumeSpec';

/**
 * The kinds that can be created, and the fields of every type below them.
 *
 * @param folder the source of k8s.io/kubernetes at that release
 * @returns {{ kinds: Map<string, { type: string, namespaced: boolean }>, types: Map<string, Map<string, object>> }}
 */
export function readRelease(folder) {
  const specs = join(folder, 'api/openapi-spec/v3');
  const documents = readdirSync(specs)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(specs, file), 'utf8')));
  const schemas = new Map(documents.flatMap((document) => Object.entries(document.components?.schemas ?? {})));
  const enums = enumsOf(readFileSync(join(folder, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8'));
  const kinds = kindsOf(documents, schemas);
  return { kinds, types: typesOf(kinds, schemas, enums) };
}

/** `apiVersion Kind` of all that can be posted to a path of its own; subresources (`.../{name}/scale`) cannot. */
function kindsOf(documents, schemas) {
  const types = new Map();
  for (const [type, schema] of schemas)
    for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) types.set(kindName(gvk), type);
  const kinds = new Map();
  for (const [path, { post }] of documents.flatMap((document) => Object.entries(document.paths ?? {}))) {
    const gvk = post?.['x-kubernetes-group-version-kind'];
    if (gvk === undefined || path.includes('{name}')) continue;
    const type = types.get(kindName(gvk));
    if (type === undefined) throw new Error(`no schema of ${kindName(gvk)} at ${path}`);
    kinds.set(kindName(gvk), { type, namespaced: path.includes('/namespaces/{namespace}/') });
  }
  return kinds;
}

const kindName = ({ group, version, kind }) => `${group === '' ? version : `${group}/${version}`} ${kind}`;

/** The fields of the kinds and of what they hold. */
function typesOf(kinds, schemas, enums) {
  const roots = [...kinds.values()].map(({ type }) => type);
  const types = new Map();
  const read = (type) => {
    if (types.has(type)) return;
    const { properties = {}, required = [] } = schemas.get(type) ?? {};
    const fields = new Map();
    types.set(type, fields);
    for (const [name, property] of Object.entries(properties)) {
      const id = `${type}.${name}`;
      const isWrittenByControllers = (name === 'status' && roots.includes(type)) || id === INLINE_VOLUME;
      const shape = isWrittenByControllers ? 'object' : shapeOf(property, schemas);
      fields.set(name, { shape, enum: enums.get(id), required: required.includes(name) });
      const inner = /[^\]}]+$/.exec(shape)[0];
      if (inner.startsWith('io.')) read(inner);
    }
  };
  roots.forEach(read);
  return types;
}

/** A shape in the words of the table: `[]` before the shape of the items, `{}` before that of the values of a map. */
function shapeOf(schema, schemas) {
  const ref = (schema.$ref ?? schema.allOf?.[0].$ref)?.split('/').pop();
  if (ref !== undefined) return SPECIAL[ref] ?? shapeOfType(ref, schemas);
  const { type, format, items, additionalProperties } = schema;
  if (type === 'array') return `[${keysOf(schema)}]${shapeOf(items, schemas)}`;
  if (type === 'object')
    return additionalProperties === undefined ? 'object' : `{}${shapeOf(additionalProperties, schemas)}`;
  return SCALARS[`${type} ${format}`] ?? type ?? 'any';
}

function shapeOfType(ref, schemas) {
  const { type, properties } = schemas.get(ref);
  return properties === undefined ? (type ?? 'any') : ref;
}

/** What makes the items of a list unique: their keys, `=` for the whole item, or nothing. */
function keysOf(schema) {
  const keys = { map: schema['x-kubernetes-list-map-keys']?.join(), set: '=' };
  return keys[schema['x-kubernetes-list-type']] ?? '';
}
