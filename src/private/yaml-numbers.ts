const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ])/;
const INTEGERS: [RegExp, number][] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, 16],
  [/^([-+]?)0[oO]?([0-7]+)$/, 8],
  [/^([-+]?)0[bB]([01]+)$/, 2],
];

/** The number that kubectl reads in a text without quotes. */
export function numberOf(text: string): number | undefined {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return NaN;
  if (DATE.test(text) || (text.startsWith('.') && text.includes('_'))) return undefined;
  const plain = text.replaceAll('_', '');
  for (const [pattern, base] of INTEGERS) {
    const match = pattern.exec(plain);
    if (match !== null) return parseInt(`${match[1]}${match[2]}`, base);
  }
  if (!FLOAT.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number : undefined;
}
