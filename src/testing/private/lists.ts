import { isObject } from '../../private/json';
import { Comparison } from './comparison';
import { brief } from './describe';
import { Difference } from './difference';

/** How many names are shown. */
const LISTED = 20;

/** Whether each expected item has an item of its own in the list, in any order; what the nearest differ in if not. */
export function withItems(expected: unknown[], actual: unknown, comparison: Comparison): Difference[] {
  if (!Array.isArray(actual)) {
    const [difference] = comparison.differsFrom(expected, actual);
    return difference === undefined ? [] : [{ ...difference, rule: `must be a list with ${brief(expected)}` }];
  }
  const items: unknown[] = actual;
  const tries = expected.map((item) => items.map((there, i) => attempt(item, there, i, comparison)));
  const pairs = paired(tries.map((row) => row.map(({ differences }) => differences.length === 0)));
  const missing = expected.flatMap((item, row) =>
    pairs.has(row) ? [] : without(item, items, tries[row] ?? [], comparison),
  );
  if (missing.length === 0)
    for (const [row, column] of pairs) comparison.taken.push(...(tries[row]?.[column]?.taken ?? []));
  return missing;
}

/** Whether the items of these names are as asked. */
export function withNames(expected: object, actual: unknown, comparison: Comparison): Difference[] {
  if (actual !== undefined && !Array.isArray(actual))
    return comparison.differs('must be a list of items with names', actual);
  const items: unknown[] = actual ?? [];
  return Object.entries(expected).flatMap(([name, asked]) => {
    const at = items.findIndex((item) => nameOf(item) === name);
    if (at >= 0) return comparison.at(at).differences(asked, items[at]);
    const differences = comparison.at({ name }).differences(asked, undefined);
    return differences.map((difference) => ({ ...difference, got: `${difference.got}${thereIn(items)}` }));
  });
}

/** The names that are there, for one that is not. */
function thereIn(items: unknown[]): string {
  const names = items.map(nameOf).filter((name) => name !== undefined);
  const more = names.length > LISTED ? [`and ${names.length - LISTED} more`] : [];
  return names.length === 0 ? '' : `; there are: ${[...names.slice(0, LISTED), ...more].join(', ')}`;
}

interface Attempt {
  readonly differences: Difference[];
  readonly taken: (() => void)[];
}

function attempt(item: unknown, actual: unknown, i: number, comparison: Comparison): Attempt {
  const trial = comparison.trial;
  return { differences: trial.at(i).differences(item, actual), taken: trial.taken };
}

/** The difference to the item that was probably meant: that of the same name, or the one that differs least. */
function without(item: unknown, items: unknown[], row: Attempt[], comparison: Comparison): Difference[] {
  const named = items.findIndex((there) => nameOf(there) !== undefined && nameOf(there) === nameOf(item));
  const partly = row
    .map(({ differences }, i) => ({ differences, i }))
    .filter(({ i }) => isObject(item) && isObject(items[i]));
  const near =
    row[named]?.differences ?? partly.sort((a, b) => a.differences.length - b.differences.length)[0]?.differences;
  if (near !== undefined && near.length > 0) return near;
  const another = near === undefined ? 'an item' : 'one more item';
  return comparison.differs(`must have ${another} ${brief(item)}`, items);
}

function nameOf(item: unknown): string | undefined {
  return isObject(item) && typeof item['name'] === 'string' ? item['name'] : undefined;
}

/** As many rows as can be, each with a column of its own that fits it (a greatest matching, by augmenting paths). */
function paired(fits: boolean[][]): Map<number, number> {
  const rowOf = new Map<number, number>();
  const place = (row: number, seen: Set<number>): boolean =>
    (fits[row] ?? []).some((fit, column) => {
      if (!fit || seen.has(column)) return false;
      seen.add(column);
      const other = rowOf.get(column);
      if (other !== undefined && !place(other, seen)) return false;
      rowOf.set(column, row);
      return true;
    });
  for (const row of fits.keys()) place(row, new Set());
  return new Map([...rowOf].map(([column, row]) => [row, column]));
}
