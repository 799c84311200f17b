import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { seconds } from '../../private/duration';
import { invalid, shown } from '../../private/errors';
import { check, whole } from '../../private/rules';
import * as workload from '../../workload';
import { CompletionMode, JobOptions } from '../job-options';

/** The pods of a job. */
export function jobPods(scope: IConstruct, props: workload.PodProps & JobOptions, name: string): workload.PodTemplate {
  const restartPolicy = props.restartPolicy ?? kplus.RestartPolicy.NEVER;
  if (restartPolicy === kplus.RestartPolicy.ALWAYS) {
    throw invalid(scope, '\'restartPolicy\' must be Never or OnFailure, got "Always"', 'omit it for Never');
  }
  checkReserved(scope, 'labels', props.labels);
  checkReserved(scope, 'podLabels', props.podLabels);
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
  if (completionMode === CompletionMode.INDEXED)
    check(scope, 'parallelism', parallelism, whole(0, 100_000), 'lower it');
  return {
    completions,
    parallelism,
    completionMode,
    backoffLimit,
    activeDeadlineSeconds: seconds(scope, 'activeDeadline', options.activeDeadline, 1),
    ttlSecondsAfterFinished: seconds(scope, 'ttlAfterFinished', options.ttlAfterFinished, 0),
  };
}

/** Fails for a name that its pods, which carry it as a label and in their names, could not have. */
export function checkJobName(scope: IConstruct, name: string, options: JobOptions): void {
  const indexed = options.completionMode === CompletionMode.INDEXED;
  const max = indexed ? 63 - `-${(options.completions ?? 1) - 1}`.length : 63;
  const rule = (value: string): string | undefined =>
    value.length <= max && !(indexed && value.includes('.'))
      ? undefined
      : `must be at most ${max} characters${indexed ? " without '.'" : ''}`;
  check(scope, 'metadata.name', name, rule, 'shorten it');
}

const RESERVED = ['job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid'];

function checkReserved(scope: IConstruct, prop: string, labels: { [key: string]: string } | undefined): void {
  const key = Object.keys(labels ?? {}).find((label) => RESERVED.includes(label));
  if (key !== undefined)
    throw invalid(scope, `'${prop}' must not have a label that Kubernetes sets, got ${shown(key)}`, 'omit it');
}
