import { all } from '../manifests';
import { findingsOf, report } from '../support';

const scaler = (metrics: string, version = 'v2'): string => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 3${metrics} }
`;
const deployment = (resources: string, pod = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: a, resources: { ${resources} } }
        - { name: log, image: a, resources: { requests: { cpu: 1m } } }
      ${pod}
`;
const limitRange = (limits: string): string => `apiVersion: v1
kind: LimitRange
metadata: { name: limits }
spec: { limits: [{ type: Container, ${limits} }] }
`;
const cpu =
  ', metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]';
const of = (container: string): string =>
  `, metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: ${container}, target: { type: Utilization, averageUtilization: 80 } } }]`;
const value =
  ', metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }]';

describe('missing-request', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a container without a request',
      all(scaler(cpu), deployment('')),
      [
        [
          '/spec/metrics/0/resource/target/averageUtilization',
          "'spec.metrics[0].resource.target.averageUtilization' must be measured against a request of cpu by each container of Deployment web, got none by web; add 'resources.requests.cpu' to the container",
        ],
      ],
    ],
    [
      'a container without a request, where no metric is named',
      all(scaler(''), deployment('')),
      [
        [
          '/spec/metrics',
          "'spec.metrics' must be measured against a request of cpu by each container of Deployment web, got none by web; add 'resources.requests.cpu' to the container",
        ],
      ],
    ],
    [
      'a container without a request, measured by the old version',
      all(scaler(', targetCPUUtilizationPercentage: 50', 'v1'), deployment('')),
      [
        [
          '/spec/targetCPUUtilizationPercentage',
          "'spec.targetCPUUtilizationPercentage' must be measured against a request of cpu by each container of Deployment web, got none by web; add 'resources.requests.cpu' to the container",
        ],
      ],
    ],
    [
      'a request of something else',
      all(scaler(cpu), deployment('requests: { memory: 1Gi }')),
      [
        [
          '/spec/metrics/0/resource/target/averageUtilization',
          "'spec.metrics[0].resource.target.averageUtilization' must be measured against a request of cpu by each container of Deployment web, got none by web; add 'resources.requests.cpu' to the container",
        ],
      ],
    ],
    [
      'a default of something else',
      all(scaler(cpu), deployment(''), limitRange('default: { memory: 1Gi }')),
      [
        [
          '/spec/metrics/0/resource/target/averageUtilization',
          "'spec.metrics[0].resource.target.averageUtilization' must be measured against a request of cpu by each container of Deployment web, got none by web; add 'resources.requests.cpu' to the container",
        ],
      ],
    ],
    [
      'a container that is measured alone and does not',
      all(scaler(of('web')), deployment('')),
      [
        [
          '/spec/metrics/0/containerResource/target/averageUtilization',
          "'spec.metrics[0].containerResource.target.averageUtilization' must be measured against a request of cpu by container web of Deployment web, got none by web; add 'resources.requests.cpu' to the container",
        ],
      ],
    ],
    [
      'a container that is not there',
      all(scaler(of('logs')), deployment('')),
      [
        [
          '/spec/metrics/0/containerResource/container',
          '\'spec.metrics[0].containerResource.container\' must be a container of Deployment web (web, log), got "logs"; did you mean "log"?',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('missing-request', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['requests', all(scaler(cpu), deployment('requests: { cpu: 1 }'))],
    ['a limit, which is a request too', all(scaler(cpu), deployment('limits: { cpu: 1 }'))],
    ['a request of the pod', all(scaler(cpu), deployment('', 'resources: { requests: { cpu: 1 } }'))],
    ['a default of the namespace', all(scaler(cpu), deployment(''), limitRange('default: { cpu: 1 }'))],
    [
      'a maximum of the namespace, which is a default too',
      all(scaler(cpu), deployment(''), limitRange('max: { cpu: 1 }')),
    ],
    ['a target that is no percentage', all(scaler(value), deployment(''))],
    ['a container that is measured alone and requests', all(scaler(of('log')), deployment(''))],
    [
      'an init container without a request',
      all(scaler(cpu), deployment('requests: { cpu: 1 }', 'initContainers: [{ name: init, image: a }]')),
    ],
    ['a Deployment that is not here', scaler(cpu)],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('missing-request', yaml)).toEqual([]);
  });
});

test('warns of a metric beside others, which still scale up', () => {
  const both = cpu.replace(
    '}]',
    '}, { type: External, external: { metric: { name: a }, target: { type: Value, value: 1 } } }]',
  );
  const { findings } = report(all(scaler(both), deployment('')), { strict: false });
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['missing-request', 'warning']]);
});
