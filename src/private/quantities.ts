import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { Rule } from './rules';
import { checkShape, sizeShape } from './shapes';

const SIZE_UNITS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** A size as the API server writes it back: the largest binary unit that needs no fraction, `1Gi` and not `1024Mi`. */
export function sizeQuantity(size: Size): string {
  let amount = kibibytes(size);
  let unit = 0;
  while (amount !== 0 && amount % 1024 === 0 && unit < SIZE_UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount}${SIZE_UNITS[unit]}`;
}

/** Processor time as the API server writes it back: `1` and not `1000m`. */
export function cpuQuantity(cpu: Cpu): string {
  const millis = cpuMillis(cpu);
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

/** Processor time in thousandths of a core. */
export function cpuMillis(cpu: Cpu): number {
  return cpu.amount.endsWith('m') ? Number(cpu.amount.slice(0, -1)) : Math.round(Number(cpu.amount) * 1000);
}

/** The quantities of a resource list, without the absent ones; nothing when none is left. */
export function quantities(amounts: {
  [resource: string]: string | undefined;
}): { [r: string]: k8s.Quantity } | undefined {
  const given = Object.entries(amounts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0
    ? undefined
    : Object.fromEntries(given.map(([resource, amount]) => [resource, k8s.Quantity.fromString(amount)]));
}

/** How a size is written. */
export const WRITE_SIZE = 'write Size.gibibytes(1) or the like';

/** A size in kibibytes, with what is left of them. */
export function kibibytes(size: Size): number {
  checkShape('Size', 'size', size, sizeShape, WRITE_SIZE);
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
}

/** A number of kibibytes. */
export const sizeAmount: Rule<number> = (value) => amount(value, 'kibibytes');

/** A number of thousandths of a core. */
export const cpuAmount: Rule<number> = (value) => amount(value, 'millicores');

function amount(value: number, unit: string): string | undefined {
  if (!(value > 0)) return 'must be more than 0';
  return Number.isSafeInteger(value) ? undefined : `must be a whole number of ${unit}`;
}
