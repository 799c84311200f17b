import { IConstruct } from 'constructs';
import { check } from '../private/rules';
import { oneLine } from './private/text';
import { apiObjectOf } from './private/api-object';

/** A finding of the checks that is known and right. */
export interface AcknowledgementProps {
  /** Id of the rule, such as `missing-key`. */
  readonly rule: string;

  /** Why the manifest is right as it is, for people: one line of text. */
  readonly reason: string;
}

/**
 * Tells the checks that a finding is known and right: for one object and one rule, with a reason.
 * An acknowledgement that matches no finding, or names no rule of the checks, is an error itself: of the checks, at synth.
 *
 * @example
 *
 * declare.Acknowledgement.of(deployment, { rule: 'missing-key', reason: 'the key is added by the operator' });
 */
export class Acknowledgement {
  /** The type of the metadata entries that hold the acknowledgements. */
  public static readonly METADATA = 'cdk8s-patterns:acknowledgement';

  /**
   * Acknowledges what a rule finds in the manifest of a construct: of itself, or of its default child.
   * Fails when neither is an `ApiObject`, or when the reason is empty.
   */
  public static of(construct: IConstruct, props: AcknowledgementProps): void {
    const object = apiObjectOf(construct);
    check(construct, 'rule', props.rule, ruleId, 'copy the id of the finding');
    check(construct, 'reason', props.reason, oneLine, 'write in one line why it is right');
    object.node.addMetadata(Acknowledgement.METADATA, { rule: props.rule, reason: props.reason });
  }

  /** What was acknowledged on this construct itself. */
  public static declaredOn(scope: IConstruct): AcknowledgementProps[] {
    return scope.node.metadata
      .filter((entry) => entry.type === Acknowledgement.METADATA)
      .map((entry) => entry.data as AcknowledgementProps);
  }

  private constructor() {}
}

const ruleId = (value: string): string | undefined =>
  /^[a-z][a-z-]*[a-z]$/.test(value) ? undefined : "must be the id of a rule, such as 'missing-key'";
