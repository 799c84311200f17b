import { findingsOf } from '../support';

const podOf = (container: string, pod = ''): string =>
  `template: { spec: { restartPolicy: Never, containers: [{ name: pi, ${container} }]${pod} } }`;
const POD = podOf("image: 'perl:5', command: [perl, -e, print 1]");
const SHARED = podOf(
  'image: a, volumeMounts: [{ name: v, mountPath: /v }]',
  ', volumes: [{ name: v, persistentVolumeClaim: { claimName: v } }]',
);
const job = (spec: string, pod = POD, name = 'pi'): string =>
  `{ apiVersion: batch/v1, kind: Job, metadata: { name: ${name} }, spec: { ${[spec, pod].filter(Boolean).join(', ')} } }`;
const cronJob = (schedule: string, spec = '', jobSpec = '', pod = POD): string => `apiVersion: batch/v1
kind: CronJob
metadata: { name: pi }
spec:
  schedule: '${schedule}'
  ${spec}
  jobTemplate: { spec: { ${[jobSpec, pod].filter(Boolean).join(', ')} } }
`;

describe('job-parallelism', () => {
  const more = (pointer: string, field: string, got: string): [string, string] => [
    pointer,
    `'${field}' must be at most 2, as 'completions': no more pods ever run, got ${got}; lower it`,
  ];
  const queue = (pointer: string, field: string): [string, string] => [
    pointer,
    `'${field}' must be said beside 'parallelism: 3', unless the pods share a queue and all see its end, got nothing; ` +
      'say how many pods must end well, or acknowledge that they share a queue',
  ];

  test.each<[string, string, [string, string][]]>([
    [
      'more pods than completions',
      job('completions: 2, parallelism: 3'),
      [more('/spec/parallelism', 'spec.parallelism', '3')],
    ],
    [
      'more pods than indexes',
      job('completions: 2, parallelism: 3, completionMode: Indexed'),
      [more('/spec/parallelism', 'spec.parallelism', '3')],
    ],
    ['several pods without completions', job('parallelism: 3'), [queue('/spec/completions', 'spec.completions')]],
    [
      'the job of a CronJob',
      cronJob('@daily', '', 'parallelism: 3'),
      [queue('/spec/jobTemplate/spec/completions', 'spec.jobTemplate.spec.completions')],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('job-parallelism', yaml)).toEqual(expected);
  });

  test.each([
    ['neither of both', job('')],
    ['as many pods as completions', job('completions: 3, parallelism: 3')],
    ['fewer pods than completions', job('completions: 3, parallelism: 2')],
    ['one pod without completions', job('parallelism: 1')],
    ['a job that is paused', job('parallelism: 0')],
    ['indexes without a number, which another rule finds', job('parallelism: 3, completionMode: Indexed')],
    ['a number that is a text', job('completions: many, parallelism: 3')],
    ['pods whose image decides what they do', job('parallelism: 3', podOf('image: job-wq-2'))],
    ['pods with a variable', job('parallelism: 3', podOf('image: a, command: [b], env: [{ name: A, value: b }]'))],
    [
      'pods with variables of a ConfigMap',
      job('parallelism: 3', podOf('image: a, command: [b], envFrom: [{ configMapRef: { name: c } }]')),
    ],
    [
      'pods with files',
      job('parallelism: 3', podOf('image: a, command: [b]', ', volumes: [{ name: v, configMap: { name: c } }]')),
    ],
    ['pods with an account', job('parallelism: 3', podOf('image: a, command: [b]', ', serviceAccountName: a'))],
    ['a command with an address', job('parallelism: 3', podOf('image: a, command: [b], args: ["c://d"]'))],
    ['a command with a port', job('parallelism: 3', podOf('image: a, command: [b, "c:6379"]'))],
    ['an image that tells of a queue', job('parallelism: 3', podOf('image: a/queue-reader, command: [b]'))],
    ['a name that tells of a queue', job('parallelism: 3', POD, 'drain-queue')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('job-parallelism', yaml)).toEqual([]);
  });
});

describe('overlapping-runs', () => {
  const overlap = (often: string): [string, string][] => [
    [
      '/spec/concurrencyPolicy',
      `'spec.concurrencyPolicy' must be said for a job that starts every ${often} and may take longer, got nothing; ` +
        'write Forbid or Replace, or Allow where jobs may overlap',
    ],
  ];

  test.each([
    ['* * * * *', 'minute'],
    ['*/2 * * * *', '2 minutes'],
    ['*/10 * * * *', '10 minutes'],
    ['0,5 3 * * *', '5 minutes'],
    ['1-3 3 1 * *', 'minute'],
    ['50/5 * * * 1', '5 minutes'],
    ['10-40/6 8 * * *', '6 minutes'],
    ['5,58 8,9 * * *', '7 minutes'],
    ['? * * * *', 'minute'],
    ['*/11 * * * *', '5 minutes'],
    ['@every 1m', 'minute'],
    ['@every 1.5m', '90 seconds'],
    ['@every 10ms', 'second'],
  ])('finds the schedule %s', (schedule, often) => {
    expect(findingsOf('overlapping-runs', cronJob(schedule, '', '', SHARED))).toEqual(overlap(often));
  });

  test.each([
    '*/12 * * * *',
    '0 * * * *',
    '@hourly',
    '@daily',
    '@every 11m',
    '0 3 * * *',
    '0,30 * * * *',
    '*/2 * * *',
    'a * * * *',
    '70 * * * *',
    '*/0 * * * *',
    '',
  ])('takes the schedule "%s"', (schedule) => {
    expect(findingsOf('overlapping-runs', cronJob(schedule, '', '', SHARED))).toEqual([]);
  });

  test.each(['Forbid', 'Replace', 'Allow'])('takes %s', (policy) => {
    expect(findingsOf('overlapping-runs', cronJob('* * * * *', `concurrencyPolicy: ${policy}`, '', SHARED))).toEqual(
      [],
    );
  });

  const VOLUME = 'volumeMounts: [{ name: v, mountPath: /v';
  test.each<[string, string]>([
    ['pods that write nowhere', POD],
    ['a directory of the pod', podOf(`image: a, ${VOLUME} }]`, ', volumes: [{ name: v, emptyDir: {} }]')],
    ['a claim that is only read', SHARED.replace('mountPath: /v', 'mountPath: /v, readOnly: true')],
    ['a claim that nothing mounts', SHARED.replace('{ name: v, mountPath: /v }', '')],
  ])('takes %s', (_, pod) => {
    expect(findingsOf('overlapping-runs', cronJob('* * * * *', '', '', pod))).toEqual([]);
  });

  test('finds a directory of the node', () => {
    const pod = podOf(`image: a, ${VOLUME} }]`, ', volumes: [{ name: v, hostPath: { path: /v } }]');
    expect(findingsOf('overlapping-runs', cronJob('* * * * *', '', '', pod))).toEqual(overlap('minute'));
  });

  test('finds a job that may take longer than the time between two starts, however long that is', () => {
    expect(findingsOf('overlapping-runs', cronJob('0 * * * *', '', 'activeDeadlineSeconds: 3601'))).toEqual(
      overlap('60 minutes'),
    );
  });

  test('takes a job that is stopped before the next one starts', () => {
    expect(findingsOf('overlapping-runs', cronJob('* * * * *', '', 'activeDeadlineSeconds: 60', SHARED))).toEqual([]);
  });
});
