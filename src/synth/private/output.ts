import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { uninterrupted } from './uninterrupted';
import { FileList, LIST, addTo, contentOf, hashOf, readList, writeList } from './file-list';

const HOUR = 3_600_000;
const NOTHING = Buffer.alloc(0);

/** What was written in this process, by output folder and then by writer: Apps may share an output folder. Holds no App, for it never shrinks. */
const writers = new Map<string, Map<symbol, string[]>>();

/**
 * Writes files below an output folder: first to temporary files, which are renamed once all are there.
 * Leaves unchanged files alone, and removes those that an earlier call wrote and that nobody changed since.
 *
 * @param writer stands for an App
 * @param files what is written, by path below the folder
 */
export function writeAll(writer: symbol, folder: string, files: Map<string, Buffer>): void {
  mkdirSync(folder, { recursive: true });
  removeRemains(folder);
  const kept = writtenByOthers(writer, folder, files.keys());
  const before = readList(folder);
  const stale = [...before.keys()].filter((path) => !files.has(path) && !kept.has(path));
  const mine = stale.filter((path) => before.get(path)?.has(hashOf(contentOf(join(folder, path)) ?? NOTHING)));
  const changed = [...files].filter(([path, content]) => contentOf(join(folder, path))?.equals(content) !== true);
  const after: FileList = new Map([...before].filter(([path]) => kept.has(path) && !files.has(path)));
  for (const [path, content] of files) addTo(after, path, hashOf(content));
  prepared(folder, changed, (moves) =>
    uninterrupted(() => {
      if (moves.length > 0) writeList(folder, both(before, after));
      for (const { source, target } of moves) renameSync(source, target);
      for (const path of mine) remove(folder, path);
      writeList(folder, after);
    }),
  );
}

/** What is known to be ours at any moment while files are replaced, should the process be killed. */
function both(before: FileList, after: FileList): FileList {
  const list: FileList = new Map();
  for (const one of [before, after])
    for (const [path, hashes] of one) for (const hash of hashes) addTo(list, path, hash);
  return list;
}

/** Goes on only once all is written, so that a full disk or a folder in the way leaves the old files. */
function prepared(folder: string, files: [string, Buffer][], goOn: (moves: Move[]) => void): void {
  if (files.length === 0) return goOn([]);
  const temporary = mkdtempSync(join(folder, `${LIST}-`));
  try {
    const moves = files.map(([path, content], i) => {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === true) {
        throw new Error(`'${target}' must be a file, got a folder; remove it`);
      }
      const source = join(temporary, String(i));
      writeFileSync(source, content);
      return { source, target };
    });
    goOn(moves);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** A file that is written, and where it belongs. */
interface Move {
  readonly source: string;
  readonly target: string;
}

/** Removes a file, and the folders around it that are empty then. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let around = dirname(path); around !== '.'; around = dirname(around)) {
    if (readdirSync(join(folder, around)).length > 0) return;
    rmdirSync(join(folder, around));
  }
}

/** Removes temporary folders that a killed process left; younger ones may be in use. */
function removeRemains(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(`${LIST}-`))) {
    const path = join(folder, name);
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > HOUR)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Remembers who writes to a folder; returns the paths that other Apps of this process wrote there. */
function writtenByOthers(writer: symbol, folder: string, paths: Iterable<string>): Set<string> {
  const here = writers.get(resolve(folder)) ?? new Map<symbol, string[]>();
  writers.set(resolve(folder), here.set(writer, [...paths]));
  return new Set([...here].filter(([other]) => other !== writer).flatMap(([, written]) => [...written]));
}
