import { brief } from './describe';
import { Step } from './path';

/** A place where a value is not as asked. */
export interface Difference {
  readonly steps: readonly Step[];

  /** What is asked there: `must be 3`. */
  readonly rule: string;

  /** What is there. */
  readonly got: string;

  /** How many values are asked for here; one, where it is not given. */
  readonly weight?: number;
}

/** Texts from this length on are not shown whole. */
const LONG = 60;
const WINDOW = 40;

/** What stands at a place, as failures show it. */
export function gotten(value: unknown): string {
  return value === undefined ? 'nothing' : brief(value);
}

/** How two texts differ; of long ones, and of several lines, only the first line that differs is shown, around the place. */
export function textDifference(steps: readonly Step[], expected: string, actual: string): Difference {
  const long = [expected, actual].some((text) => text.length > LONG || text.includes('\n'));
  if (!long) return { steps, rule: `must be ${JSON.stringify(expected)}`, got: JSON.stringify(actual) };
  const [wanted, there] = [expected.split('\n'), actual.split('\n')];
  const line = wanted.findIndex((text, i) => text !== there[i]);
  const at = line < 0 ? wanted.length : line;
  const [a, b] = [wanted[at], there[at]];
  const from = Math.max(0, [...(a ?? '')].findIndex((letter, i) => letter !== [...(b ?? '')][i]) - WINDOW / 2);
  const where = wanted.length > 1 || there.length > 1 ? ` in line ${at + 1}` : '';
  return { steps, rule: `must be ${around(a, from)}${where}`, got: around(b, from) };
}

function around(line: string | undefined, from: number): string {
  if (line === undefined) return 'nothing more';
  const cut = [...line].slice(from, from + WINDOW).join('');
  return `${from > 0 ? '...' : ''}${JSON.stringify(cut)}${[...line].length > from + WINDOW ? '...' : ''}`;
}
