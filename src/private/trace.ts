import { dirname, isAbsolute, relative } from 'node:path';
import { IConstruct, Node } from 'constructs';
import { framesOf, SourceLine } from './trace/frames';
import { originalOf } from './trace/source-map';

export type { SourceLine } from './trace/frames';

type AddChild = (this: Node, child: IConstruct, name: string) => unknown;

/** What all copies of this package in one program share, so that none records what another one has recorded. */
interface Shared {
  /** The `addChild` methods that record. */
  readonly recorders: WeakSet<AddChild>;
  /** Nodes whose children are recorded. */
  readonly traced: WeakSet<Node>;
  /** Where each construct was made; the text of a stack costs only those that are asked for. */
  readonly stacks: WeakMap<IConstruct, { readonly stack?: unknown }>;
  /** The folders of the copies themselves. */
  readonly folders: Set<string>;
}

/** How many frames are kept: enough to reach the user's line through the calls inside libraries. */
const FRAMES = 8;

/** Changes with the form of `Shared`. */
const KEY = Symbol.for('cdk8s-patterns.trace.1');

const shared = sharedByAll();

/**
 * Remembers, from now on, where the constructs below traced roots are made, unless `CDK8S_PATTERNS_TRACE=false`. Called
 * once, when `synth` or `check` is imported.
 */
export function installTrace(): void {
  record(Node.prototype);
}

/** Traces the constructs that are made below `root` from now on. */
export function traceBelow(root: IConstruct): void {
  record(Object.getPrototypeOf(root.node) as object); // that of another copy of constructs, if there are two
  shared.traced.add(root.node);
}

/** The line of the user's program that made the construct; if a library made it, of the nearest one around it. */
export function sourceLineOf(construct: IConstruct): SourceLine | undefined {
  for (let around: IConstruct | undefined = construct; around !== undefined; around = around.node.scope) {
    const line = userLine(shared.stacks.get(around));
    if (line !== undefined) return line;
  }
  return undefined;
}

function sharedByAll(): Shared {
  const all = globalThis as { [KEY]?: Shared };
  const made = (all[KEY] ??= {
    recorders: new WeakSet(),
    traced: new WeakSet(),
    stacks: new WeakMap(),
    folders: new Set(),
  });
  const own = ownFolder();
  if (own !== undefined) made.folders.add(own);
  return made;
}

/** `src` or `lib` of this package; nothing inside a bundle, where the package has no folder. */
function ownFolder(): string | undefined {
  const here = typeof __dirname === 'string' ? __dirname : ''; // a bundle of ES modules has none
  return /[\\/](?:src|lib)[\\/]private$/.test(here) ? dirname(here) : undefined;
}

/** `addChild` is the one method that every new construct passes. Private in constructs: without it, nothing is traced. */
function record(nodes: object): void {
  const { addChild } = nodes as { addChild?: AddChild };
  const off = process.env['CDK8S_PATTERNS_TRACE'] === 'false';
  if (off || typeof addChild !== 'function' || shared.recorders.has(addChild)) return;
  const recorder: AddChild = function (child, name) {
    const result = addChild.call(this, child, name);
    if (isTraced(this)) remember(child);
    return result;
  };
  shared.recorders.add(recorder);
  Reflect.set(nodes, 'addChild', recorder);
}

/** Looks no further than the parent, for all but the first child. */
function isTraced(node: Node): boolean {
  if (shared.traced.has(node)) return true;
  if (node.scope === undefined || !isTraced(node.scope.node)) return false;
  shared.traced.add(node);
  return true;
}

/** Starts above the constructor of the class that was called with `new`, and so above those of the classes it extends. */
function remember(construct: IConstruct): void {
  const at = Object.create(Error.prototype) as { stack?: unknown };
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  Reflect.set(Error, 'stackTraceLimit', FRAMES);
  try {
    Error.captureStackTrace(at, construct.constructor);
  } finally {
    if (limit === undefined) Reflect.deleteProperty(Error, 'stackTraceLimit');
    else Reflect.set(Error, 'stackTraceLimit', limit.value);
  }
  shared.stacks.set(construct, at);
}

function userLine(made: { readonly stack?: unknown } | undefined): SourceLine | undefined {
  for (const frame of made === undefined ? [] : framesOf(stackOf(made))) {
    const line = isLibrary(frame.file) ? frame : originalOf(frame);
    if (!isLibrary(line.file)) return line;
  }
  return undefined;
}

/** Tools may replace how stacks are written; one that fails costs the line only. */
function stackOf(made: { readonly stack?: unknown }): unknown {
  try {
    return made.stack;
  } catch {
    return undefined;
  }
}

function isLibrary(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file) || [...shared.folders].some((folder) => isBelow(folder, file));
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return !path.startsWith('..') && !isAbsolute(path);
}
