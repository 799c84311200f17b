import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid } from '../private/errors';
import { checkMetadata } from '../private/metadata';
import { check, whole } from '../private/rules';

/** Properties for `HorizontalPodAutoscaler`. */
export interface HorizontalPodAutoscalerProps {
  /**
   * Metadata of the autoscaler.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * What is scaled: a workload of this library or of `cdk8s-plus-27` whose containers all ask for CPU (a limit alone
   * counts as the request). Its own number of replicas is left out from then on.
   */
  readonly target: kplus.IScalable;
  /**
   * The least number of pods, at least 1.
   * @default 1
   */
  readonly minReplicas?: number;
  /** The greatest number of pods, not below `minReplicas`. */
  readonly maxReplicas: number;
  /** Average CPU use of the pods that is aimed at, in percent of what they ask for; 1 or more. */
  readonly cpuUtilization: number;
  /**
   * How fast it scales up and down, as Kubernetes spells it.
   * @default - up at once, down after 5 minutes
   */
  readonly behavior?: kplus.k8s.HorizontalPodAutoscalerBehaviorV2;
}

/** Kinds that have no number of replicas. */
const FIXED = ['DaemonSet', 'Job', 'CronJob'];

/**
 * Changes the number of pods with their CPU use. Needs metrics-server in the cluster.
 * Fails for a second autoscaler of a target and for a container that asks for no CPU.
 * Source: Learn Kubernetes in a Month of Lunches, 19.3.
 */
export class HorizontalPodAutoscaler extends Construct {
  /** The object itself. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: HorizontalPodAutoscalerProps) {
    super(scope, id);
    const { target, minReplicas, maxReplicas, cpuUtilization, behavior } = props;
    checkMetadata(this, props.metadata);
    check(this, 'minReplicas', minReplicas, whole(1), 'omit it for 1');
    check(this, 'maxReplicas', maxReplicas, whole(minReplicas ?? 1), "give 'minReplicas' or more");
    check(this, 'cpuUtilization', cpuUtilization, whole(1), 'give percent, such as 75');
    const { apiVersion, kind, name } = target.toScalingTarget();
    this.checkTarget(target);
    target.markHasAutoscaler();
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: props.metadata,
      spec: kplus.k8s.toJson_HorizontalPodAutoscalerSpecV2({
        scaleTargetRef: { apiVersion, kind, name },
        minReplicas,
        maxReplicas,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuUtilization } },
          },
        ],
        behavior,
      }),
    });
  }

  private checkTarget(target: kplus.IScalable): void {
    const { kind, name, containers } = target.toScalingTarget();
    if (FIXED.includes(kind)) {
      throw invalid(
        this,
        `'target' must have a number of replicas, got ${kind} ${name}`,
        'use a Deployment or StatefulSet',
      );
    }
    if (target.hasAutoscaler)
      throw invalid(this, `'target' must have one autoscaler, got a second for ${kind} ${name}`, 'remove one of them');
    const idle = containers.find(({ resources }) => (resources?.cpu?.request ?? resources?.cpu?.limit) === undefined);
    if (idle !== undefined) {
      throw invalid(
        this,
        `'target' must ask for CPU in each container, got none in ${kind} ${name}, container "${idle.name}"`,
        "give it 'resources.cpu'",
      );
    }
  }
}
