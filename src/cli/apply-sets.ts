import { posix } from 'node:path';
import * as check from '../check';
import { stepOf } from './files';
import { Group } from './input';

/** The apply sets of what was read: files that are named are one, each folder is one. */
export function applySetsOf(groups: Group[], oneSet: boolean): check.ApplySet[] {
  if (oneSet) return [setOf('', groups, [])];
  const roots = new Set(groups.map(({ root }) => root));
  const nameOf = ({ root, folder }: Group): string =>
    root === undefined || roots.size === 1 ? folder : posix.join(root, folder);
  return groups.map((group) => {
    const earlier = groups.filter((other) => other !== group && other.root === group.root && isBefore(other, group));
    return setOf(nameOf(group), [group], earlier.sort(nearestLast).map(nameOf));
  });
}

/** Whether a folder is applied before another: one around it, and the steps before it or before one around it. */
function isBefore(other: Group, group: Group): boolean {
  if (group.root === undefined) return false;
  if (isAround(other.folder, group.folder)) return true;
  const parts = group.folder.split('/');
  return parts.some((_, i) => {
    const folder = parts.slice(0, i + 1).join('/');
    const [step, before] = [stepOf(folder), stepOf(other.folder)];
    if (step === undefined || before === undefined) return false;
    return posix.dirname(other.folder) === posix.dirname(folder) && before < step;
  });
}

function nearestLast({ folder: a }: Group, { folder: b }: Group): number {
  const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
  return depth(a) - depth(b) || (stepOf(a) ?? 0) - (stepOf(b) ?? 0);
}

function isAround(outer: string, inner: string): boolean {
  return outer === '' ? inner !== '' : inner.startsWith(`${outer}/`);
}

function setOf(name: string, groups: Group[], after: string[]): check.ApplySet {
  const files = groups.flatMap((group) => group.files);
  const manifests = files.flatMap(({ documents }) => documents.map((source) => ({ json: source.json, source })));
  return {
    name,
    after,
    manifests,
    deleteFirst: files.flatMap(({ comments }) => comments.deleteFirst),
    externals: files.flatMap(({ comments }) => comments.needs),
  };
}
