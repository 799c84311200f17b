import { findingsOf } from '../support';

const job = (spec: string, pod = 'restartPolicy: Never', labels = 'app: pi'): string => `apiVersion: batch/v1
kind: Job
metadata: { name: pi }
spec:
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${pod}, containers: [{ name: pi, image: perl }] }
  ${spec}
`;
const cronJob = (spec: string): string => `apiVersion: batch/v1
kind: CronJob
metadata: { name: pi }
spec: { ${spec} }
`;
const failure = (rule: string): string => job(`podFailurePolicy: { rules: [${rule}] }`);
const codes = (values: string): string => failure(`{ action: FailJob, onExitCodes: { ${values} } }`);

describe('pod-failure-policy', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'pods that restart',
      job('podFailurePolicy: { rules: [] }', 'restartPolicy: OnFailure'),
      [
        [
          '/spec/template/spec/restartPolicy',
          '\'spec.template.spec.restartPolicy\' must be Never with a pod failure policy, got "OnFailure"; use Never',
        ],
      ],
    ],
    [
      'a rule without a condition',
      failure('{ action: Ignore }'),
      [
        [
          '/spec/podFailurePolicy/rules/0',
          "'spec.podFailurePolicy.rules[0]' must have one of 'onExitCodes' and 'onPodConditions', got {\"action\":\"Ignore\"}; add one",
        ],
      ],
    ],
    [
      'a rule with both conditions',
      failure('{ action: Ignore, onExitCodes: { operator: In, values: [1] }, onPodConditions: [{ type: A }] }'),
      [
        [
          '/spec/podFailurePolicy/rules/0',
          '\'spec.podFailurePolicy.rules[0]\' must have one of \'onExitCodes\' and \'onPodConditions\', got {"action":"Ignore","onExitCodes":{"operator":"In","values":[1]},"onPodConditi...; make two rules',
        ],
      ],
    ],
    [
      'exit codes out of order',
      codes('operator: NotIn, values: [2, 1]'),
      [
        [
          '/spec/podFailurePolicy/rules/0/onExitCodes/values',
          "'spec.podFailurePolicy.rules[0].onExitCodes.values' must be in ascending order, each once, got [2,1]; sort them",
        ],
      ],
    ],
    [
      'an exit code twice',
      codes('operator: In, values: [1, 1]'),
      [
        [
          '/spec/podFailurePolicy/rules/0/onExitCodes/values',
          "'spec.podFailurePolicy.rules[0].onExitCodes.values' must be in ascending order, each once, got [1,1]; sort them",
        ],
      ],
    ],
    [
      'no exit codes',
      codes('operator: In, values: []'),
      [
        [
          '/spec/podFailurePolicy/rules/0/onExitCodes/values',
          "'spec.podFailurePolicy.rules[0].onExitCodes.values' must not be empty, got []; list the exit codes",
        ],
      ],
    ],
    [
      'success as failure',
      codes('operator: In, values: [0, 1]'),
      [
        [
          '/spec/podFailurePolicy/rules/0/onExitCodes/values/0',
          "'spec.podFailurePolicy.rules[0].onExitCodes.values[0]' must not be 0 for In, which is no failure, got 0; omit it",
        ],
      ],
    ],
    [
      'a container that is not there',
      codes('containerName: py, operator: In, values: [1]'),
      [
        [
          '/spec/podFailurePolicy/rules/0/onExitCodes/containerName',
          '\'spec.podFailurePolicy.rules[0].onExitCodes.containerName\' must be a container of the pod (pi), got "py"; did you mean "pi"?',
        ],
      ],
    ],
    [
      'a failed index of a job without a limit for each',
      failure('{ action: FailIndex, onPodConditions: [{ type: A }] }'),
      [
        [
          '/spec/podFailurePolicy/rules/0/action',
          "'spec.podFailurePolicy.rules[0].action' must not be FailIndex without 'backoffLimitPerIndex', got \"FailIndex\"; set it, or use FailJob",
        ],
      ],
    ],
    [
      'pods replaced before they have failed',
      job('podFailurePolicy: { rules: [] }\n  podReplacementPolicy: TerminatingOrFailed'),
      [
        [
          '/spec/podReplacementPolicy',
          '\'spec.podReplacementPolicy\' must be Failed with a pod failure policy, got "TerminatingOrFailed"; omit it',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('pod-failure-policy', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a rule with conditions of pods', failure('{ action: Ignore, onPodConditions: [{ type: DisruptionTarget }] }')],
    ['all but success as failure', codes('operator: NotIn, values: [0]')],
    ['a container that is there', codes('containerName: pi, operator: In, values: [1]')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('pod-failure-policy', yaml)).toEqual([]);
  });
});

describe('job-selector', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a selector',
      job('selector: { matchLabels: { app: pi } }'),
      [
        [
          '/spec/selector',
          '\'spec.selector\' must be absent without \'manualSelector\', got {"matchLabels":{"app":"pi"}}; omit it: the job gets its own',
        ],
      ],
    ],
    [
      'no selector, where it must have its own',
      job('manualSelector: true'),
      [['/spec/selector', "'spec.selector' must be there with 'manualSelector', got nothing; omit 'manualSelector'"]],
    ],
    [
      'the name of another job',
      job('', 'restartPolicy: Never', 'job-name: other'),
      [
        [
          '/spec/template/metadata/labels/job-name',
          '\'spec.template.metadata.labels.job-name\' must be the name of the job, pi, got "other"; omit it: Kubernetes sets it',
        ],
      ],
    ],
    [
      'the id of a job',
      job('', 'restartPolicy: Never', 'controller-uid: a'),
      [
        [
          '/spec/template/metadata/labels/controller-uid',
          '\'spec.template.metadata.labels.controller-uid\' must be absent: it is the id of the job, got "a"; omit it: Kubernetes sets it',
        ],
      ],
    ],
    [
      'a selector in a CronJob',
      cronJob('jobTemplate: { spec: { selector: {} } }'),
      [
        [
          '/spec/jobTemplate/spec/selector',
          "'spec.jobTemplate.spec.selector' must be absent in a CronJob, got {}; omit it: each job gets its own",
        ],
      ],
    ],
    [
      'a selector of its own in a CronJob',
      cronJob('jobTemplate: { spec: { manualSelector: true } }'),
      [
        [
          '/spec/jobTemplate/spec/manualSelector',
          "'spec.jobTemplate.spec.manualSelector' must not be true in a CronJob, whose jobs share no selector, got true; omit it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('job-selector', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['an empty selector', job('selector: {}')],
    ['a selector of its own', job('manualSelector: true\n  selector: { matchLabels: { app: pi } }')],
    ['the name of the job', job('', 'restartPolicy: Never', 'batch.kubernetes.io/job-name: pi')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('job-selector', yaml)).toEqual([]);
  });
});
