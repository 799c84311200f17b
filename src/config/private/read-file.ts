import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';

/** The bytes of a file that a prop names. Fails in house words when it cannot be read. */
export function bytesOfFile(scope: IConstruct | string, prop: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const relative = typeof path === 'string' && !isAbsolute(path);
    const got = relative ? `${shown(path)} (${resolve(path)})` : shown(path);
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const wayOut =
      relative && missing
        ? `paths start at the working directory, so write join(__dirname, '${path}')`
        : 'correct the path';
    const failure = invalid(scope, `'${prop}' must be a file that can be read, got ${got}`, wayOut);
    failure.cause = error;
    throw failure;
  }
}
