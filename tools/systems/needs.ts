import { declare } from 'cdk8s-patterns';
import { SetFacts } from './facts';
import { code } from './markdown';

/** How the lines about needs are written. */
export interface NeedWords {
  /** What a folder is called, by its path in `dist`; empty for the one that the lines stand below. */
  readonly folder: (path: string) => string;
  /** The reason, with links. */
  readonly reason?: (text: string) => string;
}

/** What must exist before the sets are applied, each with the first of them that needs it. */
export function needLines(sets: SetFacts[], { folder, reason = (text) => text }: NeedWords): string[] {
  const needs = new Map<string, { path: string; object: declare.ExternalObject }>();
  for (const { path, needs: objects } of sets) {
    for (const object of objects) {
      const id = `${object.kind}/${object.name}`;
      if (!needs.has(id)) needs.set(id, { path, object });
    }
  }
  return [...needs.values()].map(({ path, object }) => {
    const before = folder(path) === '' ? '' : ` for ${code(folder(path))}`;
    const why = object.reason === undefined ? '' : `, ${reason(object.reason)}`;
    return `Must be there${before}: ${object.kind} ${code(object.name)}${why}.`;
  });
}
