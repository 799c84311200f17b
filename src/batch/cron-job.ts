import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { checkLabels, present } from '../private/metadata';
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
   * Labels of the jobs, by which people find them; else only their owner tells whose they are.
   * Source: Learn Kubernetes in a Month of Lunches, 8.4.
   * @default - none
   */
  readonly jobLabels?: { [key: string]: string };
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

  constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id, props.metadata);
    checkLabels(this, 'jobLabels', props.jobLabels);
    check(this, 'schedule', props.schedule, schedule, "write five fields, such as '*/5 * * * *'");
    check(this, 'timeZone', props.timeZone, timeZone, 'use a name such as Europe/Zurich');
    check(this, 'successfulJobsHistoryLimit', props.successfulJobsHistoryLimit, whole(0), 'omit it for 3');
    check(this, 'failedJobsHistoryLimit', props.failedJobsHistoryLimit, whole(0), 'omit it for 1');
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: present(props.metadata),
      spec: Lazy.any({ produce: () => ({ ...spec, jobTemplate: { ...labels, spec: this.jobJson(job) } }) }),
    });
    check(this, 'metadata.name', this.name, cronJobName, 'shorten it');
    this.pods = jobPods(this, props, this.name);
    const job = jobSpec(this, props);
    const labels = props.jobLabels === undefined ? {} : { metadata: { labels: { ...props.jobLabels } } };
    const spec = {
      schedule: props.schedule,
      timeZone: props.timeZone,
      concurrencyPolicy: props.concurrencyPolicy,
      startingDeadlineSeconds: seconds(this, 'startingDeadline', props.startingDeadline, 10),
      suspend: props.suspend,
      successfulJobsHistoryLimit: props.successfulJobsHistoryLimit,
      failedJobsHistoryLimit: props.failedJobsHistoryLimit,
    };
  }

  private jobJson(job: object): object {
    return { ...job, template: this.pods.toJson() };
  }
}

function cronJobName(value: string): string | undefined {
  return value.length <= 52 ? undefined : 'must be at most 52 characters';
}

const AREAS =
  'Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US';
const ZONES = 'UTC GMT UCT Zulu Universal Greenwich CET EET MET WET EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT';

/** Node knows more names than Kubernetes does, and does not tell case apart. */
function timeZone(value: string): string | undefined {
  const [area = '', ...rest] = value.split('/');
  const spelled = rest.length === 0 ? ZONES.split(' ').includes(value) : AREAS.split(' ').includes(area);
  const places = rest.every((part) => area === 'Etc' || /^[A-Z].*[a-z]/.test(part));
  return spelled && places && isTimeZone(value) ? undefined : 'must be the IANA name of a time zone';
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
