import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { seconds } from '../../private/duration';
import { invalid } from '../../private/errors';
import { check, whole } from '../../private/rules';
import * as workload from '../../workload';
import { CompletionMode, JobOptions } from '../job-options';

/** The pods of a job. */
export function jobPods(scope: IConstruct, props: workload.PodProps & JobOptions, name: string): workload.PodTemplate {
  const restartPolicy = props.restartPolicy ?? kplus.RestartPolicy.NEVER;
  if (restartPolicy === kplus.RestartPolicy.ALWAYS) {
    throw invalid(scope, '\'restartPolicy\' must be Never or OnFailure, got "Always"', 'omit it for Never');
  }
  return new workload.PodTemplate(scope, props, { name, restartPolicy });
}

/** The job as Kubernetes spells it, without its pods. */
export function jobSpec(scope: IConstruct, options: JobOptions): { [key: string]: unknown } {
  const { completions, parallelism, completionMode, backoffLimit } = options;
  check(scope, 'completions', completions, whole(1), 'omit it for 1');
  check(scope, 'parallelism', parallelism, whole(0), 'omit it for 1');
  check(scope, 'backoffLimit', backoffLimit, whole(0), 'omit it for 6');
  if (completionMode === CompletionMode.INDEXED && completions === undefined) {
    throw invalid(scope, "'completions' must be set with the completion mode Indexed", 'give the number of pods');
  }
  return {
    completions,
    parallelism,
    completionMode,
    backoffLimit,
    activeDeadlineSeconds: seconds(scope, 'activeDeadline', options.activeDeadline, 1),
    ttlSecondsAfterFinished: seconds(scope, 'ttlAfterFinished', options.ttlAfterFinished, 0),
  };
}
