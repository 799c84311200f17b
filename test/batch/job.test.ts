import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { batch, workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

type Props = Partial<batch.JobProps>;
/** The props of the kind; those of its pods are tested with `PodTemplate`. */
type Own = Required<Omit<batch.JobProps, keyof workload.PodProps>>;

const build =
  (props: Props = {}) =>
  (): batch.Job =>
    new batch.Job(newChart(), 'Load', { containers: [{ image: 'load' }], ...props });
const of = (length: number): string => 'n'.repeat(length);

test('renders every prop', () => {
  const props: Own = {
    metadata: { name: 'load', labels: { team: 'a' } },
    completions: 3,
    parallelism: 2,
    completionMode: batch.CompletionMode.INDEXED,
    backoffLimit: 0,
    activeDeadline: Duration.minutes(5),
    ttlAfterFinished: Duration.days(1),
    restartPolicy: kplus.RestartPolicy.ON_FAILURE,
    suspend: true,
  };
  expect(inChart((chart) => new batch.Job(chart, 'Load', { containers: [{ image: 'load' }], ...props }))).toEqual([
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'load', labels: { team: 'a' } },
      spec: {
        completions: 3,
        parallelism: 2,
        completionMode: 'Indexed',
        backoffLimit: 0,
        activeDeadlineSeconds: 300,
        ttlSecondsAfterFinished: 86400,
        suspend: true,
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'load' } },
          spec: { restartPolicy: 'OnFailure', containers: [{ name: 'load', image: 'load' }] },
        },
      },
    },
  ]);
});

test('renders nothing that was not asked for but that failed pods stay', () => {
  expect(inChart((chart) => new batch.Job(chart, 'Load', { containers: [{ image: 'load' }] }))).toEqual([
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'app-load' },
      spec: {
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'app-load' } },
          spec: { restartPolicy: 'Never', containers: [{ name: 'load', image: 'load' }] },
        },
      },
    },
  ]);
});

test.each<[string, Props, object]>([
  ['a paused job', { parallelism: 0 }, { parallelism: 0 }],
  ['a job that is deleted at once', { ttlAfterFinished: Duration.seconds(0) }, { ttlSecondsAfterFinished: 0 }],
  ['the shortest deadline', { activeDeadline: Duration.seconds(1) }, { activeDeadlineSeconds: 1 }],
  ['one completion', { completions: 1 }, { completions: 1 }],
  ['pods that are all alike', { completionMode: batch.CompletionMode.NON_INDEXED }, { completionMode: 'NonIndexed' }],
  ['a job that does not wait', { suspend: false }, { suspend: false }],
])('renders %s', (_, props, expected) => {
  expect(manifest(build(props)(), 'Job')).toMatchObject({ spec: expected });
});

test('has no selector, which Kubernetes makes', () => {
  expect(manifest(build({ labels: { app: 'load' } })(), 'Job')).not.toHaveProperty('spec.selector');
});

test.each([
  ['63 characters', of(63)],
  ['dots', 'a.b'],
])('its name may have %s', (_, name) => {
  expect(build({ metadata: { name } })().name).toBe(name);
});

const WHOLE = 'must be a whole number of at least';

test.each<[string, Props, string]>([
  ['completions is 0', { completions: 0 }, `'completions' ${WHOLE} 1, got 0; omit it for 1`],
  ['completions is no number', { completions: NaN }, `'completions' ${WHOLE} 1, got NaN; omit it for 1`],
  ['parallelism is -1', { parallelism: -1 }, `'parallelism' ${WHOLE} 0, got -1; omit it for 1`],
  ['parallelism is a fraction', { parallelism: 0.5 }, `'parallelism' ${WHOLE} 0, got 0.5; omit it for 1`],
  ['backoffLimit is -1', { backoffLimit: -1 }, `'backoffLimit' ${WHOLE} 0, got -1; omit it for 6`],
  [
    'activeDeadline is 0',
    { activeDeadline: Duration.seconds(0) },
    `'activeDeadline' ${WHOLE} 1, got 0; give whole seconds, at least 1`,
  ],
  [
    'ttlAfterFinished is a fraction',
    { ttlAfterFinished: Duration.millis(1) },
    `'ttlAfterFinished' ${WHOLE} 0, got 0.001; give whole seconds, at least 0`,
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
  ['there is no container', { containers: [] }, "'containers' must name at least one container, got []; add one"],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(`[app/Load] ${words}`);
});

describe('gaps', () => {
  const indexed = { completionMode: batch.CompletionMode.INDEXED };
  test.each<[string, string, Props]>([
    ['the name has 64 characters, which is no label of its pods', 'metadata\\.name', { metadata: { name: of(64) } }],
    [
      'a numbered pod would have a name of 64 characters',
      'metadata\\.name',
      { metadata: { name: of(61) }, ...indexed, completions: 11 },
    ],
    [
      'pods are numbered and the name has a dot',
      'metadata\\.name',
      { metadata: { name: 'a.b' }, ...indexed, completions: 1 },
    ],
    [
      'pods are numbered and over 100000 run at a time',
      'parallelism',
      { ...indexed, completions: 1, parallelism: 100001 },
    ],
    ['a label is one that Kubernetes sets', 'labels', { labels: { 'batch.kubernetes.io/job-name': 'x' } }],
    ['completions is over 32 bits', 'completions', { completions: 2 ** 31 }],
    ['ttlAfterFinished is over 32 bits', 'ttlAfterFinished', { ttlAfterFinished: Duration.days(30000) }],
  ])('fails when %s', (_, prop, props) => {
    expect(messageOf(build(props))).toMatch(new RegExp(`^\\[app/Load\\] '${prop}.*'.*; `));
  });

  test('changes nothing when the caller changes completions later', () => {
    const props = { containers: [{ image: 'load' }], completions: 1 };
    const job = new batch.Job(newChart(), 'Load', props);
    props.completions = 2;
    expect(manifest(job, 'Job')).toHaveProperty('spec.completions', 1);
  });
});
