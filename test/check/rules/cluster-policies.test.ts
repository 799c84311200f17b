import { all } from '../manifests';
import { findingsOf } from '../support';

const object = (apiVersion: string, kind: string, rest: string, name = 'team'): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name} }
${rest}
`;
const budget = (spec: string): string => object('policy/v1', 'PodDisruptionBudget', `spec: { ${spec} }`);
const quota = (spec: string): string => object('v1', 'ResourceQuota', `spec: { ${spec} }`);
const priority = (value: number, name?: string, rest = ''): string =>
  object('scheduling.k8s.io/v1', 'PriorityClass', `value: ${value}\n${rest}`, name);

describe('disruption-budget', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'both numbers',
      budget('minAvailable: 1, maxUnavailable: 1'),
      [['/spec/maxUnavailable', "'spec.maxUnavailable' must be absent beside 'minAvailable', got 1; omit one of them"]],
    ],
    [
      'a number in quotes',
      budget('maxUnavailable: "1"'),
      [
        [
          '/spec/maxUnavailable',
          "'spec.maxUnavailable' must be a whole number or a percentage such as '25%', got \"1\"; write the number without quotes, or add %",
        ],
      ],
    ],
    [
      'more than all',
      budget('minAvailable: 101%'),
      [['/spec/minAvailable', '\'spec.minAvailable\' must be at most 100%, got "101%"; correct it']],
    ],
    [
      'fewer than none',
      budget('maxUnavailable: -1'),
      [['/spec/maxUnavailable', "'spec.maxUnavailable' must not be negative, got -1; write 0 or more"]],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('disruption-budget', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['one of both', budget('minAvailable: 1, maxUnavailable: null')],
    ['no number', budget('selector: {}')],
    ['all and none', budget('minAvailable: 100%')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('disruption-budget', yaml)).toEqual([]);
  });
});

describe('priority-class', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a value of the system',
      priority(1_000_000_001),
      [['/value', "'value' must be at most 1000000000: what is above is for the system, got 1000000001; lower it"]],
    ],
    [
      'a name of the system',
      priority(1, 'system-team'),
      [
        [
          '/metadata/name',
          "'metadata.name' must not begin with 'system-', as Kubernetes' own do, got \"system-team\"; rename it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('priority-class', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['the highest value', priority(1_000_000_000)],
    ['a class of the system itself', priority(2_000_001_000, 'system-node-critical')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('priority-class', yaml)).toEqual([]);
  });
});

describe('default-priority-class', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'two defaults',
      all(priority(1, 'a', 'globalDefault: true'), priority(1, 'b', 'globalDefault: true')),
      [['/globalDefault', "'globalDefault' must be true for one class only, and is for a, got true; omit it here"]],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('default-priority-class', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['one default', all(priority(1, 'a', 'globalDefault: true'), priority(1, 'b', 'globalDefault: false'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('default-priority-class', yaml)).toEqual([]);
  });
});

describe('runtime-class', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a handler that is none',
      object('node.k8s.io/v1', 'RuntimeClass', 'handler: gVisor'),
      [
        [
          '/handler',
          "'handler' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"gVisor\"; name the handler of the container runtime",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('runtime-class', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([['a handler', object('node.k8s.io/v1', 'RuntimeClass', 'handler: runsc')]])(
    'takes %s',
    (_, yaml) => {
      expect(findingsOf('runtime-class', yaml)).toEqual([]);
    },
  );
});

describe('resource-quota', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'what is not counted',
      quota('hard: { pod: 1, ingresses: 2 }'),
      [
        [
          '/spec/hard/pod',
          '\'spec.hard.pod\' must be a resource that quotas count, as key, got "pod"; did you mean "pods"?',
        ],
        [
          '/spec/hard/ingresses',
          '\'spec.hard.ingresses\' must be a resource that quotas count, as key, got "ingresses"; write count/<resources>.<group> for other kinds',
        ],
      ],
    ],
    [
      'a negative number',
      quota('hard: { pods: -1 }'),
      [['/spec/hard/pods', "'spec.hard.pods' must not be negative, got -1; write 0 or more"]],
    ],
    [
      'scopes that exclude each other',
      quota('hard: { pods: 1 }, scopes: [BestEffort, NotBestEffort]'),
      [['/spec/scopes/1', '\'spec.scopes[1]\' must not stand beside BestEffort, got "NotBestEffort"; make two quotas']],
    ],
    [
      'a scope that what is counted does not have',
      quota('hard: { limits.cpu: 1 }, scopes: [BestEffort]'),
      [
        [
          '/spec/scopes/0',
          '\'spec.scopes[0]\' must be a scope of all that is counted, and BestEffort is for pods, got "BestEffort"; put limits.cpu into a quota without it',
        ],
      ],
    ],
    [
      'a scope that does not exist',
      quota('hard: { pods: 1 }, scopes: [BestEfort]'),
      [
        [
          '/spec/scopes/0',
          '\'spec.scopes[0]\' must be one of BestEffort, NotBestEffort, Terminating, NotTerminating, PriorityClass, CrossNamespacePodAffinity, VolumeAttributesClass, got "BestEfort"; did you mean "BestEffort"?',
        ],
      ],
    ],
    [
      'priority classes without names',
      quota('hard: { pods: 1 }, scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In }] }'),
      [
        [
          '/spec/scopeSelector/matchExpressions/0/values',
          "'spec.scopeSelector.matchExpressions[0].values' must not be empty for In, got nothing; name the classes, or use Exists",
        ],
      ],
    ],
    [
      'a scope that is In something',
      quota(
        'hard: { pods: 1 }, scopeSelector: { matchExpressions: [{ scopeName: Terminating, operator: In, values: [a] }] }',
      ),
      [
        [
          '/spec/scopeSelector/matchExpressions/0/operator',
          '\'spec.scopeSelector.matchExpressions[0].operator\' must be Exists for the scope Terminating, got "In"; write Exists',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('resource-quota', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      'what is counted',
      quota(
        'hard: { pods: 1, limits.cpu: 1, count/ingresses.networking.k8s.io: 2, requests.nvidia.com/gpu: 1, gold.storageclass.storage.k8s.io/requests.storage: 1Gi, hugepages-2Mi: 1Gi }',
      ),
    ],
    ['a scope of what is counted', quota('hard: { limits.cpu: 1 }, scopes: [NotTerminating]')],
    [
      'priority classes',
      quota(
        'hard: { pods: 1 }, scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [high] }] }',
      ),
    ],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('resource-quota', yaml)).toEqual([]);
  });
});
