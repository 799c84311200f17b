import { Yaml } from 'cdk8s';
import { Json } from './render';

const MERGE = '<<';

/** The text of objects, separated by `---`; without objects it is empty. */
export function toYaml(objects: Json[]): string {
  return objects.map((object) => documentOf(object)).join('---\n');
}

/** As `Yaml.stringify`, which leaves `<<` bare where readers of YAML 1.1 take it for a merge. */
function documentOf(object: Json): string {
  if (!holdsMerge(object)) return Yaml.stringify(object);
  const json = JSON.stringify(object);
  let mark = 'MERGE';
  while (json.includes(mark)) mark += 'X';
  return Yaml.stringify(marked(object, mark)).replaceAll(mark, `"${MERGE}"`);
}

function holdsMerge(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === MERGE;
  return Object.entries(value).some(([key, inner]) => key === MERGE || holdsMerge(inner));
}

function marked(value: unknown, mark: string): unknown {
  if (Array.isArray(value)) return value.map((item) => marked(item, mark));
  if (typeof value !== 'object' || value === null) return value === MERGE ? mark : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key === MERGE ? mark : key, marked(inner, mark)]),
  );
}
