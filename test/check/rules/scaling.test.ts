import { check } from 'cdk8s-patterns';
import { all } from '../manifests';
import { findingsOf } from '../support';

const ref = (type: string): string => {
  const [apiVersion, kind] = type.split(' ');
  return `scaleTargetRef: { apiVersion: ${apiVersion}, kind: ${kind}, name: web }`;
};
const scaler = (spec: string, type = 'apps/v1 Deployment', name = 'web'): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec: { ${ref(type)}, ${spec} }
`;
const deployment = (spec = '', container = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  ${spec}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: a${container} }] }
`;
const external = 'metrics: [{ type: External, external: { metric: { name: a }, target: { type: Value, value: 1 } } }]';

describe('scaling-bounds', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'fewer at most than at least',
      scaler('minReplicas: 3, maxReplicas: 2'),
      [
        [
          '/spec/maxReplicas',
          "'spec.maxReplicas' must be at least 'minReplicas', which is 3, got 2; raise it, or lower the other",
        ],
      ],
    ],
    [
      'none at most',
      scaler('maxReplicas: 0'),
      [['/spec/maxReplicas', "'spec.maxReplicas' must be a whole number of at least 1, got 0; raise it"]],
    ],
    [
      'fewer than none',
      scaler('minReplicas: -1, maxReplicas: 1'),
      [['/spec/minReplicas', "'spec.minReplicas' must be a whole number of at least 0, got -1; omit it for 1"]],
    ],
    [
      'none at least',
      scaler('minReplicas: 0, maxReplicas: 1'),
      [
        [
          '/spec/minReplicas',
          "'spec.minReplicas' must be at least 1 without a metric of type Object or External, got 0; omit it for 1",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('scaling-bounds', yaml)).toEqual(expected);
  });

  test.each<[string, string, check.CheckOptions, [string, string][]]>([
    [
      'none at least with a metric from outside, where it needs a feature gate',
      scaler(`minReplicas: 0, maxReplicas: 1, ${external}`),
      { target: '1.36' },
      [
        [
          '/spec/minReplicas',
          "'spec.minReplicas' must be at least 1 where the feature gate HPAScaleToZero is off, got 0; omit it for 1",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, options, expected) => {
    expect(findingsOf('scaling-bounds', yaml, options)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['as many at most as at least', scaler('minReplicas: 3, maxReplicas: 3')],
    ['one at most', scaler('maxReplicas: 1')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('scaling-bounds', yaml)).toEqual([]);
  });

  test.each<[string, string, check.CheckOptions]>([
    [
      'none at least with a metric from outside, where it needs none',
      scaler(`minReplicas: 0, maxReplicas: 1, ${external}`),
      { target: '1.37' },
    ],
  ])('takes %s', (_, yaml, options) => {
    expect(findingsOf('scaling-bounds', yaml, options)).toEqual([]);
  });
});

describe('scaling-target', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a daemon set',
      scaler('maxReplicas: 1', 'apps/v1 DaemonSet'),
      [
        [
          '/spec/scaleTargetRef/kind',
          '\'spec.scaleTargetRef.kind\' must be a kind with a number of replicas (Deployment, StatefulSet, ReplicaSet, ReplicationController), or a custom one, got "DaemonSet"; scale something else',
        ],
      ],
    ],
    [
      'a job',
      scaler('maxReplicas: 1', 'batch/v1 Job'),
      [
        [
          '/spec/scaleTargetRef/kind',
          '\'spec.scaleTargetRef.kind\' must be a kind with a number of replicas (Deployment, StatefulSet, ReplicaSet, ReplicationController), or a custom one, got "Job"; scale something else',
        ],
      ],
    ],
    [
      'a kind that is nearly one',
      scaler('maxReplicas: 1', 'apps/v1 Deploymnt'),
      [
        [
          '/spec/scaleTargetRef/kind',
          '\'spec.scaleTargetRef.kind\' must be a kind with a number of replicas (Deployment, StatefulSet, ReplicaSet, ReplicationController), or a custom one, got "Deploymnt"; did you mean "Deployment"?',
        ],
      ],
    ],
    [
      'a Deployment of the core group',
      scaler('maxReplicas: 1', 'v1 Deployment'),
      [
        [
          '/spec/scaleTargetRef/apiVersion',
          '\'spec.scaleTargetRef.apiVersion\' must be that of a Deployment, got "v1"; write apps/v1',
        ],
      ],
    ],
    [
      'a Deployment of a group that is gone',
      scaler('maxReplicas: 1', 'extensions/v1beta1 Deployment'),
      [
        [
          '/spec/scaleTargetRef/apiVersion',
          '\'spec.scaleTargetRef.apiVersion\' must be that of a Deployment, got "extensions/v1beta1"; write apps/v1',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('scaling-target', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a Deployment of a version that is gone', scaler('maxReplicas: 1', 'apps/v1beta1 Deployment')],
    ['a replication controller', scaler('maxReplicas: 1', 'v1 ReplicationController')],
    ['a stateful set', scaler('maxReplicas: 1', 'apps/v1 StatefulSet')],
    ['a custom kind', scaler('maxReplicas: 1', 'argoproj.io/v1alpha1 Rollout')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('scaling-target', yaml)).toEqual([]);
  });
});

describe('shared-scaling-target', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'two autoscalers of one Deployment',
      all(scaler('maxReplicas: 1'), scaler('maxReplicas: 1', undefined, 'other')),
      [
        [
          '/spec/scaleTargetRef/name',
          '\'spec.scaleTargetRef.name\' must not be what HorizontalPodAutoscaler web scales, got "web"; put the metrics of both into one autoscaler',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('shared-scaling-target', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      'two autoscalers of two kinds',
      all(scaler('maxReplicas: 1'), scaler('maxReplicas: 1', 'apps/v1 StatefulSet', 'other')),
    ],
    ['one autoscaler twice', all(scaler('maxReplicas: 1'), scaler('maxReplicas: 2'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('shared-scaling-target', yaml)).toEqual([]);
  });
});

describe('scaled-replicas', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'replicas',
      all(scaler('maxReplicas: 9'), deployment('replicas: 2')),
      [
        [
          '/spec/replicas',
          "'spec.replicas' must be absent where HorizontalPodAutoscaler web sets it, since each apply sets it back, got 2; omit it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('scaled-replicas', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['no replicas', all(scaler('maxReplicas: 9'), deployment())],
    ['replicas of 0, which switch the autoscaler off', all(scaler('maxReplicas: 9'), deployment('replicas: 0'))],
    ['replicas of what is not scaled', deployment('replicas: 2')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('scaled-replicas', yaml)).toEqual([]);
  });
});
