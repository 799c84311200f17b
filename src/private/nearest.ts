/** How many names are compared at most: beyond, a suggestion is not worth the time. */
const MOST = 1000;

/** The one of `known` that is most like `value`, if at most a third of its letters differ. */
export function nearest(value: string, known: string[]): string | undefined {
  let best: string | undefined;
  let limit = Math.max(1, Math.floor(value.length / 3));
  for (const name of known.slice(0, MOST)) {
    const far = Math.abs(name.length - value.length) > limit;
    const letters = swapped(value, name) ? 1 : far ? limit + 1 : distance(value, name, limit);
    if (letters > limit) continue;
    best = name;
    limit = letters - 1; // only a better one replaces it
  }
  return best;
}

/** Whether two neighbouring letters stand in the other order, and all else is the same. */
function swapped(a: string, b: string): boolean {
  const i = [...a].findIndex((letter, at) => letter !== b[at]);
  return i >= 0 && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2) && a.length === b.length;
}

/** How many letters must be added, removed or replaced to make `b` of `a` (Levenshtein); more than `limit` if it is more. */
function distance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    let least = i + 1;
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (b[j] === letter ? 0 : 1);
      const letters = Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      next.push(letters);
      least = Math.min(least, letters);
    }
    if (least > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? 0;
}
