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

/** A value as an error shows it: strings in double quotes, the rest as JSON, at most 80 characters. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
