import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { present } from '../private/metadata';
import { check, whole } from '../private/rules';
import { PodTemplate } from './pod-template';
import { checkNoRollout } from './private/no-rollout';
import { Workload, WorkloadProps } from './workload';

/** Properties for `ReplicaSet`. */
export interface ReplicaSetProps extends WorkloadProps {
  /**
   * The number of pods, 0 or more. Left to the autoscaler where there is one.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * How long a new pod must be ready before it counts.
   * @default - at once
   */
  readonly minReady?: Duration;
}

/**
 * A number of pods that are all alike. It knows no rollout: a changed template reaches only pods that start later, so
 * that `rollOnConfigChange` fails. What one wants is nearly always a `Deployment`, which makes ReplicaSets by itself, one
 * for each version of the template.
 * Source: Learn Kubernetes in a Month of Lunches, 6.1.
 */
export class ReplicaSet extends Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pods. */
  public readonly pods: PodTemplate;

  constructor(scope: Construct, id: string, props: ReplicaSetProps) {
    super(scope, id, props.metadata);
    check(this, 'replicas', props.replicas, whole(0), 'omit it for one pod');
    checkNoRollout(this, 'ReplicaSet', props);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: present(props.metadata),
      spec: Lazy.any({ produce: () => this._withPods(spec) }),
    });
    this.pods = new PodTemplate(this, props, { name: this.name });
    const spec = kplus.k8s.toJson_ReplicaSetSpec({
      replicas: props.replicas,
      selector: { matchLabels: this.pods.labels },
      minReadySeconds: seconds(this, 'minReady', props.minReady, 0),
      template: {},
    }) as object;
  }
}
