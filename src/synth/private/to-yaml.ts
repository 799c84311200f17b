import { Yaml } from 'cdk8s';
import { Json } from './json';

/**
 * The text of an object: as `Yaml.stringify` of cdk8s, which is asked where a scalar is not simple. Quotes are added where readers would take
 * its text for something else: `<<` for a merge, `=` for a default and Unicode line breaks for line breaks (YAML 1.1), `0o7`
 * for a number (YAML 1.2), and where blanks are lost at the front or in lines of nothing else.
 */
export function toYaml(object: Json): string {
  return flat(`${standing(object, '')}\n`);
}

/** V8 keeps joined texts as trees of their parts until somebody reads them; the many parts slow its garbage collector down. */
function flat(text: string): string {
  void text.search(/$/);
  return text;
}

// ---- Lists and maps. `indent` is what further lines of the value begin with. ----

/** A value that is the document, or an item of a list. */
function standing(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : listOf(value, indent);
  if (typeof value !== 'object' || value === null) return scalar(value, indent);
  return mapOf(value, indent) ?? '{}';
}

function listOf(items: unknown[], indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  for (const item of items) text += `${text === '' ? '' : `\n${indent}`}- ${standing(item, inner)}`;
  return text;
}

function mapOf(map: object, indent: string): string | undefined {
  const inner = `${indent}  `;
  const next = `\n${indent}`;
  let text = '';
  for (const key of Object.keys(map)) {
    const value = (map as { [key: string]: unknown })[key];
    text += (text === '' ? '' : next) + keyOf(key, indent) + ':' + following(value, inner);
  }
  return text === '' ? undefined : text;
}

/** A value with what stands between it and its key. */
function following(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.length === 0 ? ' []' : `\n${indent}${listOf(value, indent)}`;
  if (typeof value !== 'object' || value === null) return ` ${scalar(value, indent)}`;
  const map = mapOf(value, indent);
  return map === undefined ? ' {}' : `\n${indent}${map}`;
}

// ---- Scalars ----

/** Texts of one line that have no quotes anywhere, and are no number, date, or word of YAML 1.1. */
const PLAIN = /^[A-Za-z_/][\w./-]*(?:(?:[:=,+@(&*!|](?=[\w./-])| (?=[\w./(-]))[\w./-]*)*$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const LONGEST_WORD = 5;
/** Texts that readers would take for whole numbers. */
const WHOLE = /^\d{1,15}$/;

/** The other texts of one line, which repeat. */
const known = new Map<string, string>();
const MOST = 10_000;

/** Names of fields, which repeat without end. */
const FIELD = /^[A-Za-z][a-zA-Z]{2,}$/;
const fields = new Set<string>();

/** Keys are written as values are, but for those of several lines, and those that would end the document. */
function keyOf(key: string, indent: string): string {
  if (fields.has(key)) return key;
  if (fields.size < MOST && FIELD.test(key) && !WORD.test(key)) fields.add(key);
  if (key.length > 1000) return JSON.stringify(key);
  if (indent === '' ? /^[a-z]\w*$/i.test(key) : !key.includes('\n')) return oneLine(key);
  const [prefix, map] = indent === '' ? [0, { [key]: 0 }] : [5, { a: { [key]: 0 } }];
  return quoted(key, Yaml.stringify(map).slice(prefix, -4));
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') return value.includes('\n') ? block(value, indent) : oneLine(value);
  const simple = typeof value === 'boolean' || (Number.isInteger(value) && Math.abs(value as number) < 1e15);
  return simple && !Object.is(value, -0) ? String(value) : stringified(value, '  ');
}

function oneLine(text: string): string {
  if (PLAIN.test(text) && (text.length > LONGEST_WORD || !WORD.test(text))) return text;
  if (WHOLE.test(text)) return `"${text}"`;
  const before = known.get(text);
  if (before !== undefined) return before;
  const written = quoted(text, stringified(text, '  '));
  if (known.size < MOST) known.set(text, written);
  return written;
}

/** A text of several lines, as a literal block where that is simple. */
function block(text: string, indent: string): string {
  const simple = /^\S/.test(text) && /\S\n?$/.test(text) && !/[^\t\n\x20-\x7e]|(?:^|\n)(?:---|\.\.\.)/.test(text);
  if (!simple) return quoted(text, stringified(text, indent));
  const [head, body] = text.endsWith('\n') ? ['|', text.slice(0, -1)] : ['|-', text];
  return `${head}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}`;
}

/** The text that cdk8s writes, unless it is not what all readers make of it. */
function quoted(text: string, written: string): string {
  if (UNICODE_BREAK.test(text)) return JSON.stringify(text).replaceAll(UNICODE_BREAKS, escaped);
  const misread = MISREAD.test(written) || (written.startsWith('|') && /^\s*[ \t]\s*$/.test(text));
  return misread ? JSON.stringify(text) : written;
}

const MISREAD = /^(?:<<$|=$|[-+]?0o[0-7]+$| )/;
const UNICODE_BREAK = /[\u0085\u2028\u2029\ufeff]/;
const UNICODE_BREAKS = new RegExp(UNICODE_BREAK, 'g');

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What cdk8s writes for a scalar at this indent. */
function stringified(value: unknown, indent: string): string {
  let nested = value;
  for (let i = 0; i < indent.length; i += 2) nested = { a: nested };
  const text = Yaml.stringify(nested);
  return text.slice(text.lastIndexOf('a:', text.indexOf('a: ')) + 3, -1);
}
