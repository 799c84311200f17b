import { Rule as ValueRule } from '../../private/rules';
import { minorVersion } from '../../private/target';
import { Graph } from './graph';
import { Place } from './place';
import { meant, NONE, problem, Problem } from './rule';

/** The problem of a string that breaks a rule; what is absent or empty breaks none. */
export function brokenText(
  place: Place,
  rule: ValueRule<string>,
  wayOut: string | ((value: string) => string),
): Problem[] {
  const { text = '' } = place;
  const words = text === '' ? undefined : rule(text);
  return words === undefined ? NONE : [problem(place, words, typeof wayOut === 'string' ? wayOut : wayOut(text))];
}

/** `did you mean "x"?` where another form of the value keeps the rule, or else the way out. */
export function formOr(
  rule: ValueRule<string>,
  form: (value: string) => string,
  otherwise: string,
): (value: string) => string {
  return (value) => {
    const other = form(value);
    return meant(other !== value && other !== '' && rule(other) === undefined ? other : undefined, otherwise);
  };
}

/** What to write for the name of a port: many a number stands in quotes. */
export function portWayOut(otherwise: string): (value: string) => string {
  return (value) => (/^\d+$/.test(value) ? `write the number without quotes: ${value}` : otherwise);
}

/** The same of a number. */
export function brokenNumber(place: Place, rule: ValueRule<number>, wayOut: string): Problem[] {
  const words = place.number === undefined ? undefined : rule(place.number);
  return words === undefined ? NONE : [problem(place, words, wayOut)];
}

/** The problem of a place that stands where it must not. */
export function forbidden(place: Place, words: string, wayOut: string): Problem[] {
  return place.present ? [problem(place, words, wayOut)] : NONE;
}

/** Whether a place holds nothing, or what the API server takes for nothing: an empty string or list, or 0. */
export function isEmpty({ present, value }: Place): boolean {
  return !present || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
}

/** The minor version of Kubernetes that the manifests are for: 27 for 1.27. */
export function minorOf({ target }: Graph): number {
  return minorVersion(target);
}
