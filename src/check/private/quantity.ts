import { Place } from './place';

const UNITS = 'kMGTPE';
const FRACTIONS: { [suffix: string]: number } = { m: -3, u: -6, n: -9 };

/** The amount that stands at a place, in billionths; nothing where no quantity stands. */
export function amountOf(place: Place): bigint | undefined {
  return place.number !== undefined || place.text !== undefined ? nanos(String(place.value)) : undefined;
}

/** A quantity of Kubernetes in billionths, which is as exact as the API server keeps it. */
export function nanos(quantity: string): bigint | undefined {
  if (known.has(quantity)) return known.get(quantity);
  const amount = read(quantity);
  if (known.size < MOST) known.set(quantity, amount);
  return amount;
}

/** Quantities repeat. */
const known = new Map<string, bigint | undefined>();
const MOST = 10_000;

function read(quantity: string): bigint | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,2})?$/.exec(quantity.trim());
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? [];
  if (match === null || whole + fraction === '') return undefined;
  const binary = suffix.endsWith('i') ? UNITS.toUpperCase().indexOf(suffix.charAt(0)) + 1 : 0;
  const power = 9 - fraction.length + (binary > 0 ? 0 : decimalPower(suffix));
  const digits = BigInt(whole + fraction) * 1024n ** BigInt(binary);
  const amount = power >= 0 ? digits * 10n ** BigInt(power) : roundedUp(digits, 10n ** BigInt(-power));
  return sign === '-' ? -amount : amount;
}

function decimalPower(suffix: string): number {
  if (/^[eE]./.test(suffix)) return Number(suffix.slice(1));
  return FRACTIONS[suffix] ?? 3 * (UNITS.indexOf(suffix) + 1) * (suffix === '' ? 0 : 1);
}

function roundedUp(amount: bigint, unit: bigint): bigint {
  return (amount + unit - 1n) / unit;
}
