import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

/** How the pods of a job are told apart. */
export enum CompletionMode {
  /** They are all alike. */
  NON_INDEXED = 'NonIndexed',
  /** Each has a number. */
  INDEXED = 'Indexed',
}

/** What a job does; shared by `Job` and by the jobs of a `CronJob`. */
export interface JobOptions {
  /**
   * How many pods must end well, at least 1.
   * @default - 1; with a `parallelism` of 2 or more, the pods share a queue, and the job ends when one has ended well and
   * all have ended
   */
  readonly completions?: number;
  /**
   * How many pods run at the same time; 0 pauses the job. More than `completions` never run.
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * Whether pods are numbered: `Indexed` gives each the variable `JOB_COMPLETION_INDEX` and needs `completions`.
   * @default - NonIndexed
   */
  readonly completionMode?: CompletionMode;
  /**
   * How many pods may fail before the job does.
   * @default 6
   */
  readonly backoffLimit?: number;
  /**
   * How long the job may take before it fails, at least 1 second.
   * @default - no limit
   */
  readonly activeDeadline?: Duration;
  /**
   * How long the job is kept after its end, in whole seconds; 0 deletes it at once.
   * @default - until somebody deletes it
   */
  readonly ttlAfterFinished?: Duration;
  /**
   * What happens to a pod that fails: a new one (`Never`), or its container again (`OnFailure`). Fails for `Always`.
   * @default - Never, so that the logs of the failed pod stay
   */
  readonly restartPolicy?: kplus.RestartPolicy;
}
