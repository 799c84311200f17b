import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { configKey } from '../../private/rules';

/** Fails for a key that a ConfigMap or Secret cannot have. */
export function checkKey(scope: IConstruct, prop: string, key: string): void {
  const broken = configKey(key);
  if (broken === undefined) return;
  throw invalid(scope, `'${prop}' has a key that ${broken}, got ${shown(key)}`, 'rename the key');
}

/** The number of bytes of a text. Fails for what is none, such as a variable of the environment that is not set. */
export function bytesOf(scope: IConstruct, prop: string, value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  throw invalid(scope, `'${prop}' must be a text, got ${shown(value)}`, 'convert it, or omit the key');
}
