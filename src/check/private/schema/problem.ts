/** What is wrong with the shape of one object. */
export interface SchemaProblem {
  readonly rule:
    | 'unknown-field'
    | 'wrong-type'
    | 'wrong-value'
    | 'missing-field'
    | 'duplicate-item'
    | 'unknown-kind'
    | 'wrong-version';
  /** Where: the value, or the field that is missing or not known. */
  readonly path: Path;

  /** The rule, and the value that breaks it, as messages have them. */
  readonly words: string;
  readonly got: string;
  readonly wayOut: string;
}

/** The way from an object to one of its values. */
export type Path = readonly (string | number)[];

/** A problem as a sentence. */
export function sentenceOf({ path, words, got }: SchemaProblem): string {
  return `'${nameAt(path)}' ${words}, got ${got}`;
}

/** How messages call the value at a path: its field, with the place in a list. */
export function nameAt(path: Path): string {
  const name = path.findIndex((_, i) => path.slice(i + 1).every((key) => typeof key === 'number'));
  const places = path.slice(name + 1).map((place) => `[${place}]`);
  return `${path[name] ?? 'manifest'}${places.join('')}`;
}
