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
   * cannot say: functions, big integers, numbers that are not finite.
   */
  public static text(value: { [name: string]: unknown }): string {
    return JSON.stringify(value, plain, 2);
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function plain(key: string, value: unknown): unknown {
  const isLost =
    typeof value === 'number' ? !Number.isFinite(value) : ['function', 'symbol', 'bigint'].includes(typeof value);
  if (!isLost) return value;
  const got = typeof value === 'number' ? String(value) : `a ${typeof value}`;
  throw invalid(
    'JsonFile',
    `${shown(key)} must be plain JSON, got ${got}`,
    'write strings, numbers, booleans, lists and objects',
  );
}
