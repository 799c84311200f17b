import { types } from 'node:util';
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

/** How many values are asked for. */
export function valuesIn(expected: unknown, around: unknown[] = []): number {
  if (typeof expected !== 'object' || expected === null || around.includes(expected)) return 1;
  const inner = [...around, expected];
  let found = 0;
  const count = (value: unknown): string => {
    found += valuesIn(value, inner);
    return '';
  };
  if (isPattern(expected)) expected._describe(count);
  else if (!isAsymmetric(expected)) Object.values(expected).forEach(count);
  return Math.max(1, found);
}

/** @param indent of the members that follow; none for all on one line */
function write(value: unknown, indent: string | undefined, around: unknown[]): string {
  if (value === undefined) return 'nothing';
  if (types.isRegExp(value)) return String(value);
  if (isPattern(value)) return value._describe((inner) => nested(inner, indent, [...around, value], value));
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? value.toString();
  if (typeof value === 'object' && value !== null) return nested(value, indent, around, value);
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function nested(value: unknown, indent: string | undefined, around: unknown[], self: unknown): string {
  if (typeof value !== 'object' || value === null) return write(value, indent, around);
  if (around.includes(value)) return '[circular]';
  const inner = [...around, self, value];
  const deeper = indent === undefined ? undefined : `${indent}  `;
  if (types.isRegExp(value) || isPattern(value) || isAsymmetric(value)) return write(value, indent, around);
  if (Array.isArray(value))
    return members(
      value.map((item) => write(item, deeper, inner)),
      '[]',
      indent,
    );
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
