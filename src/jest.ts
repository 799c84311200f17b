// The matchers of jest, a thin layer over `testing`. Only tests import this file, by `cdk8s-patterns/jest`; jest itself is
// reached through its global `expect`, so that the package needs none.
import { Construct, IConstruct } from 'constructs';
import type {} from 'expect';
import { shown } from './private/errors';
import { Manifests } from './testing';

/** What a matcher of jest returns. */
interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What jest gives a matcher as `this`. */
interface Context {
  readonly isNot?: boolean;
}

interface Expect {
  extend(matchers: object): void;
  addSnapshotSerializer?(serializer: object): void;
}

/** For `expect.extend(matchers)`, where `expect` is not global. */
export const matchers = {
  toHaveManifest(this: Context, received: unknown, kind: string, expected?: unknown): Result {
    return kept(manifestsOf(received)._compare(kind, expected), this);
  },

  toHaveManifests(this: Context, received: unknown, kind: string, number: number, expected?: unknown): Result {
    return kept(manifestsOf(received)._compare(kind, expected, number), this);
  },

  toMatchManifest(this: Context, received: unknown, expected: unknown): Result {
    return kept(Manifests._compareOne(received, expected), this);
  },
};

/** Prints constructs and `Manifests` as YAML, for `expect.addSnapshotSerializer`; this file adds it where `expect` is global. */
export const manifestSerializer = {
  test: (value: unknown): boolean => value instanceof Manifests || isConstruct(value),
  serialize: (value: unknown, _config?: unknown, indentation = ''): string =>
    manifestsOf(value).yaml.trimEnd().replaceAll('\n', `\n${indentation}`),
};

/** Captures keep what they found, but for assertions that something is not so. */
function kept<T extends Result & { keep(): void }>(outcome: T, { isNot }: Context): T {
  if (outcome.pass && isNot !== true) outcome.keep();
  return outcome;
}

function manifestsOf(received: unknown): Manifests {
  if (received instanceof Manifests) return received;
  if (isConstruct(received)) return Manifests.of(received);
  const got = typeof received === 'string' ? shown(received) : Object.prototype.toString.call(received);
  throw new Error(`'received' must be a chart, another construct or Manifests, got ${got}; use Manifests.of`);
}

function isConstruct(value: unknown): value is IConstruct {
  return typeof value === 'object' && value !== null && Construct.isConstruct(value) === true;
}

const { expect } = globalThis as { expect?: Expect };
expect?.extend(matchers);
expect?.addSnapshotSerializer?.(manifestSerializer);

/** What `expect(...)` has more, with types of `@types/jest` or `@jest/globals`. */
interface ManifestMatchers<R> {
  /** Has an object of that kind, like `expected`; `testing.Match` tells what that may be. */
  toHaveManifest(kind: string, expected?: unknown): R;

  /** Has just so many objects of that kind, like `expected`. */
  toHaveManifests(kind: string, number: number, expected?: unknown): R;

  /** A rendered object, or a part of it, that is like `expected`. */
  toMatchManifest(expected: unknown): R;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the types of jest are in one
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- its declaration is repeated
    interface Matchers<R, T> extends ManifestMatchers<R> {}
  }
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- its declaration is repeated
  interface Matchers<R extends void | Promise<void>, T> extends ManifestMatchers<R> {}
}
