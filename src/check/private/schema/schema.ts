import { Rule } from '../../../private/rules';
import { Scalar } from './scalars';

/** The minors of Kubernetes that know something, both included: 27 is Kubernetes 1.27. */
export interface Span {
  readonly since: number;
  readonly until: number;
}

/** What every minor knows, and all there is to know about custom resources. */
export const ALWAYS: Span = { since: 0, until: Infinity };

/** One value of an enum. */
export interface EnumValue extends Span {
  readonly value: unknown;
}

/** One field of an object. A name that stands for several shapes over time has several. */
export interface Field extends Span {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  /** What the API server takes when the field is absent; for custom resources only. */
  readonly fallback?: unknown;
  /** Whether null is a value of the field, and not the same as absent. */
  readonly nullable?: boolean;
}

/** What a value must be. The table of Kubernetes and custom resources both compile to this form. */
export interface Schema {
  readonly type: Scalar | 'list' | 'map' | 'struct';
  /** How messages call it: `DeploymentSpec`. */
  readonly name: string;
  /** The fields of a struct. */
  readonly fields?: ReadonlyMap<string, readonly Field[]>;
  /** The fields of a struct that must be there. */
  readonly required?: readonly Field[];
  /** Fields of which the fallback is checked, too. */
  readonly fallbacks?: readonly Field[];
  /** Whether a struct may have fields that are not listed. */
  readonly open?: boolean;
  /** The items of a list, the values of a map or of the fields of an open struct. */
  readonly inner?: Schema;
  /** The fields that tell the items of a list apart; none when that is the whole item. */
  readonly unique?: readonly string[];
  readonly values?: readonly EnumValue[];
  /** Whether an empty string counts as absent. */
  readonly mayBeEmpty?: boolean;
  /** What else a value must be, in words. */
  readonly rules?: readonly Rule<unknown>[];
  /** Schemas of which all, some, one or none must hold. */
  readonly logic?: readonly Logic[];
}

/** `allOf` and its like. */
export interface Logic {
  readonly of: 'allOf' | 'anyOf' | 'oneOf' | 'not';
  readonly schemas: readonly Schema[];
}
