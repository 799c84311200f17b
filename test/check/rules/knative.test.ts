import { all } from '../manifests';
import { findingsOf, report } from '../support';

const object = (kind: string, name: string, spec: string): string => `apiVersion: serving.knative.dev/v1
kind: ${kind}
metadata: { name: ${name} }
spec: { ${spec} }
`;
const service = (traffic: string, template = ''): string =>
  object('Service', 'hello', `template: { ${template} }, traffic: [${traffic}]`);
const route = (traffic: string): string => object('Route', 'way', `traffic: [${traffic}]`);

describe('knative-traffic', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'no traffic of a Route',
      route(''),
      [['/spec/traffic', "'spec.traffic' must make 100 percent, got no targets; change the percents"]],
    ],
    [
      'less than all',
      service('{ percent: 50 }, { revisionName: hello-1, percent: 49 }'),
      [['/spec/traffic', "'spec.traffic' must make 100 percent, got 50 + 49; change the percents"]],
    ],
    [
      'no percents',
      service('{ latestRevision: true }'),
      [['/spec/traffic', "'spec.traffic' must make 100 percent, got 0; change the percents"]],
    ],
    [
      'less than none',
      service('{ percent: 101 }, { revisionName: hello-1, percent: -1 }'),
      [
        [
          '/spec/traffic/0/percent',
          "'spec.traffic[0].percent' must be a whole number from 0 to 100, got 101; give whole percents",
        ],
        [
          '/spec/traffic/1/percent',
          "'spec.traffic[1].percent' must be a whole number from 0 to 100, got -1; give whole percents",
        ],
      ],
    ],
    [
      'the latest by a name',
      service('{ revisionName: hello-1, latestRevision: true, percent: 100 }'),
      [
        [
          '/spec/traffic/0/latestRevision',
          "'spec.traffic[0].latestRevision' must not be true beside 'revisionName', got true; omit it",
        ],
      ],
    ],
    [
      'not the latest, without a name',
      service('{ latestRevision: false, percent: 100 }'),
      [
        [
          '/spec/traffic/0/latestRevision',
          "'spec.traffic[0].latestRevision' must not be false without 'revisionName', got false; omit it",
        ],
      ],
    ],
    [
      'a configuration of a Service',
      service('{ configurationName: hello, percent: 100 }'),
      [
        [
          '/spec/traffic/0/configurationName',
          '\'spec.traffic[0].configurationName\' must be absent in a Service, which has its own, got "hello"; omit it',
        ],
      ],
    ],
    [
      'a tag that is none',
      service('{ tag: 1a, percent: 100 }'),
      [
        [
          '/spec/traffic/0/tag',
          "'spec.traffic[0].tag' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"1a\"; choose another tag",
        ],
      ],
    ],
    [
      'one tag twice',
      service('{ tag: a, percent: 100 }, { tag: a, revisionName: hello-1 }'),
      [
        [
          '/spec/traffic/1/tag',
          '\'spec.traffic[1].tag\' must be the tag of one target only, got "a"; rename one of them',
        ],
      ],
    ],
    [
      'a Route to nothing',
      route('{ percent: 100 }'),
      [
        [
          '/spec/traffic/0',
          "'spec.traffic[0]' must have 'revisionName' or 'configurationName', got {\"percent\":100}; add one of them",
        ],
      ],
    ],
    [
      'a Route to a revision and a configuration',
      route('{ revisionName: a, configurationName: b, percent: 100 }'),
      [
        [
          '/spec/traffic/0/configurationName',
          "'spec.traffic[0].configurationName' must be absent beside 'revisionName', got \"b\"; omit one of them",
        ],
      ],
    ],
    [
      'a name with a dot',
      object('Service', 'a.b', 'template: {}'),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"a.b\"; rename it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('knative-traffic', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['no traffic of a Service', service('')],
    ['all to the latest', service('{ percent: 100 }')],
    ['a tag without traffic', service('{ percent: 100 }, { tag: a, revisionName: hello-1 }')],
    ['a Route to a configuration', route('{ configurationName: b, percent: 100 }')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('knative-traffic', yaml)).toEqual([]);
  });
});

describe('missing-revision', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'the second revision',
      service('{ revisionName: hello-00002, percent: 100 }'),
      [
        [
          '/spec/traffic/0/revisionName',
          '\'spec.traffic[0].revisionName\' must name a Revision in namespace default that the manifests make, or that is declared, got "hello-00002"; did you mean "hello-00001"?',
        ],
      ],
    ],
    [
      'the first revision, where the template names another',
      service('{ revisionName: hello-00001, percent: 100 }', 'metadata: { name: hello-v1 }'),
      [
        [
          '/spec/traffic/0/revisionName',
          '\'spec.traffic[0].revisionName\' must name a Revision in namespace default that the manifests make, or that is declared, got "hello-00001"; correct it, or declare the revision of an earlier apply',
        ],
      ],
    ],
    [
      'a configuration that no one makes',
      all(service(''), route('{ configurationName: helo, percent: 100 }')),
      [
        [
          '/spec/traffic/0/configurationName',
          '\'spec.traffic[0].configurationName\' must name a Configuration, or a Service, that is in the manifests or declared, got "helo"; did you mean "hello"?',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('missing-revision', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['the first revision', service('{ revisionName: hello-00001, percent: 100 }')],
    [
      'the revision that the template names',
      service('{ revisionName: hello-v1, percent: 100 }', 'metadata: { name: hello-v1 }'),
    ],
    [
      'a revision of the manifests',
      all(service('{ revisionName: hello-x, percent: 100 }'), object('Revision', 'hello-x', '')),
    ],
    ['the configuration that a Service makes', all(service(''), route('{ configurationName: hello, percent: 100 }'))],
    ['the revision of a Service', all(service(''), route('{ revisionName: hello-00001, percent: 100 }'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('missing-revision', yaml)).toEqual([]);
  });
});

test('warns only of a revision that an earlier apply may have made', () => {
  const { findings } = report(service('{ revisionName: hello-00002, percent: 100 }'), { strict: false });
  const severities = findings.filter(({ rule }) => rule === 'missing-revision').map(({ severity }) => severity);
  expect(severities).toEqual(['warning']);
});
