// Makes objects from the types of a release: as little as the types ask for, and one field, however deep it lies.

const SAMPLES = {
  string: 'probe',
  boolean: true,
  int32: 1,
  int64: 1,
  number: 1,
  quantity: '1',
  'int-or-string': 1,
  time: '2026-01-31T12:00:00Z',
  'micro-time': '2026-01-31T12:00:00.000000Z',
  bytes: 'cHJvYmU=',
  object: {},
  any: {},
};

/** Fields without which servers look at others of the type only to refuse them. */
const CONTEXT = { 'io.k8s.api.core.v1.ServiceSpec': { type: 'LoadBalancer' } };

/** The shortest way from a kind to each field of each type below it: the names of fields on the way. */
export function waysToFields(root, types) {
  const ways = [];
  const queue = [{ type: root, path: [] }];
  const seen = new Set([root]);
  for (const { type, path } of queue) {
    for (const [name, field] of types.get(type)) {
      ways.push({ id: `${type}.${name}`, field, path: [...path, name] });
      const inner = innermost(field.shape);
      if (!types.has(inner) || seen.has(inner)) continue;
      seen.add(inner);
      queue.push({ type: inner, path: [...path, name] });
    }
  }
  return ways;
}

/**
 * An object of a type with its required fields and the field at `path`.
 *
 * @param value changes the value of that field; what it makes undefined is left out
 */
export function objectWith(type, path, types, value) {
  const [name, ...rest] = path;
  const object = { ...CONTEXT[type] };
  for (const [required, field] of types.get(type))
    if (field.required && required !== name) object[required] = sample(field, types);
  const { shape } = types.get(type).get(name);
  const inner = innermost(shape);
  const below =
    rest.length > 0
      ? wrap(shape, objectWith(inner, rest, types, value))
      : value(sample(types.get(type).get(name), types));
  return below === undefined ? object : { ...object, [name]: below };
}

/** A value for a field, that the schema accepts. */
function sample(field, types) {
  const inner = innermost(field.shape);
  if (!types.has(inner)) return wrap(field.shape, field.enum?.find((value) => value !== '') ?? SAMPLES[inner]);
  const fields = [...types.get(inner)].filter(([, { required }]) => required);
  return wrap(field.shape, Object.fromEntries(fields.map(([name, below]) => [name, sample(below, types)])));
}

/** Puts a value into the lists and maps around it. */
function wrap(shape, value) {
  const [, list, map, rest] = /^(?:(\[[^\]]*\])|(\{\}))?(.*)$/.exec(shape);
  if (list !== undefined) return [wrap(rest, value)];
  return map === undefined ? value : { probe: wrap(rest, value) };
}

const innermost = (shape) => /[^\]}]+$/.exec(shape)[0];
