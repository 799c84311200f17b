import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';

/**
 * The list, in the output folder itself, of the files that were written there, in the format of `sha256sum`.
 * It is hidden and has no extension that `kubectl apply -f` or Helm would take for a manifest.
 */
export const LIST = '.cdk8s-patterns';

/** The files that were written to an output folder, with the hashes of what was written. */
export type FileList = Map<string, Set<string>>;

/** The list in a folder; empty when there is none. Paths that lead out of the folder do not count. */
export function readList(folder: string): FileList {
  const list: FileList = new Map();
  for (const line of (readText(join(folder, LIST)) ?? '').split('\n')) {
    const [hash, ...rest] = line.split('  ');
    const path = rest.join('  ');
    if (hash !== undefined && isInside(path)) addTo(list, path, hash);
  }
  return list;
}

/** Writes the list of a folder, when it changed. */
export function writeList(folder: string, list: FileList): void {
  const file = join(folder, LIST);
  const lines = [...list].flatMap(([path, hashes]) => [...hashes].sort().map((hash) => `${hash}  ${path}\n`));
  const text = lines.sort((a, b) => (a.slice(64) < b.slice(64) ? -1 : 1)).join('');
  if (text === (readText(file) ?? '')) return;
  if (text === '') {
    rmSync(file);
    return;
  }
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** Adds what is about to be written. */
export function addTo(list: FileList, path: string, hash: string): void {
  list.set(path, (list.get(path) ?? new Set()).add(hash));
}

export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What is in a file; nothing when it is not there, or is no file. */
export function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  return contentOf(file)?.toString();
}

function isInside(path: string): boolean {
  const clean = normalize(path);
  return path !== '' && !clean.startsWith(sep) && !/^[a-zA-Z]:/.test(clean) && clean.split(sep)[0] !== '..';
}
