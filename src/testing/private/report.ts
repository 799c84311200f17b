import { nearest } from '../../private/nearest';
import { bold, green, red } from './colour';
import { described } from './describe';
import { Difference } from './difference';
import { Item } from './item';
import { pointerOf, written } from './path';

/** How many near objects, differences of one object, and objects in a list are shown. */
const NEAREST = 3;
const DIFFERENCES = 20;
const LISTED = 20;

/** More than any object differs in. */
const FAR = 1_000_000;

/** What a kind is written as: `Deployment`, or `Deployment/web` with a name. */
export interface Wanted {
  readonly kind: string;
  readonly name: string | undefined;
  readonly title: string;
}

/** An object, and how it differs from what is asked for. */
export interface Compared {
  readonly item: Item;
  readonly differences: Difference[];
}

/** What is asked for, after a sentence, and before another. */
export function asked(sentence: string, expected: unknown): string {
  if (expected === undefined) return `${sentence}, `;
  return `${sentence} like\n  ${green(described(expected, '  '))}\n`;
}

/** The objects that differ least, with all that differs in them; the first with an excerpt of its YAML. */
export function nearestOf(compared: Compared[]): string {
  const sorted = [...compared].sort((a, b) => distance(a) - distance(b)).slice(0, NEAREST);
  return sorted.map((one, i) => `\n\n${differing(one, i === 0)}`).join('');
}

/** How many values differ; an object of the name that was asked for is nearer than all others. */
function distance({ differences }: Compared): number {
  const values = differences.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return values + (differences.some(({ steps }) => pointerOf(steps) === '/metadata/name') ? FAR : 0);
}

/** An object and its differences, a line each. */
export function differing({ item, differences }: Compared, excerpts: boolean): string {
  const lines = differences.slice(0, DIFFERENCES).map((difference) => {
    const line = `  ${lineOf(difference)}`;
    return excerpts ? `${line}${excerptOf(item, difference)}` : line;
  });
  const more = differences.length > DIFFERENCES ? [`  and ${differences.length - DIFFERENCES} more`] : [];
  return [bold(titleOf(item, differences[0])), ...lines, ...more].join('\n');
}

/** `'spec.replicas' must be 3, got 2` */
export function lineOf({ steps, rule, got }: Difference): string {
  return `'${written(steps)}' ${green(rule)}, got ${red(got)}`;
}

/** Kinds and names, those of the kind first, for an assertion that finds none; and what was probably meant. */
export function there(wanted: Wanted, items: Item[]): string {
  if (items.length === 0) return 'there are no objects';
  const kind = kindNear(wanted, items) ?? '';
  const sorted = [...items.filter((item) => item.is(kind)), ...items.filter((item) => !item.is(kind))];
  return `there are: ${listed(sorted)}${didYouMean(wanted, items)}`;
}

/** The kind, or the kind and name, that was probably meant. */
export function didYouMean(wanted: Wanted, items: Item[]): string {
  const kind = kindNear(wanted, items);
  if (kind === undefined) return '';
  const names = items.filter((item) => item.is(kind)).map((item) => item.name);
  const name = wanted.name === undefined ? undefined : nearest(wanted.name, names);
  if (kind === wanted.kind && (name === undefined || name === wanted.name)) return '';
  return `; did you mean "${name === undefined ? kind : `${kind}/${name}`}"?`;
}

/** The kind, if there is one object of it at least; else the one that is most like it. */
function kindNear({ kind }: Wanted, items: Item[]): string | undefined {
  const kinds = [...new Set(items.flatMap((item) => [item.kind, item.type]))];
  return kinds.includes(kind) ? kind : similar(kind, kinds);
}

/** The names of objects, one after the other. */
export function listed(items: Item[]): string {
  const titles = items.slice(0, LISTED).map((item) => item.title);
  const more = items.length > LISTED ? [`and ${items.length - LISTED} more`] : [];
  return [...titles, ...more].join(', ');
}

/** `no Service`, `1 Service`, `2 Services` */
export function counted(number: number, kind: string): string {
  return number === 0 ? `no ${kind}` : number === 1 ? `1 ${kind}` : `${number} of kind ${kind}`;
}

function similar(kind: string, kinds: string[]): string | undefined {
  return kinds.find((one) => one.toLowerCase() === kind.toLowerCase()) ?? nearest(kind, kinds);
}

/** Where it was read from a file, the place of the first difference. */
function titleOf(item: Item, first: Difference | undefined): string {
  const position = item.positionOf(pointerOf(first?.steps ?? []));
  return position === undefined ? item.title : `${item.title} (${position.file}:${position.line})`;
}

/** The line of a difference with the one before and the one after. */
function excerptOf(item: Item, { steps }: Difference): string {
  const line = item.lineOf(pointerOf(steps));
  if (line === undefined) return '';
  const lines = item.yaml.trimEnd().split('\n');
  const from = Math.max(0, line - 2);
  return lines
    .slice(from, line + 1)
    .map((text, i) => `\n    ${from + i === line - 1 ? '>' : ' '} ${text.slice(0, 100)}`.trimEnd())
    .join('');
}
