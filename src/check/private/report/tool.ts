import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What reports say about the package that made them. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
}

let known: Tool | undefined;

/** This package, as its package.json names it. */
export function thisPackage(): Tool {
  return (known ??= JSON.parse(readFileSync(join(__dirname, '../../../../package.json'), 'utf8')) as Tool);
}
