import { findingsOf } from '../support';

const POD = 'template: { spec: { restartPolicy: Never, containers: [{ name: pi, image: perl }] } }';
const job = (spec: string): string =>
  `{ apiVersion: batch/v1, kind: Job, metadata: { name: pi }, spec: { ${[spec, POD].filter(Boolean).join(', ')} } }`;
const cronJob = (schedule: string, spec = '', jobSpec = ''): string => `apiVersion: batch/v1
kind: CronJob
metadata: { name: pi }
spec:
  schedule: '${schedule}'
  ${spec}
  jobTemplate: { spec: { ${[jobSpec, POD].filter(Boolean).join(', ')} } }
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
    expect(findingsOf('overlapping-runs', cronJob(schedule))).toEqual(overlap(often));
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
    expect(findingsOf('overlapping-runs', cronJob(schedule))).toEqual([]);
  });

  test.each(['Forbid', 'Replace', 'Allow'])('takes %s', (policy) => {
    expect(findingsOf('overlapping-runs', cronJob('* * * * *', `concurrencyPolicy: ${policy}`))).toEqual([]);
  });

  test('finds a job that may take longer than the time between two starts, however long that is', () => {
    expect(findingsOf('overlapping-runs', cronJob('0 * * * *', '', 'activeDeadlineSeconds: 3601'))).toEqual(
      overlap('60 minutes'),
    );
  });

  test('takes a job that is stopped before the next one starts', () => {
    expect(findingsOf('overlapping-runs', cronJob('* * * * *', '', 'activeDeadlineSeconds: 60'))).toEqual([]);
  });
});
