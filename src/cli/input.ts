import { resolve } from 'node:path';
import { readYaml, YamlDocument, YamlError } from '../private/yaml';
import { Comments, commentsOf } from './comments';
import { filesAt, InputFile } from './files';
import { isLocal, isObject, isTemplate, mayHoldObjects } from './foreign';
import { Io } from './io';
import { readText, textOf } from './read-file';
import { UsageError } from './usage-error';

/** The name of standard input in findings. */
export const STDIN = '<stdin>';

/** The objects of one file. */
export interface ReadFile {
  readonly name: string;
  readonly documents: YamlDocument[];

  /** What its comments say. */
  readonly comments: Comments;
  readonly text: string;
}

/** Files that lie in one folder, or that were named one by one. */
export interface Group {
  /** The argument that named them; nothing for files. */
  readonly root?: string;

  /** Their folder below it. */
  readonly folder: string;
  readonly files: ReadFile[];
}

/** What was read, and what was left out. */
export interface Input {
  readonly groups: Group[];
  readonly notes: string[];
}

/** Reads what the arguments name. Fails with a `UsageError` or a `YamlError`. */
export async function readInput(paths: string[], io: Io, ignored: string[] = []): Promise<Input> {
  const groups = new Map<string, Group & { files: ReadFile[] }>();
  const notes: string[] = [];
  const add = (root: string | undefined, folder: string, file: ReadFile): void => {
    const key = root === undefined ? '' : `${root}\n${folder}`;
    const group = groups.get(key) ?? { ...(root !== undefined && { root }), folder, files: [] };
    group.files.push(file);
    groups.set(key, group);
  };
  const seen = new Set(ignored);
  for (const path of new Set(paths)) {
    if (path === '-') {
      add(undefined, '', fileOf(textOf(await io.readInput(), STDIN), STDIN, notes, false));
      continue;
    }
    const found = filesAt(resolve(io.folder, path), path);
    notes.push(...found.notes);
    for (const file of found.files.filter((other) => !seen.has(other.path))) {
      seen.add(file.path);
      const read = readOne(file, notes);
      if (read !== undefined) add(file.folder === undefined ? undefined : path, file.folder ?? '', read);
    }
  }
  return { groups: [...groups.values()].filter(hasObjects), notes };
}

function hasObjects({ files }: Group): boolean {
  return files.some(({ documents }) => documents.length > 0);
}

function readOne({ path, name, folder }: InputFile, notes: string[]): ReadFile | undefined {
  const text = readText(path, name);
  if (!mayHoldObjects(text)) {
    notes.push(`${name}: no Kubernetes objects`);
    return undefined;
  }
  return fileOf(text, name, notes, folder !== undefined);
}

/** A template in a folder is left out with a note; one that was named is a mistake. */
function fileOf(text: string, name: string, notes: string[], skipTemplates: boolean): ReadFile {
  const read = { name, text, comments: commentsOf(text) };
  try {
    const all = readYaml(text, name).filter((document) => !isLocal(document));
    const documents = all.some(isObject) ? all : []; // beside objects, anything else is a mistake
    if (documents.length === 0 && name !== STDIN) notes.push(`${name}: no Kubernetes objects`);
    return { ...read, documents };
  } catch (error) {
    if (!(error instanceof YamlError) || !isTemplate(text)) throw error;
    if (!skipTemplates)
      throw new UsageError(
        `'${name}' must be a manifest, got a template; render it first, such as with 'helm template'`,
      );
    notes.push(`${name}: a template; check what it is rendered to`);
    return { ...read, documents: [] };
  }
}
