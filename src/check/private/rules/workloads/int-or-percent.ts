import { Place } from '../../place';
import { problem, Problem } from '../../rule';

/** A whole number or a percentage, such as the `25%` of a rolling update. */
export interface IntOrPercent {
  readonly amount: number;
  readonly percent: boolean;
}

/** What stands at a place; nothing when it is absent or neither. */
export function intOrPercent(place: Place): IntOrPercent | undefined {
  if (place.number !== undefined) return { amount: place.number, percent: false };
  const match = /^(\d+)%$/.exec(place.text ?? '');
  return match === null ? undefined : { amount: Number(match[1]), percent: true };
}

/** The problem of a value that is neither, is negative, or is above a number of percent. */
export function* brokenIntOrPercent(place: Place, most = 100): Iterable<Problem> {
  if (place.number === undefined && place.text === undefined) return;
  const value = intOrPercent(place);
  if (value === undefined) {
    const digits = /^\d+$/.test(place.text ?? '');
    const wayOut = digits ? 'write the number without quotes, or add %' : 'write it as 1 or as 25%';
    yield problem(place, "must be a whole number or a percentage such as '25%'", wayOut);
  } else if (value.amount < 0) yield problem(place, 'must not be negative', 'write 0 or more');
  else if (value.percent && value.amount > most) yield problem(place, `must be at most ${most}%`, 'correct it');
}
