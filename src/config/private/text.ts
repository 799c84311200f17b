import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';

/** The number of bytes of a text. Fails for what is none, such as a variable of the environment that is not set. */
export function bytesOf(scope: IConstruct, prop: string, value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  throw invalid(scope, `'${prop}' must be a text, got ${shown(value)}`, 'convert it, or omit the key');
}
