import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { present } from '../private/metadata';
import { PodTemplate } from './pod-template';
import { checkNoRollout } from './private/no-rollout';
import { Workload, WorkloadProps } from './workload';

/** Properties for `Pod`; `PodProps` are those that the pods of all workloads share. */
export interface BarePodProps extends WorkloadProps {
  /**
   * When containers that end are started again, by the node that runs the pod.
   * @default - Always
   */
  readonly restartPolicy?: kplus.RestartPolicy;
}

/**
 * One pod without a controller, for a trial or a task that people watch. Nothing replaces it when it is deleted or
 * evicted, or when its node goes: what should stay is a `Deployment`, what should end a `batch.Job`. Once it is applied,
 * little but its labels can change: delete it first.
 *
 * Its labels are `labels`, `podLabels` and `metadata.labels` together, and none when they are omitted; its annotations
 * likewise. Services and network policies find it by `labels`. Fails when two of them contradict each other, with
 * `rollOnConfigChange`, and when something would scale it, or select it without `labels`.
 * Source: Learn Kubernetes in a Month of Lunches, 2.1 and 2.3.
 */
export class Pod extends Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pod as a template. Where the pod has no labels, those of the template are what a controller would give it. */
  public readonly pods: PodTemplate;
  private readonly selectable: boolean;

  constructor(scope: Construct, id: string, props: BarePodProps) {
    super(scope, id, props.metadata);
    checkNoRollout(this, 'Pod', props);
    this.selectable = Object.keys(props.labels ?? {}).length > 0;
    const { labels, annotations, ...metadata } = present(props.metadata) ?? {};
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...metadata,
        labels: this.merged('labels', labels, { ...props.labels, ...props.podLabels }),
        annotations: this.merged('annotations', annotations, { ...props.podAnnotations }),
      },
      spec: Lazy.any({ produce: () => spec }),
    });
    const pods = this.selectable ? props : { ...props, labels: undefined };
    this.pods = new PodTemplate(this, pods, { name: this.name, restartPolicy: props.restartPolicy });
    const { spec } = this.pods.toJson();
  }

  /** For `cdk8s-plus-27`: the labels of the pod. Fails when it has no `labels`. */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    if (!this.selectable) {
      throw invalid(
        this,
        "'labels' must be set for a pod that something selects, got none",
        'give it labels of its own',
      );
    }
    return super.toPodSelectorConfig();
  }

  /** For `cdk8s-plus-27`, whose autoscalers call it. Fails: there is one pod, and no number of them. */
  public override markHasAutoscaler(): void {
    throw this.notScalable();
  }

  /** For `cdk8s-plus-27`, whose autoscalers ask for it. Fails: there is one pod, and no number of them. */
  public override toScalingTarget(): kplus.ScalingTarget {
    throw this.notScalable();
  }

  private notScalable(): Error {
    return invalid(this, "'target' must have a number of replicas, got a Pod", 'use a Deployment or StatefulSet');
  }

  private merged(
    prop: string,
    own: { [key: string]: string } = {},
    ofPods: { [key: string]: string },
  ): { [key: string]: string } {
    const key = Object.keys(own).find((one) => Object.hasOwn(ofPods, one) && own[one] !== ofPods[one]);
    if (key === undefined) return { ...own, ...ofPods };
    throw invalid(
      this,
      `'metadata.${prop}["${key}"]' must be the same as for the pod, got ${shown(own[key])} and ${shown(ofPods[key])}`,
      'omit one of them',
    );
  }
}
