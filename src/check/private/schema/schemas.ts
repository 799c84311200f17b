import { minorVersion } from '../../../private/target';
import { shown } from '../../../private/errors';
import { customKinds } from './custom-resources';
import { groupOf, kindProblem } from './kinds';
import { SchemaProblem } from './problem';
import { REMOVED } from './removed';
import { Kind, Table } from './table';
import { inSpan, Walk } from './walk';

let kubernetes: Schemas | undefined;

/** What the API server of each minor of Kubernetes accepts, as far as it follows from the schemas of its kinds. */
export class Schemas {
  /** The kinds of Kubernetes itself, 1.27 to 1.37. They are read once. */
  public static kubernetes(): Schemas {
    return (kubernetes ??= new Schemas(new Table(), new Map()));
  }

  private readonly groups: ReadonlySet<string>;
  private readonly customGroups: ReadonlySet<string>;

  private constructor(
    private readonly table: Table,
    private readonly custom: ReadonlyMap<string, Kind>,
  ) {
    const names = [...table.kinds.keys(), ...REMOVED.keys()];
    this.groups = new Set(names.map((name) => groupOf(name.slice(0, name.indexOf(' ')))));
    this.customGroups = new Set([...custom.values()].map((kind) => groupOf(kind.apiVersion)));
  }

  /** These kinds, and those of CustomResourceDefinitions of apiextensions.k8s.io/v1; other objects in the list are ignored. */
  public withCustomResources(definitions: readonly unknown[]): Schemas {
    const kinds = customKinds(definitions, () => this.table.type('ObjectMeta'));
    return new Schemas(
      this.table,
      new Map([...this.custom, ...kinds.map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind] as const)]),
    );
  }

  /** A kind that Kubernetes of that version (`1.27`) serves; nothing when it serves none. Alpha and beta kinds count as served. */
  public kind(apiVersion: string, kind: string, target: string): { namespaced: boolean } | undefined {
    const found = this.find(`${apiVersion} ${kind}`, this.minor(target));
    return found === undefined ? undefined : { namespaced: found.namespaced };
  }

  /** Whether a group belongs to Kubernetes itself, now or before, or to a CustomResourceDefinition that was given. */
  public groupKnown(apiVersion: string): boolean {
    return this.groups.has(groupOf(apiVersion)) || this.customGroups.has(groupOf(apiVersion));
  }

  /** What the API server refuses in an object; nothing for kinds of unknown groups and for lists of a kind. */
  public problems(manifest: unknown, target: string): SchemaProblem[] {
    const { apiVersion, kind } = (manifest ?? {}) as { apiVersion?: unknown; kind?: unknown };
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [withoutKind(apiVersion, kind)];
    const minor = this.minor(target);
    const found = this.find(`${apiVersion} ${kind}`, minor);
    if (found === undefined) return this.notServed(apiVersion, kind, minor);
    const walk = new Walk(minor);
    walk.check(manifest, found.schema());
    const { metadata } = manifest as { metadata?: unknown };
    return lacksName(apiVersion, kind, metadata) ? [...walk.problems, WITHOUT_NAME] : walk.problems;
  }

  private find(name: string, minor: number): Kind | undefined {
    const kind = this.custom.get(name) ?? this.table.kinds.get(name);
    return kind !== undefined && inSpan(minor, kind) ? kind : undefined;
  }

  private notServed(apiVersion: string, kind: string, minor: number): SchemaProblem[] {
    const item = kind.endsWith('List') ? this.find(`${apiVersion} ${kind.slice(0, -4)}`, minor) : undefined;
    if (item !== undefined || (apiVersion === 'v1' && kind === 'List')) return []; // kubectl applies its items
    const group = groupOf(apiVersion);
    const versions = [...this.custom.values()].filter((one) => one.kind === kind && groupOf(one.apiVersion) === group);
    if (versions.length > 0) return [otherVersion(apiVersion, versions)];
    return this.groups.has(group) ? [kindProblem(apiVersion, kind, this.table.kinds, minor)] : [];
  }

  /** The minor of a target; of those that the table does not know, the nearest that it does. */
  private minor(target: string): number {
    return Math.min(Math.max(minorVersion(target), this.table.oldest), this.table.newest);
  }
}

function withoutKind(apiVersion: unknown, kind: unknown): SchemaProblem {
  const name = typeof apiVersion === 'string' ? 'kind' : 'apiVersion';
  const got = shown(name === 'kind' ? kind : apiVersion);
  return {
    rule: 'missing-field',
    path: [name],
    words: 'must be a string',
    got,
    wayOut: `add '${name}'`,
  };
}

/** All objects have a name or a prefix of one, but questions to the API server, and limit ranges, which it names. */
function lacksName(apiVersion: string, kind: string, metadata: unknown): boolean {
  if (/^auth(entication|orization)\.k8s\.io\//.test(apiVersion) || (apiVersion === 'v1' && kind === 'LimitRange'))
    return false;
  if (metadata !== null && metadata !== undefined && typeof metadata !== 'object') return false; // reported as wrong-type
  const { name, generateName } = (metadata ?? {}) as { name?: unknown; generateName?: unknown };
  return (name ?? '') === '' && (generateName ?? '') === '';
}

const WITHOUT_NAME: SchemaProblem = {
  rule: 'missing-field',
  path: ['metadata', 'name'],
  words: 'must be set in ObjectMeta',
  got: 'none',
  wayOut: "add 'name'",
};

function otherVersion(apiVersion: string, versions: Kind[]): SchemaProblem {
  const served = versions.map((one) => one.apiVersion).join(' or ');
  const kind = versions[0]?.kind;
  const words = `must be one that the definition of ${kind} serves`;
  return { rule: 'wrong-version', path: ['apiVersion'], words, got: shown(apiVersion), wayOut: `use ${served}` };
}
