import { findings } from '../support';
import { APP, pod } from './pods';

describe('toleration', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a value beside Exists',
      '1.27',
      pod(`${APP}, tolerations: [{ key: a, operator: Exists, value: b }]`),
      '/spec/tolerations/0/value',
      "'spec.tolerations[0].value' must not be set beside 'operator: Exists', got \"b\"; remove one of them",
    ],
    [
      'no key and no operator',
      '1.27',
      pod(`${APP}, tolerations: [{ effect: NoSchedule }]`),
      '/spec/tolerations/0/operator',
      "'spec.tolerations[0].operator' must be Exists without a 'key', got nothing; write 'operator: Exists' to tolerate all, or the key",
    ],
    [
      'seconds for another effect',
      '1.27',
      pod(`${APP}, tolerations: [{ key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 5 }]`),
      '/spec/tolerations/0/effect',
      "'spec.tolerations[0].effect' must be NoExecute beside 'tolerationSeconds', got \"NoSchedule\"; write 'effect: NoExecute', or omit the seconds",
    ],
    [
      'seconds without an effect',
      '1.27',
      pod(`${APP}, tolerations: [{ key: a, operator: Exists, tolerationSeconds: 5 }]`),
      '/spec/tolerations/0/effect',
      "'spec.tolerations[0].effect' must be NoExecute beside 'tolerationSeconds', got nothing; write 'effect: NoExecute', or omit the seconds",
    ],
    [
      'a key with a space',
      '1.27',
      pod(`${APP}, tolerations: [{ key: a b, operator: Exists }]`),
      '/spec/tolerations/0/key',
      "'spec.tolerations[0].key' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"a b\"; write the key of the taint",
    ],
    [
      'a value with a slash',
      '1.27',
      pod(`${APP}, tolerations: [{ key: a, value: a/b }]`),
      '/spec/tolerations/0/value',
      "'spec.tolerations[0].value' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"a/b\"; write the value of the taint",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'all taints, and a value',
      '1.27',
      pod(
        `${APP}, tolerations: [{ operator: Exists }, { key: a, value: b, effect: NoExecute, tolerationSeconds: 0 }, { key: a, operator: Equal }]`,
      ),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['toleration', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});

describe('affinity-term', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a node selector with a wrong key',
      '1.27',
      pod(`${APP}, nodeSelector: { a b: c }`),
      '/spec/nodeSelector/a b',
      "'spec.nodeSelector[\"a b\"]' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/' as its key, got the key \"a b\"; correct the key",
    ],
    [
      'a node selector with a wrong value',
      '1.27',
      pod(`${APP}, nodeSelector: { disk: a/b }`),
      '/spec/nodeSelector/disk',
      "'spec.nodeSelector.disk' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"a/b\"; write the value of the label of the nodes",
    ],
    [
      'no term',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms' must have at least one term, got []; add one, or omit 'requiredDuringSchedulingIgnoredDuringExecution'",
    ],
    [
      'an empty term',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms' must have a term that is not empty: an empty one matches no node, got [{}]; say which nodes are meant",
    ],
    [
      'In without values',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: In }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values' must have values for In, got 0 values; list them, or use 'Exists' or 'DoesNotExist'",
    ],
    [
      'Exists with values',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists, values: [b] }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values' must have no values for Exists, got [\"b\"]; omit them, or use 'In' or 'NotIn'",
    ],
    [
      'Gt with two values',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Gt, values: ["1", "2"] }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values' must have one value for Gt, got 2 values; write one whole number",
    ],
    [
      'Gt with a word',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Gt, values: [b] }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/0',
      '\'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values[0]\' must be a whole number for Gt, got "b"; write a number in quotes',
    ],
    [
      'a key with a space',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a b, operator: Exists }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/key',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"a b\"; write the key of a label",
    ],
    [
      'a value with a slash since 1.33',
      '1.33',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: In, values: [b/c] }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/0',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values[0]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b/c\"; write the value of a label",
    ],
    [
      'a field of nodes that cannot be matched',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: metadata.uid, operator: In, values: [a] }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/key',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key' must be 'metadata.name', got \"metadata.uid\"; write that, or use 'matchExpressions' for labels",
    ],
    [
      'two values of a field',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: metadata.name, operator: In, values: [a, b] }] }] } } }`,
      ),
      '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/values',
      "'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values' must have one value, got 2 values; write one term for each node",
    ],
    [
      'a weight of 0',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, preference: { matchExpressions: [{ key: a, operator: Exists }] } }] } }`,
      ),
      '/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight',
      "'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight' must be a whole number from 1 to 100, got 0; write 100 for what matters most",
    ],
    [
      'a weight of 101',
      '1.27',
      pod(
        `${APP}, affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, podAffinityTerm: { topologyKey: kubernetes.io/hostname, labelSelector: {} } }] } }`,
      ),
      '/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight',
      "'spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight' must be a whole number from 1 to 100, got 101; write 100 for what matters most",
    ],
    [
      'an empty topology',
      '1.27',
      pod(
        `${APP}, affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "", labelSelector: {} }] } }`,
      ),
      '/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey',
      "'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey' must not be empty, got \"\"; name a label of nodes, such as 'kubernetes.io/hostname'",
    ],
    [
      'keys of labels without a selector',
      '1.31',
      pod(
        `${APP}, affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, matchLabelKeys: [app] }] } }`,
      ),
      '/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys',
      "'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys' must not be set without 'labelSelector', got [\"app\"]; add the labels of the pods",
    ],
    [
      'one key to match and not to match',
      '1.31',
      pod(
        `${APP}, affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: {}, matchLabelKeys: [app], mismatchLabelKeys: [app] }] } }`,
      ),
      '/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys/0',
      "'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[0]' must not be in 'mismatchLabelKeys' too, got \"app\"; remove one of them",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'all operators',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: NotIn, values: [b] }, { key: a, operator: DoesNotExist }, { key: a, operator: Lt, values: ["5"] }], matchFields: [{ key: metadata.name, operator: In, values: [a] }] }, {}] } } }, nodeSelector: { kubernetes.io/os: linux, a: "" }`,
      ),
    ],
    [
      'weights at the bounds',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: {} }, { weight: 100, preference: {} }] } }`,
      ),
    ],
    [
      'a value with a slash before 1.33',
      '1.27',
      pod(
        `${APP}, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: NotIn, values: [b/c] }] }] } } }`,
      ),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['affinity-term', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});
