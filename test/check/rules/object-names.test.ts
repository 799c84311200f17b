import { check } from 'cdk8s-patterns';
import { findingsOf } from '../support';

/** An object of which only the metadata matters. */
const named = (apiVersion: string, kind: string, metadata: string): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { ${metadata} } }`;

const configMap = (metadata: string): string => named('v1', 'ConfigMap', metadata);
const letters = (count: number): string => 'a'.repeat(count);

describe('object-name', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'capital letters',
      configMap('name: Web'),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web\"; rename it",
        ],
      ],
    ],
    [
      '254 characters',
      configMap(`name: ${letters(254)}`),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...; rename it",
        ],
      ],
    ],
    [
      'no name',
      configMap('labels: { a: b }'),
      [['/metadata/name', "'metadata.name' must be there, got nothing; name the object"]],
    ],
    [
      'an empty name',
      configMap('name: ""'),
      [['/metadata/name', '\'metadata.name\' must not be empty, got ""; name the object']],
    ],
    [
      'a generated name with capital letters',
      configMap('generateName: Web-'),
      [
        [
          '/metadata/generateName',
          "'metadata.generateName' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web-\"; rename it",
        ],
      ],
    ],
    [
      'a dot in the name of a Namespace',
      named('v1', 'Namespace', 'name: a.b'),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"a.b\"; rename it",
        ],
      ],
    ],
    [
      'a dot in the name of a StatefulSet',
      named('apps/v1', 'StatefulSet', 'name: a.b'),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"a.b\"; rename it",
        ],
      ],
    ],
    [
      'a slash in the name of a role',
      named('rbac.authorization.k8s.io/v1', 'Role', 'name: a/b'),
      [['/metadata/name', "'metadata.name' must not be '.' or '..', nor contain '/' or '%', got \"a/b\"; rename it"]],
    ],
    [
      'a namespace that cannot exist',
      configMap('name: web, namespace: Team_A'),
      [
        [
          '/metadata/namespace',
          "'metadata.namespace' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"Team_A\"; name a namespace that can exist",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('object-name', yaml)).toEqual(expected);
  });

  test.each<[string, string, check.CheckOptions, [string, string][]]>([
    [
      'a digit in front of the name of a Service before 1.36',
      named('v1', 'Service', 'name: 1a'),
      { target: '1.35' },
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"1a\"; rename it",
        ],
      ],
    ],
    [
      '64 characters for a Service',
      named('v1', 'Service', `name: ${letters(64)}`),
      { target: '1.36' },
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"; rename it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, options, expected) => {
    expect(findingsOf('object-name', yaml, options)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['253 characters', configMap(`name: ${letters(253)}`)],
    ['dots', configMap('name: web.v1')],
    ['a generated name', configMap('generateName: web-')],
    ['colons in the name of a role', named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'name: "system:Node_x"')],
    ['capital letters in the name of a budget', named('policy/v1', 'PodDisruptionBudget', 'name: A_b')],
    [
      'any namespace of an object without one',
      named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'name: a, namespace: Team_A'),
    ],
    ['a kind that is not known without a name', named('example.com/v1', 'Settings', 'labels: { a: b }')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('object-name', yaml)).toEqual([]);
  });

  test.each<[string, string, check.CheckOptions]>([
    ['a digit in front of the name of a Service since 1.36', named('v1', 'Service', 'name: 1a'), { target: '1.36' }],
  ])('takes %s', (_, yaml, options) => {
    expect(findingsOf('object-name', yaml, options)).toEqual([]);
  });
});
