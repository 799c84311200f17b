import { Comparison } from './comparison';
import { checkExpected, checkPart } from './expected';
import { Item } from './item';
import { asked, Compared, counted, didYouMean, lineOf, listed, nearestOf, there, Wanted } from './report';

/** The result of an assertion: the message of its failure and of its opposite's, of which only one is ever made. */
export interface Outcome {
  readonly pass: boolean;
  readonly message: () => string;

  /** Gives captures what they found, where the assertion is one that holds. */
  readonly keep: () => void;
}

/** Fails unless it holds. */
export function assert({ pass, message, keep }: Outcome): void {
  if (!pass) throw new Error(message());
  keep();
}

/** Whether there is such an object; as many as `number`, if that is given. */
export function compareAll(items: Item[], kind: string, expected: unknown, number?: number): Outcome {
  const wanted = wantedOf(kind);
  checkPart(wanted.kind, expected);
  const compared = comparedTo(items, wanted, expected);
  const alike = compared.filter(({ differences }) => differences.length === 0);
  const others = compared.filter(({ differences }) => differences.length > 0);
  const found = alike.map(({ item }) => item);
  const pass = number === undefined ? found.length > 0 : found.length === number;
  const message = (): string => {
    if (number !== undefined) return miscounted(pass, found, others, { wanted, expected, number, items });
    if (!pass) return missing(others, items, wanted, expected);
    return `${asked(`manifests must have no ${wanted.title}`, expected)}got ${listed(found)}`;
  };
  return { pass, message, keep: () => alike.forEach(({ keep }) => keep()) };
}

/** The objects of a kind that are as asked for. */
export function matching(items: Item[], kind: string, expected: unknown): Item[] {
  const wanted = wantedOf(kind);
  checkPart(wanted.kind, expected);
  const alike = comparedTo(items, wanted, expected).filter(({ differences }) => differences.length === 0);
  for (const { keep } of alike) keep();
  return alike.map(({ item }) => item);
}

/** Whether one value is as asked for. */
export function compareOne(title: string, actual: unknown, expected: unknown): Outcome {
  checkExpected(expected);
  const comparison = new Comparison();
  const differences = comparison.differences(expected, actual);
  const lines = differences.map((difference) => `  ${lineOf(difference)}`).join('\n');
  const message = (): string =>
    differences.length > 0
      ? `${asked(`${title} must be`, expected)}but\n${lines}`
      : `${asked(`${title} must not be`, expected)}but it is`;
  return { pass: differences.length === 0, message, keep: () => comparison.taken.forEach((take) => take()) };
}

export function wantedOf(text: string): Wanted {
  const [kind = '', name] = text.split('/');
  return { kind, name, title: text.replace('/', ' ') };
}

/** The objects of a kind, those of another name too, which differ in it. */
function comparedTo(
  items: Item[],
  { kind, name }: Wanted,
  expected: unknown,
): (Compared & { readonly keep: () => void })[] {
  return items
    .filter((item) => item.is(kind))
    .map((item) => {
      const comparison = new Comparison();
      const named = name === undefined ? [] : comparison.at('metadata').at('name').differences(name, item.name);
      const other = expected === undefined ? [] : comparison.differences(expected, item.json);
      return { item, differences: [...named, ...other], keep: () => comparison.taken.forEach((take) => take()) };
    });
}

function missing(others: Compared[], items: Item[], wanted: Wanted, expected: unknown): string {
  const sentence = asked(`manifests must have a ${wanted.title}`, expected);
  if (others.length === 0 || expected === undefined) return `${sentence}got none; ${there(wanted, items)}`;
  return `${sentence}got ${counted(others.length, wanted.kind)}, not like it; the nearest:${nearestOf(others)}`;
}

interface Count {
  readonly wanted: Wanted;
  readonly expected: unknown;
  readonly number: number;
  readonly items: Item[];
}

function miscounted(
  pass: boolean,
  found: Item[],
  others: Compared[],
  { wanted, expected, number, items }: Count,
): string {
  const sentence = asked(`manifests must ${pass ? 'not ' : ''}have ${counted(number, wanted.title)}`, expected);
  const none = `none${others.length > 0 ? '' : didYouMean(wanted, items)}`;
  const got = `${sentence}got ${found.length === 0 ? none : `${found.length}: ${listed(found)}`}`;
  return found.length < number && others.length > 0 ? `${got}; the nearest of the others:${nearestOf(others)}` : got;
}
