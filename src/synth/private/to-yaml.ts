import { Yaml } from 'cdk8s';
import { numberOf } from '../../private/yaml-numbers';
import { Json } from './json';
import { Props, sortedKeys } from './props';
import { COPY, innerOf, itemOf, Member, valueOf, Way } from './ways';

/**
 * The text of an object: as `Yaml.stringify` of cdk8s, which is asked where a scalar is not simple. Quotes are added where
 * readers would take its text for something else: `<<` for a merge, `=` for a default and Unicode line breaks for line breaks
 * (YAML 1.1), `0o7` (YAML 1.2) and `1e3_` (kubectl) for numbers; where blanks are lost at the front or in lines of nothing
 * else; and where a block begins with a tab, which kubectl refuses.
 */
export function toYaml(object: Json): string {
  return document(standing(object, TOP, undefined));
}

/** As `toYaml` of the JSON that props stand for, which is not made; `head` comes first. */
export function propsToYaml(head: object, props: object, way: Way): string {
  return document(mapOf(head, TOP, COPY, true) + mapOf(props, TOP, way, false));
}

/** V8 keeps joined texts as trees of their parts until somebody reads them; the many parts slow its garbage collector down. */
function document(text: string): string {
  const whole = `${text}\n`;
  whole.charCodeAt(0);
  return whole;
}

/** How lines of one depth begin. */
class Level {
  /** Ends the line before, and stands in front of the next. */
  public readonly next: string;
  private readonly starts = new Map<string, string>();
  private below: Level | undefined;

  constructor(public readonly indent: string) {
    this.next = `\n${indent}`;
  }

  /** One level deeper. */
  public get inner(): Level {
    return (this.below ??= new Level(`${this.indent}  `));
  }

  /** A line with a key, up to its colon. Names of fields repeat without end. */
  public startOf(key: string): string {
    const known = this.starts.get(key);
    if (known !== undefined) return known;
    const start = `${this.next}${keyOf(key, this.indent)}:`;
    if (this.starts.size < MOST) this.starts.set(key, start);
    return start;
  }
}

const TOP = new Level('');

// ---- Lists and maps. `level` is that of their lines; JSON has no `way`, but is written as it is. ----

/** A value that is the document, or an item of a list. */
function standing(value: unknown, level: Level, way: Way | undefined): string {
  if (typeof value !== 'object' || value === null) return scalar(value, level.indent);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : listOf(value, level, way).slice(level.next.length);
  return mapOf(value, level, way, true) || '{}';
}

/** A value with what stands between it and its key. */
function following(value: unknown, level: Level, way: Way | undefined): string {
  if (typeof value !== 'object' || value === null) return ` ${scalar(value, level.indent)}`;
  if (Array.isArray(value)) return value.length === 0 ? ' []' : listOf(value, level, way);
  return mapOf(value, level, way, false) || ' {}';
}

function listOf(items: unknown[], level: Level, way: Way | undefined): string {
  const inner = way && innerOf(way);
  let text = '';
  for (const raw of items) {
    const item = inner === undefined ? raw : itemOf(raw, inner);
    text += `${level.next}- ${standing(item, level.inner, inner)}`;
  }
  return text;
}

/** The lines of a map; the `first` may stand behind something else. */
function mapOf(map: object, level: Level, way: Way | undefined, first: boolean): string {
  const lines = way?.form === 'type' ? linesOfType(map, level, way.members()) : linesOf(map, level, way);
  return first ? lines.slice(level.next.length) : lines;
}

function linesOf(map: object, level: Level, way: Way | undefined): string {
  const inner = way && innerOf(way);
  let lines = '';
  for (const key of way === undefined ? Object.keys(map) : sortedKeys(map)) {
    const raw = (map as Props)[key];
    const value = inner === undefined ? raw : valueOf(raw, inner);
    if (value === undefined && way !== undefined) continue;
    lines += level.startOf(key) + following(value, level.inner, inner);
  }
  return lines;
}

function linesOfType(props: object, level: Level, members: readonly Member[]): string {
  let lines = '';
  for (const { name, prop, way } of members) {
    const value = valueOf((props as Props)[prop], way);
    if (value !== undefined) lines += level.startOf(name) + following(value, level.inner, way);
  }
  return lines;
}

// ---- Scalars ----

/** Texts of one line that need no quotes anywhere, unless they are a number, a date, or a word of YAML 1.1. */
const PLAIN = /^(?:-{0,2}\w|\/)[\w./-]*(?:(?:[:=,+@(&*!|](?=[\w./-])|,? (?=[\w./(-]))[\w./-]*)*$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const LONGEST_WORD = 5;

/** Something in them is in no number and no date. */
const NO_NUMBER = /^(?:[_/]|-{0,2}[A-DF-Za-df-z])|[g-np-su-wyG-NP-SU-WY,/]/;

/** Texts that readers would take for whole numbers or booleans. */
const QUOTED = /^(?:\d{1,15}|true|false)$/;

/** The other texts of one line, which repeat. */
const known = new Map<string, string>();
const MOST = 10_000;

/** Keys are written as values are, but for those of several lines, and those that would end the document. */
function keyOf(key: string, indent: string): string {
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
  if (PLAIN.test(text) && NO_NUMBER.test(text) && (text.length > LONGEST_WORD || !WORD.test(text))) return text;
  if (QUOTED.test(text)) return `"${text}"`;
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
  const misread =
    MISREAD.test(written) ||
    (written === text && numberOf(text) !== undefined) ||
    (written.startsWith('|') && MISREAD_BLOCK.test(text));
  return misread ? JSON.stringify(text) : written;
}

/** Blanks alone, and a tab where the reader of Go looks for the indentation. */
const MISREAD_BLOCK = /^\s*[ \t]\s*$|^\n*\t/;
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
