import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { present } from '../private/metadata';
import { PodTemplate } from './pod-template';
import { Workload, WorkloadProps } from './workload';

/** Properties for `DaemonSet`. */
export interface DaemonSetProps extends WorkloadProps {
  /**
   * How pods are replaced when the template changes, as Kubernetes spells it.
   * @default - one node after the other
   */
  readonly updateStrategy?: kplus.k8s.DaemonSetUpdateStrategy;
  /**
   * How long a new pod must be ready before it counts.
   * @default - at once
   */
  readonly minReady?: Duration;
}

/**
 * One pod on each node that `nodeSelector` and taints admit; on none, and without an error, when no node matches. The
 * pods share no data, and while the pod of a node is replaced, that node has none.
 *
 * A Deployment becomes a DaemonSet without an outage when both run for a time: the DaemonSet gets the `labels` of the
 * Deployment, which the Service selects, and the Deployment goes when the new pods are ready.
 * Source: Learn Kubernetes in a Month of Lunches, 6.3.
 */
export class DaemonSet extends Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pods. */
  public readonly pods: PodTemplate;

  constructor(scope: Construct, id: string, props: DaemonSetProps) {
    super(scope, id, props.metadata);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: present(props.metadata),
      spec: Lazy.any({ produce: () => this._withPods(spec) }),
    });
    this.pods = new PodTemplate(this, props, { name: this.name });
    const spec = kplus.k8s.toJson_DaemonSetSpec({
      selector: { matchLabels: this.pods.labels },
      updateStrategy: props.updateStrategy,
      minReadySeconds: seconds(this, 'minReady', props.minReady, 0),
      template: {},
    }) as object;
  }
}
