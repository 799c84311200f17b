import { Rule } from '../../../private/rules';
import { JsonSchema } from './json-schema';
import { isScalar } from './scalars';

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is object => typeof value === 'object' && !isList(value);

/** The rules on values that a schema of a CustomResourceDefinition sets beside their type. */
export function limitsOf(written: JsonSchema): Rule<unknown>[] {
  return [...numberLimits(written), ...textLimits(written), ...sizeLimits(written)];
}

/** Whether `limitsOf` knows all that a schema says, not counting the schemas in it. */
export function areLimitsChecked({ pattern, format }: JsonSchema): boolean {
  const known = format === undefined || ['date-time', 'byte', 'int32', 'int64', 'float', 'double'].includes(format);
  return known && (pattern === undefined || regularExpression(pattern) !== undefined);
}

/** A rule for values of one kind; without a limit there is none. */
function limit<L, V>(
  given: L | undefined,
  is: (value: unknown) => value is V,
  holds: (value: V, given: L) => boolean,
  words: string,
): Rule<unknown>[] {
  if (given === undefined) return [];
  return [(value) => (!is(value) || holds(value, given) ? undefined : words)];
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

function numberLimits({ minimum, maximum, multipleOf, ...written }: JsonSchema): Rule<unknown>[] {
  const above = written.exclusiveMinimum === true;
  const below = written.exclusiveMaximum === true;
  return [
    ...limit(
      minimum,
      isNumber,
      (n, min) => (above ? n > min : n >= min),
      `must be ${above ? 'more than' : 'at least'} ${minimum}`,
    ),
    ...limit(
      maximum,
      isNumber,
      (n, max) => (below ? n < max : n <= max),
      `must be ${below ? 'less than' : 'at most'} ${maximum}`,
    ),
    ...limit(
      multipleOf,
      isNumber,
      (n, step) => Math.abs(n / step - Math.round(n / step)) < 1e-9,
      `must be a multiple of ${multipleOf}`,
    ),
  ];
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The API server counts characters, not the units of UTF-16. */
const lengthOf = (text: string): number => [...text].length;

function textLimits({ minLength, maxLength, pattern, format }: JsonSchema): Rule<unknown>[] {
  return [
    ...limit(minLength, isText, (text, min) => lengthOf(text) >= min, `must have at least ${minLength} characters`),
    ...limit(maxLength, isText, (text, max) => lengthOf(text) <= max, `must have at most ${maxLength} characters`),
    ...limit(regularExpression(pattern), isText, (text, regexp) => regexp.test(text), `must match ${pattern}`),
    ...limit(
      format === 'date-time' ? 'time' : undefined,
      isText,
      isScalar,
      'must be a time such as "2026-01-31T12:00:00Z"',
    ),
    ...limit(format === 'byte' ? 'bytes' : undefined, isText, isScalar, 'must be base64'),
  ];
}

function sizeLimits({ minItems, maxItems, minProperties, maxProperties }: JsonSchema): Rule<unknown>[] {
  const size = (value: object): number => Object.keys(value).length;
  return [
    ...limit(minItems, isList, (list, min) => list.length >= min, `must have at least ${minItems} items`),
    ...limit(maxItems, isList, (list, max) => list.length <= max, `must have at most ${maxItems} items`),
    ...limit(
      minProperties,
      isObject,
      (object, min) => size(object) >= min,
      `must have at least ${minProperties} entries`,
    ),
    ...limit(
      maxProperties,
      isObject,
      (object, max) => size(object) <= max,
      `must have at most ${maxProperties} entries`,
    ),
  ];
}

/**
 * A pattern of Go's as JavaScript reads it; nothing when it may mean something else there. In unicode mode JavaScript
 * refuses what it does not know, except escapes of harmless signs, which Go allows.
 */
function regularExpression(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  const escapes = /\\([\s\S])/g;
  const source = pattern.replace(escapes, (escape, sign: string) =>
    /[-_ "'`@#%&=:;,<>!~]/.test(sign) ? `\\x${sign.charCodeAt(0).toString(16)}` : escape,
  );
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
