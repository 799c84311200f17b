import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error';

/** What the longest text may take that Node holds as one string. */
const MAX_BYTES = 500_000_000;

/** A file as text. Fails with a `UsageError` when it cannot be read or is no text. */
export function readText(path: string, name: string): string {
  return textOf(readBytes(path, name), name);
}

/** UTF-8 without what no text holds. */
export function textOf(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UsageError(`'${name}' must be UTF-8 text, got UTF-16; save it as UTF-8`);
  if (bytes.length > MAX_BYTES)
    throw new UsageError(`'${name}' must have at most ${MAX_BYTES} bytes, got ${bytes.length}; check it in parts`);
  if (bytes.includes(0)) throw new UsageError(`'${name}' must be text, got binary data; leave the file out`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`'${name}' must be UTF-8 text, got other bytes; save it as UTF-8`);
  }
}

/** The reason why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}

const REASONS: { readonly [code: string]: string | undefined } = {
  EACCES: 'no permission',
  EISDIR: 'a folder',
  ELOOP: 'links that lead to each other',
  ENOENT: 'nothing',
  ENOTDIR: 'nothing',
  EPERM: 'no permission',
  EROFS: 'a read-only disk',
};

function readBytes(path: string, name: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`'${name}' must be a file that can be read, got ${reasonOf(error)}; correct the path`);
  }
}
