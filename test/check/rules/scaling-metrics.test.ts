import { findingsOf } from '../support';

const scaler = (spec: string, version = 'v2'): string => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 3, ${spec} }
`;
const metric = (text: string): string => scaler(`metrics: [{ ${text} }]`);
const resource = (target: string): string => metric(`type: Resource, resource: { name: cpu, target: { ${target} } }`);
const external = (target: string): string =>
  metric(`type: External, external: { metric: { name: a }, target: { ${target} } }`);

describe('scaling-metric', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a source of another type',
      metric('type: Pods, resource: { name: cpu, target: { averageValue: 1 } }'),
      [
        [
          '/spec/metrics/0/resource',
          '\'spec.metrics[0].resource\' must be absent for the type Pods, got {"name":"cpu","target":{"averageValue":1}}; correct the type',
        ],
        [
          '/spec/metrics/0/pods',
          "'spec.metrics[0].pods' must be there for the type Pods, got nothing; add it, or correct the type",
        ],
      ],
    ],
    [
      'two sources',
      metric('type: Resource, resource: { name: cpu, target: { averageValue: 1 } }, external: { metric: { name: a } }'),
      [
        [
          '/spec/metrics/0/external',
          '\'spec.metrics[0].external\' must be absent for the type Resource, got {"metric":{"name":"a"}}; omit it, or make it a metric of its own',
        ],
      ],
    ],
    [
      'no source',
      metric('type: Object'),
      [
        [
          '/spec/metrics/0/object',
          "'spec.metrics[0].object' must be there for the type Object, got nothing; add it, or correct the type",
        ],
      ],
    ],
    [
      'a percentage of 0',
      resource('type: Utilization, averageUtilization: 0'),
      [
        [
          '/spec/metrics/0/resource/target/averageUtilization',
          "'spec.metrics[0].resource.target.averageUtilization' must be a whole number of at least 1, got 0; give a percentage of the request",
        ],
      ],
    ],
    [
      'a value of a resource in all',
      resource('type: Value, value: 1'),
      [
        [
          '/spec/metrics/0/resource/target',
          '\'spec.metrics[0].resource.target\' must have \'averageUtilization\', \'averageValue\' for the type Resource, got {"type":"Value","value":1}; add it',
        ],
      ],
    ],
    [
      'two targets of a resource',
      resource('type: Utilization, averageUtilization: 1, averageValue: 1'),
      [
        [
          '/spec/metrics/0/resource/target/averageValue',
          "'spec.metrics[0].resource.target.averageValue' must not stand beside another of 'averageUtilization', 'averageValue', got 1; omit one of them",
        ],
      ],
    ],
    [
      'a value of 0',
      external('type: Value, value: 0'),
      [
        [
          '/spec/metrics/0/external/target/value',
          "'spec.metrics[0].external.target.value' must be more than 0, got 0; raise it",
        ],
      ],
    ],
    [
      'two targets from outside',
      external('type: Value, value: 1, averageValue: 1'),
      [
        [
          '/spec/metrics/0/external/target/averageValue',
          "'spec.metrics[0].external.target.averageValue' must not stand beside another of 'value', 'averageValue', got 1; omit one of them",
        ],
      ],
    ],
    [
      'no policies',
      scaler('behavior: { scaleDown: { policies: [] } }'),
      [
        [
          '/spec/behavior/scaleDown/policies',
          "'spec.behavior.scaleDown.policies' must not be empty, got []; omit it for the usual policies, or use 'selectPolicy: Disabled'",
        ],
      ],
    ],
    [
      'a window of more than an hour',
      scaler('behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } }'),
      [
        [
          '/spec/behavior/scaleDown/stabilizationWindowSeconds',
          "'spec.behavior.scaleDown.stabilizationWindowSeconds' must be a whole number from 0 to 3600, got 3601; correct it",
        ],
      ],
    ],
    [
      'a policy of nothing',
      scaler('behavior: { scaleUp: { policies: [{ type: Pods, value: 0, periodSeconds: 1800 }] } }'),
      [
        [
          '/spec/behavior/scaleUp/policies/0/value',
          "'spec.behavior.scaleUp.policies[0].value' must be a whole number of at least 1, got 0; raise it, or use 'selectPolicy: Disabled'",
        ],
      ],
    ],
    [
      'a policy for more than half an hour',
      scaler('behavior: { scaleUp: { policies: [{ type: Pods, value: 1, periodSeconds: 1801 }] } }'),
      [
        [
          '/spec/behavior/scaleUp/policies/0/periodSeconds',
          "'spec.behavior.scaleUp.policies[0].periodSeconds' must be a whole number from 1 to 1800, got 1801; correct it",
        ],
      ],
    ],
    [
      '0 percent in the old version',
      scaler('targetCPUUtilizationPercentage: 0', 'v1'),
      [
        [
          '/spec/targetCPUUtilizationPercentage',
          "'spec.targetCPUUtilizationPercentage' must be a whole number of at least 1, got 0; give a percentage of the request",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('scaling-metric', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a percentage', resource('type: Utilization, averageUtilization: 1')],
    ['a value of a resource by pod, whatever its type says', resource('type: Utilization, averageValue: 1')],
    ['a value of a thousandth', external('type: Value, value: 1m')],
    [
      'two targets of an object',
      metric('type: Object, object: { metric: { name: a }, target: { value: 1, averageValue: 1 } }'),
    ],
    ['the usual policies', scaler('behavior: { scaleDown: { stabilizationWindowSeconds: 3600 } }')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('scaling-metric', yaml)).toEqual([]);
  });
});
