import { findingsOf } from '../support';

const policy = (selector: string): string =>
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: ${selector} } }`;

const deployment = (selector: string, pod = ''): string =>
  `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { selector: ${selector}, template: { spec: { ${pod} } } } }`;

describe('label-selector', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'an empty selector of a controller',
      deployment('{}'),
      [
        [
          '/spec/selector',
          "'spec.selector' must not be empty, got {}; select the labels of the pod template with matchLabels",
        ],
      ],
    ],
    [
      'an empty list of labels of a controller',
      deployment('{ matchLabels: {} }'),
      [
        [
          '/spec/selector',
          '\'spec.selector\' must not be empty, got {"matchLabels":{}}; select the labels of the pod template with matchLabels',
        ],
      ],
    ],
    [
      'a key that is none',
      policy('{ matchLabels: { a b: c } }'),
      [
        [
          '/spec/podSelector/matchLabels/a b',
          "'spec.podSelector.matchLabels[\"a b\"]' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', as key, got \"a b\"; correct the label",
        ],
      ],
    ],
    [
      'a value that is none',
      policy('{ matchLabels: { a: b c } }'),
      [
        [
          '/spec/podSelector/matchLabels/a',
          "'spec.podSelector.matchLabels.a' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; correct the value",
        ],
      ],
    ],
    [
      'an operator that is none',
      policy('{ matchExpressions: [{ key: a, operator: Is, values: [b] }] }'),
      [
        [
          '/spec/podSelector/matchExpressions/0/operator',
          '\'spec.podSelector.matchExpressions[0].operator\' must be one of In, NotIn, Exists, DoesNotExist, got "Is"; correct it',
        ],
      ],
    ],
    [
      'In without values',
      policy('{ matchExpressions: [{ key: a, operator: In }] }'),
      [
        [
          '/spec/podSelector/matchExpressions/0/values',
          "'spec.podSelector.matchExpressions[0].values' must not be empty for In, got nothing; list the values, or use Exists or DoesNotExist",
        ],
      ],
    ],
    [
      'Exists with values',
      policy('{ matchExpressions: [{ key: a, operator: Exists, values: [b] }] }'),
      [
        [
          '/spec/podSelector/matchExpressions/0/values',
          '\'spec.podSelector.matchExpressions[0].values\' must be absent for Exists, got ["b"]; omit them, or use In or NotIn',
        ],
      ],
    ],
    [
      'NotIn with a value that is none',
      policy('{ matchExpressions: [{ key: a, operator: NotIn, values: [b c] }] }'),
      [
        [
          '/spec/podSelector/matchExpressions/0/values/0',
          "'spec.podSelector.matchExpressions[0].values[0]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; correct the value",
        ],
      ],
    ],
    [
      'a selector deep in a pod',
      deployment(
        '{ matchLabels: { a: b } }',
        'topologySpreadConstraints: [{ labelSelector: { matchLabels: { a: b c } } }]',
      ),
      [
        [
          '/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels/a',
          "'spec.template.spec.topologySpreadConstraints[0].labelSelector.matchLabels.a' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; correct the value",
        ],
      ],
    ],
    [
      'a value of the selector of a Service',
      '{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { selector: { a: b c } } }',
      [
        [
          '/spec/selector/a',
          "'spec.selector.a' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; correct the value",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('label-selector', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['an empty selector of a policy', policy('{}')],
    [
      'all four operators',
      policy(
        '{ matchExpressions: [{ key: a, operator: In, values: [b] }, { key: a, operator: NotIn, values: [b] }, { key: a, operator: Exists }, { key: a, operator: DoesNotExist }] }',
      ),
    ],
    [
      'operators of nodes',
      deployment(
        '{ matchLabels: { a: b } }',
        'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Gt, values: ["1"] }] }] } } }',
      ),
    ],
    [
      'selectors of custom resources',
      '{ apiVersion: example.com/v1, kind: Watch, metadata: { name: a }, spec: { selector: { matchLabels: { a: b c } } } }',
    ],
    ['a selector that is a text', policy('all')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('label-selector', yaml)).toEqual([]);
  });
});
