import { readYaml } from '../../private/yaml';

/** A map of what a text holds; a key that stands several times has a list of its values. */
type Entries = { [key: string]: unknown };

/** The only document of a YAML text, as Kubernetes reads it. */
export function yamlOf(text: string): unknown {
  const documents = readYaml(text, 'text');
  if (documents.length > 1) throw new Error(`${documents.length} documents`);
  return documents[0]?.json ?? null;
}

/** Sections as objects; what stands before the first one is beside them. A key without `=` has an empty text. */
export function iniOf(text: string): Entries {
  const sections = new Map<string | undefined, [string, string][]>([[undefined, []]]);
  let section: string | undefined;
  for (const line of linesOf(text, /^[#;]/)) {
    const header = /^\[(.*)\]$/.exec(line)?.[1]?.trim();
    if (header !== undefined) section = header;
    const pairs = sections.get(section) ?? [];
    sections.set(section, pairs);
    if (header === undefined) pairs.push(pairOf(line, /[=:]/));
  }
  const inner = [...sections].flatMap(([name, pairs]) => (name === undefined ? [] : [[name, grouped(pairs)] as const]));
  return { ...grouped(sections.get(undefined) ?? []), ...Object.fromEntries(inner) };
}

/** `KEY=value` on each line, as `.env` files and Java properties have it. */
export function propertiesOf(text: string): Entries {
  const joined = text.replace(/\\\r?\n[ \t]*/g, '');
  return grouped(linesOf(joined, /^[#!]/).map((line) => pairOf(line.replace(/^export\s+/, ''), /[=:]/)));
}

/** The text that a base64 text stands for. */
export function base64Of(text: string): string {
  const compact = text.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 !== 0) throw new Error('no base64');
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(compact, 'base64'));
}

function linesOf(text: string, comment: RegExp): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !comment.test(line));
}

function pairOf(line: string, separator: RegExp): [string, string] {
  const at = line.search(separator);
  if (at < 0) return [line, ''];
  const value = line.slice(at + 1).trim();
  return [line.slice(0, at).trim(), /^(["'])(.*)\1$/.exec(value)?.[2] ?? value];
}

function grouped(pairs: [string, string][]): Entries {
  const all = new Map<string, string[]>();
  for (const [key, value] of pairs) all.set(key, [...(all.get(key) ?? []), value]);
  return Object.fromEntries([...all].map(([key, values]) => [key, values.length > 1 ? values : values[0]]));
}
