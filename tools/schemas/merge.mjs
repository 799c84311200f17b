// Joins the releases into one table, in which kinds, fields and values carry the minors that know them.

/** One letter a scalar; a string needs none. */
const CODES = {
  string: '',
  boolean: 'b',
  int32: 'i',
  int64: 'l',
  number: 'n',
  quantity: 'q',
  'int-or-string': 'x',
  time: 't',
  'micro-time': 'm',
  bytes: 'y',
  object: 'o',
  any: 'a',
};

/**
 * The table as it is written: see README.md for its form.
 *
 * @param {Map<number, ReturnType<import('./openapi.mjs').readRelease>>} releases by minor
 * @param {{ required: Set<string>, enum: Set<string>, unique: Set<string> }} enforced `type.field` of what a server refuses
 */
export function merge(releases, enforced) {
  const types = byName(releases, ({ types }) => types);
  const names = nameTypes(types, (...type) => writeType(...type, enforced));
  const written = new Map(
    [...types].map(([type, minors]) => [names.get(type), writeType(type, minors, names, enforced)]),
  );
  const kinds = {};
  for (const [name, minors] of sorted(byName(releases, ({ kinds }) => kinds))) {
    const [apiVersion, kind] = name.split(' ');
    (kinds[apiVersion] ??= []).push(writeKind(kind, minors, names, releases));
  }
  return {
    kinds: Object.fromEntries(Object.entries(kinds).map(([apiVersion, list]) => [apiVersion, list.join(' ')])),
    types: Object.fromEntries(sorted(written)),
  };
}

function writeKind(kind, minors, names, releases) {
  const [{ type, namespaced }] = minors.values();
  for (const other of minors.values())
    if (other.type !== type || other.namespaced !== namespaced) throw new Error(`${kind} changes between releases`);
  const alias = names.get(type) === kind ? '' : `=${names.get(type)}`;
  return `${kind}${namespaced ? '' : '*'}${alias}${range([...minors.keys()], [...releases.keys()])}`;
}

function writeType(type, minors, names, enforced) {
  const fields = sorted(byName(minors, (fields) => fields));
  return fields
    .flatMap(([name, known]) => {
      const id = `${type}.${name}`;
      const required = enforced.required.has(id) && [...known.values()].every((field) => field.required);
      return runs(known, (field) => writeShape(field.shape, names, enforced.unique.has(id))).map(([shape, part]) => {
        const values = enforced.enum.has(id) ? writeEnum(part) : '';
        const minorsOf = range([...part.keys()], [...minors.keys()]);
        return `${name}${required ? '!' : ''}${shape === '' ? '' : `:${shape}`}${values}${minorsOf}`;
      });
    })
    .join(' ');
}

function writeShape(shape, names, unique) {
  const [, around, inner] = /^((?:\[[^\]]*\]|\{\})*)(.+)$/.exec(shape);
  const code = CODES[inner] ?? names.get(inner);
  if (code === undefined) throw new Error(`no code for ${inner}`);
  return (unique ? around : around.replace(/\[[^\]]*\]/g, '[]')) + code;
}

/** Before a field was declared an enum, the first values that were declared hold. */
function writeEnum(fields) {
  const all = [...fields.values()].map((field) => field.enum);
  const lists = all.map(
    (values, i) => values ?? all.slice(i).find((later) => later !== undefined) ?? all.findLast((v) => v),
  );
  const values = byName(
    new Map([...fields.keys()].map((minor, i) => [minor, new Map(lists[i].map((v) => [v, v]))])),
    (v) => v,
  );
  return `(${sorted(values)
    .map(([value, minors]) => escaped(value) + range([...minors.keys()], [...fields.keys()]))
    .join('|')})`;
}

/** A value without the signs that end it: blanks occur. */
function escaped(value) {
  if (/[()|@]/.test(value)) throw new Error(`cannot write the value ${value}`);
  return value.replace(/[ %]/g, encodeURIComponent);
}

/** The minors among `all` as `@since`, `@-until` or `@since-until`; nothing when it is all of them. */
function range(minors, all) {
  const [first, last] = [minors[0], minors.at(-1)];
  if (minors.length !== last - first + 1) throw new Error(`a gap in ${minors.join()}`);
  const since = first === all[0] ? '' : `${first}`;
  const until = last === all.at(-1) ? '' : `-${last}`;
  return since + until === '' ? '' : `@${since}${until}`;
}

/** Turns `minor -> name -> value` into `name -> minor -> value`. */
function byName(minors, pick) {
  const names = new Map();
  for (const [minor, release] of minors)
    for (const [name, value] of pick(release)) names.set(name, (names.get(name) ?? new Map()).set(minor, value));
  return names;
}

/** Splits `minor -> value` where what `write` makes of it changes. */
function runs(minors, write) {
  const parts = [];
  for (const [minor, value] of minors) {
    const text = write(value);
    const last = parts.at(-1);
    if (last?.[0] === text && last[1].has(minor - 1)) last[1].set(minor, value);
    else parts.push([text, new Map([[minor, value]])]);
  }
  return parts;
}

/**
 * A name for each type: `DeploymentSpec`, or `apps/v1.DeploymentSpec` when types of that name differ. Types of several
 * versions of a group are mostly the same, and then one of them stands for all: they are taken to be the same as long as
 * nothing that they hold, written with the names so far, tells them apart.
 */
function nameTypes(types, write) {
  let names = new Map([...types.keys()].map((type) => [type, shortName(type)]));
  for (;;) {
    const standsFor = new Map(); // content -> the first type that has it
    const content = new Map(
      [...types].map(([type, minors]) => [type, `${names.get(type)} ${write(type, minors, names)}`]),
    );
    for (const [type, text] of content) if (!standsFor.has(text)) standsFor.set(text, type);
    const differing = [...standsFor.values()].map(shortName);
    const name = (type) =>
      differing.filter((other) => other === shortName(type)).length === 1 ? shortName(type) : longName(type);
    const before = new Set(names.values()).size;
    names = new Map([...content].map(([type, text]) => [type, name(standsFor.get(text))]));
    if (new Set(names.values()).size === before) return names;
  }
}

const shortName = (type) => type.split('.').at(-1);

const longName = (type) =>
  type
    .split('.')
    .slice(-3)
    .join('/')
    .replace(/\/([^/]+)$/, '.$1');

const sorted = (map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
