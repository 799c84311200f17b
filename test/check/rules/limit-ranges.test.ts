import { findingsOf } from '../support';

const limits = (...items: string[]): string => `apiVersion: v1
kind: LimitRange
metadata: { name: team }
spec: { limits: [${items.join(', ')}] }
`;

describe('limit-range', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a minimum above the maximum',
      limits('{ type: Container, min: { cpu: 2 }, max: { cpu: 1500m } }'),
      [
        [
          '/spec/limits/0/min/cpu',
          "'spec.limits[0].min.cpu' must be at most 'max', which is 1500m, got 2; lower it, or raise the other",
        ],
      ],
    ],
    [
      'a default above the maximum',
      limits('{ type: Container, default: { memory: 2Gi }, max: { memory: 1Gi } }'),
      [
        [
          '/spec/limits/0/default/memory',
          "'spec.limits[0].default.memory' must be at most 'max', which is 1Gi, got \"2Gi\"; lower it, or raise the other",
        ],
      ],
    ],
    [
      'a default request above the default',
      limits('{ type: Container, default: { cpu: 1 }, defaultRequest: { cpu: 1001m } }'),
      [
        [
          '/spec/limits/0/defaultRequest/cpu',
          "'spec.limits[0].defaultRequest.cpu' must be at most 'default', which is 1, got \"1001m\"; lower it, or raise the other",
        ],
      ],
    ],
    [
      'a default for pods',
      limits('{ type: Pod, default: { cpu: 1 } }'),
      [
        [
          '/spec/limits/0/default',
          '\'spec.limits[0].default\' must be absent for pods, which have no defaults, got {"cpu":1}; put it into an item for Container',
        ],
      ],
    ],
    [
      'one type twice',
      limits('{ type: Pod, max: { cpu: 1 } }', '{ type: Pod, min: { cpu: 1 } }'),
      [['/spec/limits/1/type', '\'spec.limits[1].type\' must stand once, got "Pod"; join both items of Pod']],
    ],
    [
      'claims without a bound',
      limits('{ type: PersistentVolumeClaim, default: { storage: 1Gi } }'),
      [
        [
          '/spec/limits/0',
          '\'spec.limits[0]\' must have \'min.storage\' or \'max.storage\' for claims, got {"type":"PersistentVolumeClaim","default":{"storage":"1Gi"}}; add one of them',
        ],
      ],
    ],
    [
      'a ratio below 1',
      limits('{ type: Container, maxLimitRequestRatio: { cpu: 0.9 } }'),
      [
        [
          '/spec/limits/0/maxLimitRequestRatio/cpu',
          "'spec.limits[0].maxLimitRequestRatio.cpu' must be at least 1, got 0.9; raise it",
        ],
      ],
    ],
    [
      'a type that does not exist',
      limits('{ type: Node, max: { cpu: 1 } }'),
      [
        [
          '/spec/limits/0/type',
          '\'spec.limits[0].type\' must be Container, Pod or PersistentVolumeClaim, got "Node"; correct it',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('limit-range', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a minimum that is the maximum', limits('{ type: Container, min: { memory: 1Gi }, max: { memory: 1024Mi } }')],
    ['claims with a bound', limits('{ type: PersistentVolumeClaim, min: { storage: 1Gi } }')],
    ['a ratio of 1', limits('{ type: Container, maxLimitRequestRatio: { cpu: 1 } }')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('limit-range', yaml)).toEqual([]);
  });
});
