import { pod } from '../manifests';
import { findingsOf } from '../support';

const configMap = (metadata: string): string => `{ apiVersion: v1, kind: ConfigMap, metadata: { ${metadata} } }`;
const letters = (count: number): string => 'a'.repeat(count);

describe('label-syntax', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a value with a space',
      configMap('name: a, labels: { owner: Team A }'),
      [
        [
          '/metadata/labels/owner',
          "'metadata.labels.owner' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"Team A\"; shorten it, or make it an annotation",
        ],
      ],
    ],
    [
      'a key with two slashes',
      configMap('name: a, labels: { a/b/c: d }'),
      [
        [
          '/metadata/labels/a~1b~1c',
          "'metadata.labels[\"a/b/c\"]' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', as key, got \"a/b/c\"; rename the label",
        ],
      ],
    ],
    [
      'a value of 64 characters',
      configMap(`name: a, labels: { b: ${letters(64)} }`),
      [
        [
          '/metadata/labels/b',
          "'metadata.labels.b' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"; shorten it, or make it an annotation",
        ],
      ],
    ],
    [
      'a key of 64 characters',
      configMap(`name: a, labels: { ${letters(64)}: b }`),
      [
        [
          '/metadata/labels/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          "'metadata.labels.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', as key, got \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"; rename the label",
        ],
      ],
    ],
    [
      'a label of a pod, once',
      pod({ labels: 'app: -a' }),
      [
        [
          '/metadata/labels/app',
          "'metadata.labels.app' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"-a\"; shorten it, or make it an annotation",
        ],
      ],
    ],
    [
      'a label of a claim template',
      '{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: a }, spec: { volumeClaimTemplates: [{ metadata: { labels: { a: b c } } }] } }',
      [
        [
          '/spec/volumeClaimTemplates/0/metadata/labels/a',
          "'spec.volumeClaimTemplates[0].metadata.labels.a' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; shorten it, or make it an annotation",
        ],
      ],
    ],
    [
      'a label of a job template',
      '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { jobTemplate: { metadata: { labels: { a: b c } } } } }',
      [
        [
          '/spec/jobTemplate/metadata/labels/a',
          "'spec.jobTemplate.metadata.labels.a' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; shorten it, or make it an annotation",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('label-syntax', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a value of 63 characters', configMap(`name: a, labels: { b: ${letters(63)} }`)],
    ['an empty value and a domain', configMap('name: a, labels: { example.com/b: "" }')],
    ['labels that are no map', configMap('name: a, labels: [a b]')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('label-syntax', yaml)).toEqual([]);
  });
});

describe('annotation-syntax', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a key with a space',
      configMap('name: a, annotations: { on call: b }'),
      [
        [
          '/metadata/annotations/on call',
          "'metadata.annotations[\"on call\"]' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', as key, got \"on call\"; rename the annotation",
        ],
      ],
    ],
    [
      'more than 256 KiB',
      configMap(`name: a, annotations: { b: ${letters(256 * 1024)} }`),
      [
        [
          '/metadata/annotations',
          "'metadata.annotations' must be at most 256 KiB in all, got 262145 bytes; keep the text in a ConfigMap",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('annotation-syntax', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['capital letters in the domain of a key', configMap('name: a, annotations: { Example.COM/Call: b }')],
    ['256 KiB', configMap(`name: a, annotations: { b: ${letters(256 * 1024 - 1)} }`)],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('annotation-syntax', yaml)).toEqual([]);
  });
});

describe('object-owner', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'two finalizers that contradict each other',
      configMap('name: a, finalizers: [orphan, foregroundDeletion]'),
      [
        [
          '/metadata/finalizers',
          "'metadata.finalizers' must not have both 'orphan' and 'foregroundDeletion', got [\"orphan\",\"foregroundDeletion\"]; omit one of them",
        ],
      ],
    ],
    [
      'a finalizer that is no name',
      configMap('name: a, finalizers: [example.com/]'),
      [
        [
          '/metadata/finalizers/0',
          "'metadata.finalizers[0]' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"example.com/\"; write it as <domain>/<name>",
        ],
      ],
    ],
    [
      'an Event as owner',
      configMap('name: a, ownerReferences: [{ apiVersion: v1, kind: Event, name: b, uid: c }]'),
      [
        [
          '/metadata/ownerReferences/0/kind',
          '\'metadata.ownerReferences[0].kind\' must not be Event, which owns nothing, got "Event"; name the owner, or omit it',
        ],
      ],
    ],
    [
      'two controllers',
      configMap('name: a, ownerReferences: [{ kind: Pod, controller: true }, { kind: Pod, controller: true }]'),
      [
        [
          '/metadata/ownerReferences/1/controller',
          "'metadata.ownerReferences[1].controller' must be true for one owner only, got true; omit it here",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('object-owner', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a finalizer of a domain', configMap('name: a, finalizers: [example.com/keep, orphan]')],
    [
      'one controller of two owners',
      configMap('name: a, ownerReferences: [{ kind: Pod, controller: true }, { kind: Pod }]'),
    ],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('object-owner', yaml)).toEqual([]);
  });
});
