// Whether the sides of a benchmark make the same output; each function makes one that sees what a side wrote and printed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { written } from './inputs.mjs';

/** All sides write the same files, byte for byte. */
export function sameFiles() {
  let first;
  return (side, folder) => {
    const digest = digestOf(folder);
    first ??= digest;
    if (digest !== first) throw new Error(`'${side}' must write the files of the other side, got others`);
  };
}

/** One side prints the objects that our App writes, in whatever order. */
export function sameObjects(name, shape) {
  const wanted = objectsIn(join(written(shape), 'shop.k8s.yaml'));
  return (side, _, printed) => {
    if (side !== name) return;
    const found = objectsIn(printed);
    if (found.size !== wanted.size) throw new Error(`'${side}' must print ${wanted.size} objects, got ${found.size}`);
    for (const [id, object] of wanted) {
      const got = found.get(id);
      if (isDeepStrictEqual(got, object)) continue;
      throw new Error(`'${side}' must print ${id} as ${JSON.stringify(object)}, got ${JSON.stringify(got)}`);
    }
  };
}

/** A hash of all files that are not hidden. */
function digestOf(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder).filter((file) => !file.startsWith('.'));
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

function objectsIn(file) {
  const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
  return new Map(objects.filter(Boolean).map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}
