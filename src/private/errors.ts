import { IConstruct } from 'constructs';

/**
 * An error in the words of the house: `[path] 'prop' rule, got value; way out`.
 *
 * @param scope the construct that was held wrong; its path leads the message. A value that is made before its construct,
 *   and so has no path, gives the name of its class
 * @param problem the prop in quotes, the rule and the value: `'replicas' must be at least 1, got 0`
 * @param wayOut what to write instead: `omit it for one server`
 */
export function invalid(scope: IConstruct | string, problem: string, wayOut: string): Error {
  const path = typeof scope === 'string' ? scope : scope.node.path;
  return new Error(`[${path}] ${problem}; ${wayOut}`);
}

/** A value as an error shows it: strings in double quotes, instances by their class, the rest as JSON, at most 80 characters. */
export function shown(value: unknown): string {
  const text = ['number', 'bigint'].includes(typeof value) ? String(value) : (instance(value) ?? json(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => instance(inner) ?? inner) ?? String(value);
}

/** An object of a class, in words: what constructs hold leads back to them, and is nobody's business. */
function instance(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return plain ? undefined : `an instance of ${value.constructor.name}`;
}
