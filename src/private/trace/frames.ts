import { fileURLToPath } from 'node:url';

/** A place in a program: the absolute path of a file, and line and column from 1. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `at name (/file:1:2)`, where the name may have spaces and brackets. */
const named = /^\s*at .*? \(((?:file:|[A-Za-z]:[\\/]|[\\/]).*):(\d+):(\d+)\)$/;

/** `at /file:1:2`, where the path may have spaces and brackets. */
const bare = /^\s*at (?:async )?((?:file:|[A-Za-z]:[\\/]|[\\/]).*):(\d+):(\d+)$/;

/**
 * The frames of an error's stack that lie in files, innermost first. What a tool made of the stack instead of a text,
 * such as a list of call sites, is read as well as it can be.
 */
export function framesOf(stack: unknown): SourceLine[] {
  const lines = Array.isArray(stack) ? stack.map((site) => `at ${String(site)}`) : String(stack).split('\n');
  return lines.flatMap((text) => frameOf(text) ?? []);
}

function frameOf(text: string): SourceLine | undefined {
  const [, location, line, column] = named.exec(text) ?? bare.exec(text) ?? [];
  const file = location === undefined ? undefined : pathOf(location);
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

function pathOf(location: string): string | undefined {
  if (location.endsWith('<anonymous>')) return undefined; // evaluated text, behind the place that evaluates it
  return location.startsWith('file:') ? pathOfUrl(location) : location;
}

/** The path of a `file:` URL; nothing for one that names no path on this system. */
export function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
