/** How grave a finding is. */
export enum Severity {
  /** It cannot work, or `strict` is set. Fails a synth. */
  ERROR = 'error',

  /** It works only if something that is not in the manifests is there. */
  WARNING = 'warning',
}

/** A place in a text file. */
export interface SourcePosition {
  /** The file, as it was given, or an absolute path. */
  readonly file: string;

  /** The line, counted from 1. */
  readonly line: number;

  /** The column, counted from 1. */
  readonly column: number;
}

/** The object that a finding is about. */
export interface ObjectId {
  /** API version, such as `apps/v1`. */
  readonly apiVersion: string;

  /** Kind, such as `Deployment`. */
  readonly kind: string;

  /** Name. */
  readonly name: string;

  /**
   * Namespace that it is applied to.
   * @default - its kind has none
   */
  readonly namespace?: string;
}

/** One mistake in the manifests. */
export interface Finding {
  /** How grave it is. */
  readonly severity: Severity;

  /** Id of the rule, such as `missing-key`; docs/checks.md has a section for each. */
  readonly rule: string;

  /** What is wrong: `'field' rule, got value; way out`. */
  readonly message: string;

  /** The object in which it is. */
  readonly object: ObjectId;

  /** The value in the object, as a JSON pointer (RFC 6901). */
  readonly pointer: string;

  /** The apply set of the object: the folder below the output; empty for the root. */
  readonly set: string;

  /**
   * Path of the construct that wrote the object.
   * @default - it was not made by a construct
   */
  readonly constructPath?: string;

  /**
   * The line that made the construct, or the line of the value in a manifest that was read from a file.
   * @default - not known
   */
  readonly position?: SourcePosition;
}
