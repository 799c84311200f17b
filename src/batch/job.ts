import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { present } from '../private/metadata';
import * as workload from '../workload';
import { JobOptions } from './job-options';
import { checkJobName, jobPods, jobSpec } from './private/job-spec';

/** Properties for `Job`. */
export interface JobProps extends workload.WorkloadProps, JobOptions {
  /**
   * Whether the job waits; its pods are deleted meanwhile.
   * @default false
   */
  readonly suspend?: boolean;
}

/**
 * Pods that run to their end. Kubernetes labels them itself, so `labels` do not select them for the job, but do for
 * Services and network policies. The template cannot change after the first apply.
 * Source: Learn Kubernetes in a Month of Lunches, 8.4.
 */
export class Job extends workload.Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pods. */
  public readonly pods: workload.PodTemplate;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id, props.metadata);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: present(props.metadata),
      spec: Lazy.any({ produce: () => ({ ...spec, template: this.pods.toJson() }) }),
    });
    checkJobName(this, this.name, props);
    this.pods = jobPods(this, props, this.name);
    const spec = { ...jobSpec(this, props), suspend: props.suspend };
  }
}
