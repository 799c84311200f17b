import { ExternalObject } from '../declare';

/** What the header comments of a manifest say, as `synth.App` writes them. */
export interface Comments {
  /** What is deleted before it is applied: `kind/name`. */
  readonly deleteFirst: string[];

  /** What must exist; the comments do not tell API versions. */
  readonly needs: ExternalObject[];
}

/** Reads the comments of a manifest. */
export function commentsOf(text: string): Comments {
  return {
    deleteFirst: [...text.matchAll(/^# delete first: (\S+)[ \t]*\r?$/gm)].flatMap(([, object]) => object ?? []),
    needs: [
      ...text.matchAll(/^# needs: (\w+) (\S+)(?: in namespace (\S+))?(?: with ([^()\r\n]+?))?(?: \(.*\))?\r?$/gm),
    ].map(([, kind = '', name = '', namespace, keys]) => ({
      apiVersion: '',
      kind,
      name,
      ...(namespace !== undefined && { namespace }),
      ...(keys !== undefined && { keys: keys.split(', ') }),
    })),
  };
}
