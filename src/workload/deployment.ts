import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { present } from '../private/metadata';
import { invalid } from '../private/errors';
import { check, whole } from '../private/rules';
import { DisruptionBudget } from './disruption-budget';
import { PodTemplate } from './pod-template';
import { addBudget } from './private/budget';
import { Spread } from './spread';
import { Workload, WorkloadProps } from './workload';

/** Properties for `Deployment`. */
export interface DeploymentProps extends WorkloadProps {
  /**
   * The number of pods, 0 or more. Left to the autoscaler where there is one.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * How pods are replaced when the template changes. Fails when a rolling update may neither add nor remove a pod.
   * @default - a rolling update of 25 percent more and 25 percent less
   */
  readonly strategy?: kplus.DeploymentStrategy;
  /**
   * How long a new pod must be ready before it counts.
   * @default - at once
   */
  readonly minReady?: Duration;
  /**
   * How long a rollout may stand still before it counts as failed, more than `minReady`.
   * @default - 10 minutes
   */
  readonly progressDeadline?: Duration;
  /**
   * How many old versions are kept for a way back.
   * @default - 10
   */
  readonly revisionHistoryLimit?: number;
  /**
   * How many pods may be taken away while nodes are drained and upgraded. Makes a PodDisruptionBudget of the name of the
   * workload. Fails at synth for one that never lets a pod go.
   * @default - any number
   */
  readonly disruptionBudget?: DisruptionBudget;
  /**
   * How the pods are spread: `[Spread.zones(), Spread.nodes()]`. Fails when one of them is written twice, here and in
   * `topologySpreadConstraints`.
   * @default - as the scheduler does by itself
   */
  readonly spread?: Spread[];
}

/**
 * Replaceable pods that are all alike.
 * Source: Learn Kubernetes in a Month of Lunches, 2.3 and chapter 6; strategies: 9.3.
 */
export class Deployment extends Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pods. */
  public readonly pods: PodTemplate;

  constructor(scope: Construct, id: string, props: DeploymentProps) {
    super(scope, id, props.metadata);
    check(this, 'replicas', props.replicas, whole(0), 'omit it for one pod');
    check(this, 'revisionHistoryLimit', props.revisionHistoryLimit, whole(0), 'omit it for 10');
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: present(props.metadata),
      spec: Lazy.any({ produce: () => this._withPods(spec) }),
    });
    const spread = props.spread?.map((one) => one._perVersion());
    this.pods = new PodTemplate(this, props, { name: this.name, spread });
    const spec = this.specJson(props);
    const { disruptionBudget, replicas = 1 } = props;
    if (disruptionBudget !== undefined) addBudget(this, disruptionBudget, this._placed(this.name), replicas);
  }

  private specJson(props: DeploymentProps): object {
    const minReadySeconds = seconds(this, 'minReady', props.minReady, 0);
    const progressDeadlineSeconds = seconds(this, 'progressDeadline', props.progressDeadline, 1);
    if ((minReadySeconds ?? 0) >= (progressDeadlineSeconds ?? 600)) {
      const problem = `'progressDeadline' must be more than 'minReady', got ${progressDeadlineSeconds ?? 600} s`;
      throw invalid(this, problem, 'raise it');
    }
    const strategy = props.strategy?._toKube();
    check(this, 'strategy.maxSurge', podCount(strategy?.rollingUpdate?.maxSurge), count, COUNT);
    check(this, 'strategy.maxUnavailable', podCount(strategy?.rollingUpdate?.maxUnavailable), share, COUNT);
    return kplus.k8s.toJson_DeploymentSpec({
      replicas: props.replicas,
      selector: { matchLabels: this.pods.labels },
      strategy,
      minReadySeconds,
      progressDeadlineSeconds,
      revisionHistoryLimit: props.revisionHistoryLimit,
      template: {},
    }) as object;
  }
}

const COUNT = 'give pods, or whole percent';

function podCount(value: kplus.k8s.IntOrString | undefined): string | undefined {
  return value && String(value.value);
}

function count(value: string): string | undefined {
  return /^\d+%?$/.test(value) ? undefined : 'must be a whole number of pods or of percent, 0 or more';
}

function share(value: string): string | undefined {
  return count(value) ?? (value.endsWith('%') && parseInt(value, 10) > 100 ? 'must be at most 100 percent' : undefined);
}
