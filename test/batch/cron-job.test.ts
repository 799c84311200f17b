import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { batch, workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

type Props = Partial<batch.CronJobProps>;
/** The props of the kind; those of its pods are tested with `PodTemplate`. */
type Own = Required<Omit<batch.CronJobProps, keyof workload.PodProps>>;

const build =
  (props: Props = {}) =>
  (): batch.CronJob =>
    new batch.CronJob(newChart(), 'Clean', { schedule: '@daily', containers: [{ image: 'clean' }], ...props });
const of = (length: number): string => 'n'.repeat(length);

test('renders every prop', () => {
  const props: Own = {
    metadata: { name: 'clean', labels: { team: 'a' } },
    schedule: '*/5 0-6 1 jan mon',
    timeZone: 'Europe/Zurich',
    concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
    startingDeadline: Duration.seconds(10),
    suspend: true,
    jobLabels: { app: 'clean' },
    successfulJobsHistoryLimit: 0,
    failedJobsHistoryLimit: 5,
    completions: 3,
    parallelism: 2,
    completionMode: batch.CompletionMode.INDEXED,
    backoffLimit: 0,
    activeDeadline: Duration.minutes(5),
    ttlAfterFinished: Duration.days(1),
    restartPolicy: kplus.RestartPolicy.ON_FAILURE,
  };
  expect(inChart((chart) => new batch.CronJob(chart, 'Clean', { containers: [{ image: 'clean' }], ...props }))).toEqual(
    [
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'clean', labels: { team: 'a' } },
        spec: {
          schedule: '*/5 0-6 1 jan mon',
          timeZone: 'Europe/Zurich',
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: 10,
          suspend: true,
          successfulJobsHistoryLimit: 0,
          failedJobsHistoryLimit: 5,
          jobTemplate: {
            metadata: { labels: { app: 'clean' } },
            spec: {
              completions: 3,
              parallelism: 2,
              completionMode: 'Indexed',
              backoffLimit: 0,
              activeDeadlineSeconds: 300,
              ttlSecondsAfterFinished: 86400,
              template: {
                metadata: { labels: { 'app.kubernetes.io/name': 'clean' } },
                spec: { restartPolicy: 'OnFailure', containers: [{ name: 'clean', image: 'clean' }] },
              },
            },
          },
        },
      },
    ],
  );
});

test('renders nothing that was not asked for but that failed pods stay', () => {
  const props = { schedule: '@daily', containers: [{ image: 'clean' }] };
  expect(inChart((chart) => new batch.CronJob(chart, 'Clean', props))).toEqual([
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'app-clean' },
      spec: {
        schedule: '@daily',
        jobTemplate: {
          spec: {
            template: {
              metadata: { labels: { 'app.kubernetes.io/name': 'app-clean' } },
              spec: { restartPolicy: 'Never', containers: [{ name: 'clean', image: 'clean' }] },
            },
          },
        },
      },
    },
  ]);
});

test('its name may have 52 characters', () => {
  expect(build({ metadata: { name: of(52) } })().name).toHaveLength(52);
});

test.each([
  'UTC',
  'Etc/UTC',
  'GMT',
  'Europe/Zurich',
  'America/Port_of_Spain',
  'Asia/Calcutta',
  'US/Pacific',
  'Etc/GMT+5',
  'EST5EDT',
])('the time zone may be %s', (timeZone) => {
  expect(manifest(build({ timeZone })(), 'CronJob')).toHaveProperty('spec.timeZone', timeZone);
});

const WHOLE = 'must be a whole number of at least';
const ZONE = 'must be the IANA name of a time zone';

test.each<[string, Props, string]>([
  [
    'the name has 53 characters',
    { metadata: { name: of(53) } },
    `'metadata.name' must be at most 52 characters, got "${of(53)}"; shorten it`,
  ],
  [
    'a label of the jobs is wrong',
    { jobLabels: { app: 'a b' } },
    "'jobLabels[\"app\"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"a b\"; shorten it, or use an annotation",
  ],
  [
    'the schedule has four fields',
    { schedule: '* * * *' },
    "'schedule' must have five fields: minute, hour, day of month, month, day of week, got \"* * * *\"; write five fields, such as '*/5 * * * *'",
  ],
  [
    'the schedule is empty',
    { schedule: '' },
    "'schedule' must have five fields: minute, hour, day of month, month, day of week, got \"\"; write five fields, such as '*/5 * * * *'",
  ],
  [
    'the minute is 60',
    { schedule: '60 * * * *' },
    "'schedule' must have a minute from 0 to 59, as a number, '*', a range 'a-b' or a step '*/n', got \"60 * * * *\"; write five fields, such as '*/5 * * * *'",
  ],
  [
    'the schedule has a time zone',
    { schedule: 'TZ=UTC 0 * * * *' },
    "'schedule' must not name a time zone, which is the field 'timeZone', got \"TZ=UTC 0 * * * *\"; write five fields, such as '*/5 * * * *'",
  ],
  ...['', 'Local', 'local', 'Zurich', 'Europe/Foo', 'UTC+1', 'Europe/Zurich ', '../UTC', '/etc/localtime'].map(
    (timeZone): [string, Props, string] => [
      `the time zone is ${JSON.stringify(timeZone)}`,
      { timeZone },
      `'timeZone' ${ZONE}, got "${timeZone}"; use a name such as Europe/Zurich`,
    ],
  ),
  [
    'startingDeadline is 9 seconds',
    { startingDeadline: Duration.seconds(9) },
    `'startingDeadline' ${WHOLE} 10, got 9; give whole seconds, at least 10`,
  ],
  [
    'successfulJobsHistoryLimit is -1',
    { successfulJobsHistoryLimit: -1 },
    `'successfulJobsHistoryLimit' ${WHOLE} 0, got -1; omit it for 3`,
  ],
  [
    'failedJobsHistoryLimit is no number',
    { failedJobsHistoryLimit: NaN },
    `'failedJobsHistoryLimit' ${WHOLE} 0, got NaN; omit it for 1`,
  ],
  ['its jobs complete 0 times', { completions: 0 }, `'completions' ${WHOLE} 1, got 0; omit it for 1`],
  ['its jobs run -1 pods', { parallelism: -1 }, `'parallelism' ${WHOLE} 0, got -1; omit it for 1`],
  ['its jobs try -1 times', { backoffLimit: -1 }, `'backoffLimit' ${WHOLE} 0, got -1; omit it for 6`],
  [
    'its jobs may take no time',
    { activeDeadline: Duration.seconds(0) },
    `'activeDeadline' ${WHOLE} 1, got 0; give whole seconds, at least 1`,
  ],
  [
    'pods are numbered without completions',
    { completionMode: batch.CompletionMode.INDEXED },
    "'completions' must be set with the completion mode Indexed; give the number of pods",
  ],
  [
    'pods always restart',
    { restartPolicy: kplus.RestartPolicy.ALWAYS },
    '\'restartPolicy\' must be Never or OnFailure, got "Always"; omit it for Never',
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(`[app/Clean] ${words}`);
});

describe('gaps', () => {
  test.each(['utc', 'europe/zurich', 'EUROPE/ZURICH', 'us/pacific', 'PST', 'JST', 'IST', 'SystemV/PST8PDT'])(
    'fails when the time zone is %s, which Node knows and Kubernetes does not',
    (timeZone) => {
      expect(messageOf(build({ timeZone }))).toMatch(/^\[app\/Clean\] 'timeZone' /);
    },
  );

  test.each<[string, string, Props]>([['backoffLimit is over 32 bits', 'backoffLimit', { backoffLimit: 2 ** 31 }]])(
    'fails when %s',
    (_, prop, props) => {
      expect(messageOf(build(props))).toMatch(new RegExp(`^\\[app/Clean\\] '${prop}.*'.*; `));
    },
  );

  test('changes nothing when the caller changes the schedule later', () => {
    const props = { schedule: '@daily', containers: [{ image: 'clean' }] };
    const made = new batch.CronJob(newChart(), 'Clean', props);
    props.schedule = '@hourly';
    expect(manifest(made, 'CronJob')).toHaveProperty('spec.schedule', '@daily');
  });
});
