import { findingsOf } from '../support';

const job = (spec: string): string => `apiVersion: batch/v1
kind: Job
metadata: { name: pi }
spec:
  template:
    metadata: { labels: { app: pi } }
    spec: { restartPolicy: Never, containers: [{ name: pi, image: perl }] }
  ${spec}
`;
const cronJob = (spec: string): string => `apiVersion: batch/v1
kind: CronJob
metadata: { name: pi }
spec: { ${spec} }
`;
const indexed = (spec: string): string => job(`completionMode: Indexed\n  ${spec}`);
const success = (rule: string): string => indexed(`completions: 5\n  successPolicy: { rules: [${rule}] }`);

describe('job-completions', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'parallel pods without completions of an indexed job',
      indexed('parallelism: 2'),
      [
        [
          '/spec/completions',
          "'spec.completions' must be there beside 'parallelism' for an indexed job, got nothing; say how many indexes there are",
        ],
      ],
    ],
    [
      'a limit for each index of a job without indexes',
      job('backoffLimitPerIndex: 1'),
      [
        [
          '/spec/backoffLimitPerIndex',
          "'spec.backoffLimitPerIndex' must be absent unless the job is indexed, got 1; set 'completionMode: Indexed'",
        ],
      ],
    ],
    [
      'failed indexes of a job in a CronJob without indexes',
      cronJob('jobTemplate: { spec: { maxFailedIndexes: 1 } }'),
      [
        [
          '/spec/jobTemplate/spec/maxFailedIndexes',
          "'spec.jobTemplate.spec.maxFailedIndexes' must be absent unless the job is indexed, got 1; set 'completionMode: Indexed'",
        ],
      ],
    ],
    [
      'failed indexes without a limit for each',
      indexed('completions: 5\n  maxFailedIndexes: 1'),
      [
        [
          '/spec/maxFailedIndexes',
          "'spec.maxFailedIndexes' must come with 'backoffLimitPerIndex', got 1; set it, or omit this",
        ],
      ],
    ],
    [
      'more failed indexes than there are',
      indexed('completions: 5\n  backoffLimitPerIndex: 1\n  maxFailedIndexes: 6'),
      [['/spec/maxFailedIndexes', "'spec.maxFailedIndexes' must be at most 5, as 'completions', got 6; lower it"]],
    ],
    [
      'too many parallel pods',
      indexed('completions: 5\n  parallelism: 100001'),
      [['/spec/parallelism', "'spec.parallelism' must be a whole number from 0 to 100000, got 100001; lower it"]],
    ],
    [
      'a success policy of a job without indexes',
      job('successPolicy: { rules: [{ succeededCount: 1 }] }'),
      [
        [
          '/spec/successPolicy',
          '\'spec.successPolicy\' must be absent unless the job is indexed, got {"rules":[{"succeededCount":1}]}; set \'completionMode: Indexed\'',
        ],
      ],
    ],
    [
      'a success policy without rules',
      success(''),
      [
        [
          '/spec/successPolicy/rules',
          "'spec.successPolicy.rules' must not be empty, got []; add a rule, or omit the policy",
        ],
      ],
    ],
    [
      'a success rule that says nothing',
      success('{}'),
      [
        [
          '/spec/successPolicy/rules/0',
          "'spec.successPolicy.rules[0]' must have 'succeededIndexes' or 'succeededCount', got {}; add one",
        ],
      ],
    ],
    [
      'an index above the last',
      success('{ succeededIndexes: "0,3-5" }'),
      [
        [
          '/spec/successPolicy/rules/0/succeededIndexes',
          "'spec.successPolicy.rules[0].succeededIndexes' must list indexes from 0 to 4 in ascending order, such as '0,2-4', got \"0,3-5\"; correct it",
        ],
      ],
    ],
    [
      'indexes out of order',
      success('{ succeededIndexes: "3,1" }'),
      [
        [
          '/spec/successPolicy/rules/0/succeededIndexes',
          "'spec.successPolicy.rules[0].succeededIndexes' must list indexes from 0 to 4 in ascending order, such as '0,2-4', got \"3,1\"; correct it",
        ],
      ],
    ],
    [
      'indexes with spaces',
      success('{ succeededIndexes: "1, 3" }'),
      [
        [
          '/spec/successPolicy/rules/0/succeededIndexes',
          "'spec.successPolicy.rules[0].succeededIndexes' must list indexes from 0 to 4 in ascending order, such as '0,2-4', got \"1, 3\"; correct it",
        ],
      ],
    ],
    [
      'more successes than indexes are named',
      success('{ succeededIndexes: "0,2-4", succeededCount: 5 }'),
      [
        [
          '/spec/successPolicy/rules/0/succeededCount',
          "'spec.successPolicy.rules[0].succeededCount' must be at most 4, the number of the indexes, got 5; lower it",
        ],
      ],
    ],
    [
      'more successes than indexes',
      success('{ succeededCount: 6 }'),
      [
        [
          '/spec/successPolicy/rules/0/succeededCount',
          "'spec.successPolicy.rules[0].succeededCount' must be at most 5, the number of the indexes, got 6; lower it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('job-completions', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['an indexed job without both', indexed('suspend: false')],
    [
      'as many failed indexes as there are',
      indexed('completions: 5\n  backoffLimitPerIndex: 1\n  maxFailedIndexes: 5'),
    ],
    ['as many successes as indexes are named', success('{ succeededIndexes: "0,2-4", succeededCount: 4 }')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('job-completions', yaml)).toEqual([]);
  });
});
