import { IConstruct } from 'constructs';
import { Folder } from '../folder';
import { Dependencies } from './dependencies';
import { Tree } from './tree';

/** Fails with all problems at once. */
export function failOn(problems: string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** What the validations of all constructs complain about, each with its path. */
export function invalidConstructs(tree: Tree): string[] {
  return tree.constructs.flatMap((construct) =>
    construct.node.validate().map((problem) => `[${construct.node.path}] ${problem}`),
  );
}

/** What `run` returns; where it fails, and there are problems anyway, they are the cause, and are thrown. */
export function orElse<T>(problems: string[], run: () => T): T {
  if (problems.length === 0) return run();
  try {
    return run();
  } catch {
    throw new Error(problems.join('\n'));
  }
}

/** Dependencies on constructs in folders that are not applied before. */
export function strayDependencies(tree: Tree, dependencies: Dependencies): string[] {
  return dependencies
    .pairs()
    .filter(([from, to]) => tree.chartOf(to) !== undefined && !comesBefore(tree.folderOf(to), tree.folderOf(from)))
    .map(([from, to]) => {
      const folder = tree.folderOf(to)?.node.path ?? '';
      return `[${from.node.path}] 'dependencies' must be in folders that are applied before, got '${to.node.path}' in '${folder}'; name that folder in 'after', or move one of them`;
    });
}

/** Folders with those before them first, otherwise in the order of the tree. */
export function inOrder(folders: Folder[]): Folder[] {
  const placed = new Set<Folder>();
  const place = (folder: Folder): void => {
    if (placed.has(folder)) return;
    for (const before of foldersBefore(folder)) if (before !== undefined) place(before);
    placed.add(folder);
  };
  for (const folder of folders) place(folder);
  return [...placed];
}

function comesBefore(folder: Folder | undefined, later: Folder | undefined): boolean {
  if (folder === undefined || folder === later) return true;
  return foldersBefore(later).some((before) => before !== undefined && comesBefore(folder, before));
}

/** The folders that are applied before one, the root being none; those before them are not listed. */
export function foldersBefore(folder: Folder | undefined): (Folder | undefined)[] {
  return folder === undefined ? [] : [parentOf(folder), ...folder.after];
}

function parentOf(folder: Folder): Folder | undefined {
  const scope: IConstruct | undefined = folder.node.scope;
  return scope instanceof Folder ? scope : undefined;
}
