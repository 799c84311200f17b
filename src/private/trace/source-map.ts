import { readFileSync } from 'node:fs';
import { SourceMap, SourceMapPayload, SourceMapping } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pathOfUrl, SourceLine } from './frames';

const maps = new Map<string, SourceMap | undefined>();

/** The line from which a line of JavaScript was compiled, by the source map that the file names; else the line itself. */
export function originalOf(compiled: SourceLine): SourceLine {
  const { originalSource: file, originalLine, originalColumn } = entryOf(compiled);
  if (file === undefined || originalLine === undefined || originalColumn === undefined) return compiled;
  return isAbsolute(file) ? { file, line: originalLine + 1, column: originalColumn + 1 } : compiled;
}

/** Empty where the map says nothing. */
function entryOf({ file, line, column }: SourceLine): Partial<SourceMapping> {
  if (!maps.has(file)) maps.set(file, mapOf(file));
  return maps.get(file)?.findEntry(line - 1, column - 1) ?? {};
}

/** Nothing if the file is no JavaScript, has no map, or one that cannot be read: then the compiled line must do. */
function mapOf(file: string): SourceMap | undefined {
  if (!/\.[cm]?jsx?$/.test(file)) return undefined;
  try {
    const url = [...readFileSync(file, 'utf8').matchAll(/^\/\/[#@] sourceMappingURL=(.*\S)\s*$/gm)].at(-1)?.[1];
    return url === undefined ? undefined : readMap(file, url);
  } catch {
    return undefined;
  }
}

function readMap(file: string, url: string): SourceMap {
  const [, encoding, data] = /^data:[^,]*?(;base64)?,(.*)$/.exec(url) ?? [];
  if (data !== undefined) return parse(encoding === undefined ? decodeURIComponent(data) : fromBase64(data), file);
  const mapFile = fileURLToPath(new URL(url, pathToFileURL(file)));
  return parse(readFileSync(mapFile, 'utf8'), mapFile);
}

function fromBase64(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8');
}

/** Sources become paths here: versions of Node differ in what they make of `sourceRoot`. */
function parse(json: string, mapFile: string): SourceMap {
  const map = JSON.parse(json) as SourceMapPayload;
  const sources = map.sources.map((source) => pathOfSource(source, map.sourceRoot ?? '', mapFile));
  return new SourceMap({ ...map, sources, sourceRoot: '' });
}

/** A path, or the URL of something that is no file, as bundlers write. */
function pathOfSource(source: string, root: string, mapFile: string): string {
  const url = [source, `${root}/${source}`].find((text) => /^[a-z][a-z+.-]+:/.test(text));
  return url === undefined ? resolve(dirname(mapFile), root, source) : (pathOfUrl(url) ?? url);
}
