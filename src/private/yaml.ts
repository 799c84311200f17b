import { Document, isAlias, isMap, isNode, isSeq, Node, parseDocument } from 'yaml';
import { keysOfPointer } from './json';
import { OffsetError, TextPosition, YamlError } from './yaml-error';
import { KUBERNETES_SCALARS } from './yaml-scalars';
import { checkDepth, isMerge, keyOf, plainOf, startOf, TOO_DEEP } from './yaml-values';

export { YamlError } from './yaml-error';
export type { TextPosition } from './yaml-error';

/** The longest YAML document that fits into memory as nodes, in characters; the API server takes 3 MiB. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

/**
 * The documents of a YAML or JSON text, read as kubectl reads them: YAML 1.1, but a key that stands twice is an error.
 * Documents that are empty or hold comments only are left out. Fails with a `YamlError`.
 *
 * @param text the text
 * @param file its name, for positions
 */
export function readYaml(text: string, file: string): YamlDocument[] {
  const plain = text.replace(/^\uFEFF/, ''); // the byte order mark is no part of the text
  const lines = new Lines(plain);
  return chunksOf(plain)
    .filter((chunk) => !isBlank(chunk.text))
    .map((chunk) => new YamlDocument(chunk, file, lines))
    .filter(({ json }) => json !== null);
}

/** One document of a YAML text. */
export class YamlDocument {
  /** What it holds, as plain JSON. */
  public readonly json: unknown;

  constructor(
    private readonly chunk: Chunk,
    private readonly file: string,
    private readonly lines: Lines,
  ) {
    this.json = this.read();
  }

  /** The text of the document. */
  public get text(): string {
    return this.chunk.text;
  }

  /** Where the value at a JSON pointer stands; where there is none, what is around it. */
  public positionOf(pointer: string): TextPosition {
    if (this.chunk.text.length > MAX_DOCUMENT) return this.at(0);
    return this.at(offsetOf(contentsOf(this), keysOfPointer(pointer)) ?? 0);
  }

  private read(): unknown {
    const { text } = this.chunk;
    try {
      const json = jsonOf(text);
      if (json !== undefined) return json;
      if (text.length > MAX_DOCUMENT) throw new OffsetError('must have YAML documents of at most 16 MiB; split it', 0);
      return plainOf(contentsOf(this));
    } catch (error) {
      if (error instanceof OffsetError) throw this.error(error.message, error.offset);
      throw error;
    }
  }

  private error(problem: string, offset: number): YamlError {
    return new YamlError(`'${this.file}' ${problem}`, this.at(offset));
  }

  private at(offset: number): TextPosition {
    return { file: this.file, ...this.lines.at(this.chunk.start + offset) };
  }
}

interface Chunk {
  readonly text: string;

  /** Its offset in the whole text. */
  readonly start: number;
}

/** A line that starts with `---` starts a document, as for kubectl, but what follows it on the line is kept. */
function chunksOf(text: string): Chunk[] {
  const starts = [0, ...[...text.matchAll(/\n---(?=[ \t\r\n]|$)/g)].map(({ index }) => index + 1)];
  return starts.map((start, i) => ({ start, text: text.slice(start, starts[i + 1] ?? text.length) }));
}

/** Whether there is nothing but comments, directives and marks of documents. */
function isBlank(text: string): boolean {
  return !/^(?!(?:---|\.\.\.)?[ \t\r]*(?:#.*)?$|%)/m.test(text);
}

/** JSON is read at once, and as YAML only when positions are asked for. */
function jsonOf(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    checkDepth(value);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The nodes of the document that was asked for last: findings come document by document. */
let last: { readonly document: YamlDocument; readonly contents: Node | null } | undefined;

function contentsOf(document: YamlDocument): Node | null {
  if (last?.document === document) return last.contents;
  const contents = parsed(document.text);
  last = { document, contents };
  return contents;
}

function parsed(text: string): Node | null {
  const document: Document = parseDocument(text, {
    schema: 'failsafe',
    customTags: (tags) => [...tags, ...KUBERNETES_SCALARS],
    version: '1.1',
    uniqueKeys: false, // looked for when the nodes become JSON, in linear time
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error === undefined) return document.contents;
  if (error.message.includes('call stack')) throw new OffsetError(TOO_DEEP, error.pos[0]);
  const words = error.message.replace(/\.?\s*$/, '');
  throw new OffsetError(`must be YAML, got: ${words}; correct the line`, error.pos[0]);
}

/** A scalar stands where it starts, a map or list where its key does. */
function offsetOf(root: Node | null, keys: string[]): number | undefined {
  let node: unknown = root;
  let offset = startOf(root);
  for (const key of keys) {
    const found = memberOf(node, key);
    if (found === undefined) return offset;
    node = found.value;
    offset = found.offset ?? offset;
  }
  return offset;
}

function memberOf(node: unknown, key: string): { value: unknown; offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const item: unknown = /^\d+$/.test(key) ? node.items[Number(key)] : undefined;
    return item === undefined ? undefined : { value: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => keyOf(item.key) === key && !isMerge(item.key));
  if (pair !== undefined) {
    const inner = isMap(pair.value) || isSeq(pair.value) || isAlias(pair.value) || isEmpty(pair.value);
    return { value: pair.value, offset: startOf(inner ? pair.key : pair.value) };
  }
  const merge = node.items.find((item) => isMerge(item.key));
  return merge === undefined ? undefined : { value: undefined, offset: startOf(merge.key) };
}

function isEmpty(value: unknown): boolean {
  return !isNode(value) || value.range?.[0] === value.range?.[1];
}

/** Finds lines by offset. */
class Lines {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  public at(offset: number): { line: number; column: number } {
    this.starts ??= [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}
