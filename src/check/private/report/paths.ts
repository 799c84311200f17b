import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A file as people in that folder call it: relative where it lies below, absolute elsewhere. */
export function shownPath(file: string, folder: string): string {
  const path = relative(folder, resolve(folder, file));
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}

/** The same as a URI reference, as SARIF has it. */
export function uriOf(file: string, folder: string): string {
  const path = shownPath(file, folder).split(sep);
  const uri = path.map((part) => encodeURIComponent(part)).join('/');
  return isAbsolute(path.join(sep)) ? `file://${uri.startsWith('/') ? '' : '/'}${uri}` : uri;
}
