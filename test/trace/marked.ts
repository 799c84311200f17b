import { readFileSync } from 'node:fs';

/** A place in a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The first `new ` in the line of the file that ends with the comment `mark`. */
export function marked(file: string, mark: string): Place {
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex((line) => line.endsWith(`// ${mark}`));
  return { file, line: index + 1, column: (lines[index] ?? '').indexOf('new ') + 1 };
}
