import { createHash } from 'node:crypto';

/** What tells one content from another, behind a name: the order of the keys counts for nothing. */
export function versionOf(...maps: ({ [key: string]: string } | undefined)[]): string {
  const content = maps.map((map) => Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8);
}
