import { isAsymmetric, isPattern } from './pattern';

/** How long a description on one line may be. */
const WIDTH = 100;

/** What is asked for, as failures show it: on one line where it fits, else a line for each member. */
export function described(value: unknown, indent = ''): string {
  const line = write(value, undefined, []);
  return line.length <= WIDTH ? line : write(value, indent, []);
}

/** The same on one line, cut to its width. */
export function brief(value: unknown): string {
  const line = write(value, undefined, []).replaceAll('\n', ' ');
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 3)}...` : line;
}

/** @param indent of the members that follow; none for all on one line */
function write(value: unknown, indent: string | undefined, around: unknown[]): string {
  if (value === undefined) return 'nothing';
  if (value instanceof RegExp) return String(value);
  if (isPattern(value)) return value._describe((inner) => nested(inner, indent, [...around, value], value));
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  return nested(value, indent, around, value);
}

function nested(value: unknown, indent: string | undefined, around: unknown[], self: unknown): string {
  if (typeof value !== 'object' || value === null) return write(value, indent, around);
  if (around.includes(value)) return '[circular]';
  const inner = [...around, self, value];
  const deeper = indent === undefined ? undefined : `${indent}  `;
  if (value instanceof RegExp || isPattern(value) || isAsymmetric(value)) return write(value, indent, around);
  if (Array.isArray(value)) return members(value.map((item) => write(item, deeper, inner)), '[]', indent);
  const pairs = Object.entries(value).map(([key, member]) => `${written(key)}: ${write(member, deeper, inner)}`);
  return members(pairs, '{}', indent);
}

function members(texts: string[], [open = '', close = '']: string, indent: string | undefined): string {
  if (texts.length === 0) return `${open}${close}`;
  const space = open === '{' ? ' ' : '';
  const line = `${open}${space}${texts.join(', ')}${space}${close}`;
  if (indent === undefined || (line.length <= WIDTH - indent.length && !line.includes('\n'))) return line;
  return `${open}\n${texts.map((text) => `${indent}  ${text},\n`).join('')}${indent}${close}`;
}

function written(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
