import { all, service } from '../manifests';
import { findingsOf } from '../support';

const workload = (kind: string, spec: string): string => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  ${spec}
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: a }] }
`;
const deployment = (spec: string): string => workload('Deployment', spec);
const statefulSet = (spec: string): string => workload('StatefulSet', spec);
const rolling = (values: string): string => `updateStrategy: { rollingUpdate: { ${values} } }`;

describe('negative-number', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'replicas below 0',
      deployment('replicas: -1'),
      [['/spec/replicas', "'spec.replicas' must be a whole number of at least 0, got -1; write 0 or more, or omit it"]],
    ],
    [
      'a partition below 0',
      statefulSet(rolling('partition: -1')),
      [
        [
          '/spec/updateStrategy/rollingUpdate/partition',
          "'spec.updateStrategy.rollingUpdate.partition' must be a whole number of at least 0, got -1; write 0 or more, or omit it",
        ],
      ],
    ],
    [
      'a history below 0 of a Deployment',
      deployment('revisionHistoryLimit: -1'),
      [
        [
          '/spec/revisionHistoryLimit',
          "'spec.revisionHistoryLimit' must be a whole number of at least 0, got -1; write 0 or more, or omit it",
        ],
      ],
    ],
    [
      'a number of jobs below 0',
      '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { failedJobsHistoryLimit: -1, jobTemplate: { spec: { backoffLimit: -1 } } } }',
      [
        [
          '/spec/failedJobsHistoryLimit',
          "'spec.failedJobsHistoryLimit' must be a whole number of at least 0, got -1; write 0 or more, or omit it",
        ],
        [
          '/spec/jobTemplate/spec/backoffLimit',
          "'spec.jobTemplate.spec.backoffLimit' must be a whole number of at least 0, got -1; write 0 or more, or omit it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('negative-number', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['replicas of 0', deployment('replicas: 0')],
    ['a history below 0 of a StatefulSet, which keeps all then', statefulSet('revisionHistoryLimit: -1')],
    ['replicas that are a text', deployment('replicas: few')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('negative-number', yaml)).toEqual([]);
  });
});

describe('claim-template', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a dot in the name',
      statefulSet('volumeClaimTemplates: [{ metadata: { name: a.b } }]'),
      [
        [
          '/spec/volumeClaimTemplates/0/metadata/name',
          "'spec.volumeClaimTemplates[0].metadata.name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"a.b\"; rename it, and its mounts",
        ],
      ],
    ],
    [
      'no name',
      statefulSet('volumeClaimTemplates: [{ metadata: { labels: { a: b } } }]'),
      [
        [
          '/spec/volumeClaimTemplates/0/metadata/name',
          "'spec.volumeClaimTemplates[0].metadata.name' must be there, got nothing; name the template as its mounts call it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('claim-template', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['63 characters', statefulSet(`volumeClaimTemplates: [{ metadata: { name: ${'a'.repeat(63)} } }]`)],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('claim-template', yaml)).toEqual([]);
  });
});

describe('headless-service', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a Service with an address',
      all(statefulSet('serviceName: web\n  replicas: 2'), service()),
      [
        [
          '/spec/serviceName',
          "'spec.serviceName' must name a headless Service, which alone gives each pod a name in DNS, got \"web\"; give a headless Service: one with 'clusterIP: None'",
        ],
      ],
    ],
    [
      'a name that no Service has',
      statefulSet('serviceName: Web'),
      [
        [
          '/spec/serviceName',
          "'spec.serviceName' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"Web\"; name a Service",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('headless-service', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a headless Service', all(statefulSet('serviceName: web'), service({ spec: 'clusterIP: None' }))],
    ['a Service with an address for a pod alone', all(statefulSet('serviceName: web'), service())],
    ['a Service that is not here', statefulSet('serviceName: web')],
    ['no Service', statefulSet('serviceName: ""')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('headless-service', yaml)).toEqual([]);
  });
});
