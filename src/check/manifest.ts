import { IConstruct } from 'constructs';
import { ExternalObject } from '../declare';
import { SourcePosition } from './finding';

/** Tells where the values of a manifest stand in the file that it was read from. */
export interface IManifestSource {
  /** The position of the value at a JSON pointer (RFC 6901); of what is around it when there is none. */
  positionOf(pointer: string): SourcePosition | undefined;
}

/** A rendered object. */
export interface Manifest {
  /** The object as plain JSON. */
  readonly json: unknown;

  /**
   * The construct that rendered it.
   * @default - it was not made by a construct
   */
  readonly construct?: IConstruct;

  /**
   * The file that it was read from.
   * @default - it was not read from a file
   */
  readonly source?: IManifestSource;
}

/** Manifests that are applied together: references must resolve in them, or in those applied before. */
export interface ApplySet {
  /** The name of the set: the folder below the output; empty for the root. */
  readonly name: string;

  /** The rendered objects. */
  readonly manifests: Manifest[];

  /**
   * Names of the sets that are applied before this one.
   * @default - none
   */
  readonly after?: string[];

  /**
   * What exists outside the manifests. That which constructs declare with `declare.External` is known without.
   * @default - none
   */
  readonly externals?: ExternalObject[];

  /**
   * Findings that are known and right. Those that constructs declare with `declare.Acknowledgement` are known without.
   * @default - none
   */
  readonly acknowledged?: AcknowledgedFinding[];

  /**
   * What is deleted before the set is applied, as `kubectl delete` takes it: `statefulset/db`. That which constructs
   * declare with `declare.Header` is known without.
   * @default - nothing
   */
  readonly deleteFirst?: string[];
}

/** A finding that is known and right, in an object that no construct made. */
export interface AcknowledgedFinding {
  /** Id of the rule. */
  readonly rule: string;

  /** Kind of the object. */
  readonly kind: string;

  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   * @default - any
   */
  readonly namespace?: string;

  /** Why it is right, for people. */
  readonly reason: string;
}
