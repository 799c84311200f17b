import { invalid, shown } from '../private/errors';

/**
 * Settings as the text of a JSON file, for a key of a ConfigMap or Secret that pods mount.
 * Source: Learn Kubernetes in a Month of Lunches, 4.2.
 *
 * @example
 *
 * const data = { 'config.json': config.JsonFile.text({ Logging: { LogLevel: { Default: 'Warning' } } }) };
 */
export class JsonFile {
  /**
   * An object as JSON, indented, without a line end after it. Members that are `undefined` are left out. Fails for what JSON
   * cannot say: functions, big integers, numbers that are not finite, maps, sets, and objects that hold themselves.
   */
  public static text(value: { [name: string]: unknown }): string {
    return JSON.stringify(value, plain, 2);
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function plain(key: string, value: unknown): unknown {
  const got = lostIn(value);
  if (got === undefined) return value;
  throw invalid(
    'JsonFile',
    `${shown(key)} must be plain JSON, got ${got}`,
    'write strings, numbers, booleans, lists and objects',
  );
}

/** What a value is of which JSON would keep nothing; nothing for others. */
function lostIn(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (value instanceof Map || value instanceof Set) return value instanceof Map ? 'a Map' : 'a Set';
  return ['function', 'symbol', 'bigint'].includes(typeof value) ? `a ${typeof value}` : undefined;
}
