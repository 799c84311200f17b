import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, extname, join, posix, sep } from 'node:path';
import { foreignFolder } from './foreign';
import { UsageError } from './usage-error';
import { reasonOf } from './read-file';

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

/** A file that may hold manifests. */
export interface InputFile {
  readonly path: string;

  /** As the user calls it. */
  readonly name: string;

  /** Its folder below the one that was named; nothing for a file that was named itself. */
  readonly folder?: string;
}

/** What lies below a path. */
export interface Found {
  readonly files: InputFile[];

  /** What was left out, and why. */
  readonly notes: string[];
}

/** The file of a path, or the files below it. Fails with a `UsageError` when nothing is there. */
export function filesAt(path: string, name: string): Found {
  if (!isFolder(path, name)) return { files: [{ path, name }], notes: [] };
  const found = { files: [] as InputFile[], notes: [] as string[] };
  walk(path, name, '', found, new Set());
  return found;
}

function isFolder(path: string, name: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new UsageError(`'${name}' must be a file or a folder, got ${reasonOf(error)}; correct the path`);
  }
}

/** Hidden files and node_modules hold no manifests of the user; links that lead back are followed once. */
function walk(path: string, name: string, folder: string, found: Found, seen: Set<string>): void {
  const real = realpathSync(path);
  if (seen.has(real)) return;
  seen.add(real);
  const foreign = foreignFolder(path, name);
  if (foreign !== undefined) {
    found.notes.push(foreign);
    return;
  }
  const folders: string[] = [];
  for (const entry of entriesOf(path, name)) {
    const [inner, innerName] = [join(path, entry), join(name, entry)];
    if (!existsSync(inner)) found.notes.push(`${innerName}: a link that leads nowhere`);
    else if (statSync(inner).isDirectory()) folders.push(entry);
    else if (EXTENSIONS.has(extname(entry).toLowerCase())) found.files.push({ path: inner, name: innerName, folder });
  }
  for (const entry of folders) walk(join(path, entry), join(name, entry), posix.join(folder, entry), found, seen);
}

/** In the order in which they are applied: `2-...` before `10-...`. */
function entriesOf(path: string, name: string): string[] {
  try {
    const entries = readdirSync(path).filter((entry) => !entry.startsWith('.') && entry !== 'node_modules');
    return entries.sort((a, b) => (stepOf(a) ?? 0) - (stepOf(b) ?? 0) || (a < b ? -1 : 1));
  } catch (error) {
    throw new UsageError(`'${name}' must be a folder that can be read, got ${reasonOf(error)}; name other folders`);
  }
}

/** Where a step folder stands among those beside it; nothing for others. */
export function stepOf(folder: string): number | undefined {
  const step = /^(\d+)-/.exec(basename(folder.split(sep).join('/')))?.[1];
  return step === undefined ? undefined : Number(step);
}
