import { isAlias, isMap, isScalar, isSeq, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { OffsetError } from './yaml-error';

/** What aliases may add to a document, in values; the documents of a cluster stay far below. */
const MAX_ALIASED = 200_000;

/** How deep values may lie in each other. */
const MAX_DEPTH = 500;
export const TOO_DEEP = `must be nested at most ${MAX_DEPTH} deep; make it flatter`;

interface Read {
  readonly value: unknown;

  /** How many values it holds, itself included, with aliases written out. */
  readonly size: number;
}

type Members = Map<string, unknown>;

/** The plain JSON of a node. Fails with an `OffsetError` on what JSON cannot hold. */
export function plainOf(node: unknown): unknown {
  return new Reader().read(node, 0).value;
}

/** Whether a key takes over the members of other maps. */
export function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}

/** A key as JSON has it; nothing for keys that JSON cannot hold. */
export function keyOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Where a node starts. */
export function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** Fails when JSON is nested deeper than YAML may be. */
export function checkDepth(value: unknown, depth = 0): void {
  if (depth > MAX_DEPTH) throw new OffsetError(TOO_DEEP, 0);
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) checkDepth(inner, depth + 1);
}

class Reader {
  private readonly anchors = new Map<string, Read>();
  private aliased = 0;

  public read(node: unknown, depth: number): Read {
    const at = startOf(node) ?? 0;
    if (depth > MAX_DEPTH) throw new OffsetError(TOO_DEEP, at);
    const read = this.readNode(node, depth, at);
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor !== undefined) this.anchors.set(anchor, read);
    return read;
  }

  private readNode(node: unknown, depth: number, at: number): Read {
    if (isAlias(node)) return this.alias(node.source, at);
    if (isMap(node)) return this.map(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item, depth + 1));
      return { value: items.map(({ value }) => value), size: sizeOf(items) };
    }
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new OffsetError('must be a number that JSON holds, got an infinite one; write it in quotes', at);
    return { value, size: 1 };
  }

  private map(node: YAMLMap, depth: number): Read {
    const members: Members = new Map();
    const own = new Set<string>();
    const reads = node.items.flatMap((pair) => this.pair(pair, members, own, depth));
    return { value: objectOf(members), size: sizeOf(reads) };
  }

  /** As kubectl does, a merge counts where it stands: it replaces members above it, and those below replace its own. */
  private pair({ key, value }: Pair, members: Members, own: Set<string>, depth: number): Read[] {
    if (isMerge(key)) return this.merge(value, members, depth);
    const name = this.key(key);
    const at = startOf(key) ?? 0;
    if (name === undefined) throw new OffsetError('must have a text as key, got another value; write it in quotes', at);
    if (own.has(name)) throw new OffsetError(`must have each key once, got "${name}" twice; remove one`, at);
    own.add(name);
    const read = this.read(value, depth + 1);
    members.set(name, read.value);
    return [read];
  }

  private key(key: unknown): string | undefined {
    if (!isAlias(key)) {
      const name = keyOf(key);
      const { anchor } = (key ?? {}) as { anchor?: string };
      if (anchor !== undefined) this.anchors.set(anchor, { value: name, size: 1 });
      return name;
    }
    const { value } = this.alias(key.source, startOf(key) ?? 0);
    return typeof value === 'string' ? value : undefined;
  }

  private merge(node: unknown, members: Members, depth: number): Read[] {
    const sources = isSeq(node) ? [...node.items].reverse() : [node];
    return sources.map((source) => {
      const read = this.read(source, depth + 1);
      if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
        throw new OffsetError(
          "'<<' must merge a map, got another value; give it the alias of a map",
          startOf(source) ?? 0,
        );
      for (const [name, value] of Object.entries(read.value)) members.set(name, value);
      return read;
    });
  }

  private alias(name: string, at: number): Read {
    const read = this.anchors.get(name);
    if (read === undefined) throw new OffsetError(`must name an anchor above it, got "*${name}"; correct the name`, at);
    this.aliased += read.size;
    if (this.aliased > MAX_ALIASED)
      throw new OffsetError(`must hold at most ${MAX_ALIASED} values through aliases; write fewer aliases`, at);
    return read;
  }
}

/** `__proto__` is a key as any other. */
function objectOf(members: Members): unknown {
  return Object.fromEntries(members);
}

function sizeOf(reads: Read[]): number {
  return reads.reduce((sum, { size }) => sum + size, 1);
}
