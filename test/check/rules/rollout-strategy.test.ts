import { check } from 'cdk8s-patterns';
import { findingsOf } from '../support';

const workload = (kind: string, spec: string, container = '', pod = ''): string => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  ${spec}
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: a${container} }]${pod} }
`;
const deployment = (spec: string): string => workload('Deployment', spec);
const statefulSet = (spec: string): string => workload('StatefulSet', spec);
const rolling = (values: string): string => `updateStrategy: { rollingUpdate: { ${values} } }`;
const ports = ', ports: [{ containerPort: 80, hostPort: 80 }]';

describe('rollout-strategy', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a rolling update beside Recreate',
      deployment('strategy: { type: Recreate, rollingUpdate: {} }'),
      [
        [
          '/spec/strategy/rollingUpdate',
          "'spec.strategy.rollingUpdate' must be absent with the type Recreate, got {}; omit it, or use the type RollingUpdate",
        ],
      ],
    ],
    [
      'no pod more and none less',
      deployment('strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } }'),
      [
        [
          '/spec/strategy/rollingUpdate/maxUnavailable',
          "'spec.strategy.rollingUpdate.maxUnavailable' must not be 0 while 'maxSurge' is 0, got \"0%\"; let one of them be 1",
        ],
      ],
    ],
    [
      'more than all pods less',
      deployment('strategy: { rollingUpdate: { maxUnavailable: 101% } }'),
      [
        [
          '/spec/strategy/rollingUpdate/maxUnavailable',
          '\'spec.strategy.rollingUpdate.maxUnavailable\' must be at most 100%, got "101%"; correct it',
        ],
      ],
    ],
    [
      'a number in quotes',
      deployment('strategy: { rollingUpdate: { maxSurge: "1" } }'),
      [
        [
          '/spec/strategy/rollingUpdate/maxSurge',
          "'spec.strategy.rollingUpdate.maxSurge' must be a whole number or a percentage such as '25%', got \"1\"; write the number without quotes, or add %",
        ],
      ],
    ],
    [
      'a half of a percent',
      deployment('strategy: { rollingUpdate: { maxSurge: 0.5% } }'),
      [
        [
          '/spec/strategy/rollingUpdate/maxSurge',
          "'spec.strategy.rollingUpdate.maxSurge' must be a whole number or a percentage such as '25%', got \"0.5%\"; write it as 1 or as 25%",
        ],
      ],
    ],
    [
      'a negative number',
      deployment('strategy: { rollingUpdate: { maxSurge: -1 } }'),
      [
        [
          '/spec/strategy/rollingUpdate/maxSurge',
          "'spec.strategy.rollingUpdate.maxSurge' must not be negative, got -1; write 0 or more",
        ],
      ],
    ],
    [
      'a deadline that is no longer than being ready takes',
      deployment('progressDeadlineSeconds: 10\n  minReadySeconds: 10'),
      [
        [
          '/spec/progressDeadlineSeconds',
          "'spec.progressDeadlineSeconds' must be more than 'minReadySeconds', got 10; give it more than 10 seconds",
        ],
      ],
    ],
    [
      'ten minutes to be ready, without a deadline',
      deployment('minReadySeconds: 600'),
      [
        [
          '/spec/progressDeadlineSeconds',
          "'spec.progressDeadlineSeconds' must be more than 'minReadySeconds', got 600, its default; give it more than 600 seconds",
        ],
      ],
    ],
    [
      'a rolling update beside OnDelete',
      statefulSet('updateStrategy: { type: OnDelete, rollingUpdate: { partition: 1 } }'),
      [
        [
          '/spec/updateStrategy/rollingUpdate',
          '\'spec.updateStrategy.rollingUpdate\' must be absent with the type OnDelete, got {"partition":1}; omit it, or use the type RollingUpdate',
        ],
      ],
    ],
    [
      'a DaemonSet with a pod more and one less',
      workload('DaemonSet', rolling('maxSurge: 1')),
      [
        [
          '/spec/updateStrategy/rollingUpdate/maxSurge',
          "'spec.updateStrategy.rollingUpdate.maxSurge' must be 0 unless 'maxUnavailable' is 0 (by default it is 1), got 1; set 'maxUnavailable' to 0",
        ],
      ],
    ],
    [
      'a DaemonSet with none more and none less',
      workload('DaemonSet', rolling('maxUnavailable: 0')),
      [
        [
          '/spec/updateStrategy/rollingUpdate/maxUnavailable',
          "'spec.updateStrategy.rollingUpdate.maxUnavailable' must not be 0 while 'maxSurge' is 0, got 0; omit it for 1",
        ],
      ],
    ],
    [
      'a DaemonSet with more than twice the pods',
      workload('DaemonSet', rolling('maxSurge: 101%, maxUnavailable: 0')),
      [
        [
          '/spec/updateStrategy/rollingUpdate/maxSurge',
          '\'spec.updateStrategy.rollingUpdate.maxSurge\' must be at most 100%, got "101%"; correct it',
        ],
      ],
    ],
    [
      'a pod more on the same port of the node',
      workload('DaemonSet', rolling('maxSurge: 1, maxUnavailable: 0'), ports),
      [
        [
          '/spec/updateStrategy/rollingUpdate/maxSurge',
          "'spec.updateStrategy.rollingUpdate.maxSurge' must be 0 for pods with ports of the node, which two of them cannot share, got 1; omit 'rollingUpdate', or the ports of the node",
        ],
      ],
    ],
    [
      'a pod more on the network of the node',
      workload(
        'DaemonSet',
        rolling('maxSurge: 1, maxUnavailable: 0'),
        ', ports: [{ containerPort: 80 }]',
        ', hostNetwork: true',
      ),
      [
        [
          '/spec/updateStrategy/rollingUpdate/maxSurge',
          "'spec.updateStrategy.rollingUpdate.maxSurge' must be 0 for pods with ports of the node, which two of them cannot share, got 1; omit 'rollingUpdate', or the ports of the node",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('rollout-strategy', yaml)).toEqual(expected);
  });

  test.each<[string, string, check.CheckOptions, [string, string][]]>([
    [
      'no pod less of a StatefulSet since 1.37',
      statefulSet(rolling('maxUnavailable: 0')),
      { target: '1.37' },
      [
        [
          '/spec/updateStrategy/rollingUpdate/maxUnavailable',
          "'spec.updateStrategy.rollingUpdate.maxUnavailable' must be more than 0, got 0; omit it for 1",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, options, expected) => {
    expect(findingsOf('rollout-strategy', yaml, options)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['null beside Recreate', deployment('strategy: { type: Recreate, rollingUpdate: null }')],
    ['none less, where one more is the default', deployment('strategy: { rollingUpdate: { maxUnavailable: 0 } }')],
    [
      'all pods less, and more than twice as many',
      deployment('strategy: { rollingUpdate: { maxUnavailable: 100%, maxSurge: 120% } }'),
    ],
    ['a deadline of one second more', deployment('progressDeadlineSeconds: 11\n  minReadySeconds: 10')],
    ['one second less to be ready, without a deadline', deployment('minReadySeconds: 599')],
    ['a DaemonSet with a pod more and none less', workload('DaemonSet', rolling('maxSurge: 1, maxUnavailable: 0'))],
    [
      'a DaemonSet with OnDelete and values that do not count',
      workload('DaemonSet', 'updateStrategy: { type: OnDelete, rollingUpdate: { maxSurge: 1 } }'),
    ],
    ['a pod less on a port of the node', workload('DaemonSet', rolling('maxUnavailable: 1'), ports)],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('rollout-strategy', yaml)).toEqual([]);
  });

  test.each<[string, string, check.CheckOptions]>([
    [
      'no pod less of a StatefulSet before, which is not heeded',
      statefulSet(rolling('maxUnavailable: 0')),
      { target: '1.36' },
    ],
  ])('takes %s', (_, yaml, options) => {
    expect(findingsOf('rollout-strategy', yaml, options)).toEqual([]);
  });
});
