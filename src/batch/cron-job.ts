import { ApiObject, ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import { check, schedule, whole } from '../private/rules';
import * as workload from '../workload';
import { JobOptions } from './job-options';
import { jobPods, jobSpec } from './private/job-spec';

/** Properties for `CronJob`. */
export interface CronJobProps extends workload.WorkloadProps, JobOptions {
  /** When: five fields (minute, hour, day of month, month, day of week), or a macro such as `@daily`. */
  readonly schedule: string;
  /**
   * The time zone of the schedule, by its IANA name, such as `Europe/Zurich`.
   * @default - that of the controller, mostly UTC
   */
  readonly timeZone?: string;
  /**
   * What happens when the job before still runs: both run, the new one is left out, or the old one is stopped.
   * @default - both run
   */
  readonly concurrencyPolicy?: kplus.ConcurrencyPolicy;
  /**
   * How late a job may start, at least 10 seconds, since the controller looks every 10 seconds.
   * @default - any time
   */
  readonly startingDeadline?: Duration;
  /**
   * Whether no new jobs start.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * How many jobs that ended well are kept.
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;
  /**
   * How many jobs that failed are kept.
   * @default 1
   */
  readonly failedJobsHistoryLimit?: number;
}

/**
 * Jobs by the clock. Its name has at most 52 characters, because jobs get 11 more.
 * Source: Learn Kubernetes in a Month of Lunches, 8.4.
 */
export class CronJob extends workload.Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pods. */
  public readonly pods: workload.PodTemplate;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CronJobProps,
  ) {
    super(scope, id, props.metadata);
    check(this, 'schedule', props.schedule, schedule, "write five fields, such as '*/5 * * * *'");
    check(this, 'timeZone', props.timeZone, timeZone, 'use a name such as Europe/Zurich');
    check(this, 'successfulJobsHistoryLimit', props.successfulJobsHistoryLimit, whole(0), 'omit it for 3');
    check(this, 'failedJobsHistoryLimit', props.failedJobsHistoryLimit, whole(0), 'omit it for 1');
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: cronJobMetadata(this, props.metadata),
      spec: Lazy.any({ produce: () => this.specJson() }),
    });
    this.pods = jobPods(this, props, this.name);
    this.specJson();
  }

  private specJson(): object {
    const { props } = this;
    return {
      schedule: props.schedule,
      timeZone: props.timeZone,
      concurrencyPolicy: props.concurrencyPolicy,
      startingDeadlineSeconds: seconds(this, 'startingDeadline', props.startingDeadline, 10),
      suspend: props.suspend,
      successfulJobsHistoryLimit: props.successfulJobsHistoryLimit,
      failedJobsHistoryLimit: props.failedJobsHistoryLimit,
      jobTemplate: { spec: { ...jobSpec(this, props), template: this.pods.toJson() } },
    };
  }
}

function cronJobMetadata(scope: Construct, metadata: ApiObjectMetadata | undefined): ApiObjectMetadata | undefined {
  const name = metadata?.name;
  if (name !== undefined && name.length > 52) {
    throw invalid(
      scope,
      `'metadata.name' must be at most 52 characters, got ${shown(name)} of ${name.length}`,
      'shorten it',
    );
  }
  return metadata;
}

function timeZone(value: string): string | undefined {
  const known = value !== 'Local' && value !== '' && isTimeZone(value);
  return known ? undefined : 'must be the IANA name of a time zone';
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
