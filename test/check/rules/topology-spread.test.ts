import { findings } from '../support';
import { APP, pod } from './pods';

describe('topology-spread', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a skew of 0',
      '1.27',
      pod(`${APP}, topologySpreadConstraints: [{ maxSkew: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }]`),
      '/spec/topologySpreadConstraints/0/maxSkew',
      "'spec.topologySpreadConstraints[0].maxSkew' must be a whole number of at least 1, got 0; write 1 for an even spread",
    ],
    [
      'an empty topology',
      '1.27',
      pod(`${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "", whenUnsatisfiable: DoNotSchedule }]`),
      '/spec/topologySpreadConstraints/0/topologyKey',
      "'spec.topologySpreadConstraints[0].topologyKey' must not be empty, got \"\"; name a label of nodes, such as 'topology.kubernetes.io/zone'",
    ],
    [
      'domains without need',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, minDomains: 2 }]`,
      ),
      '/spec/topologySpreadConstraints/0/minDomains',
      "'spec.topologySpreadConstraints[0].minDomains' must not be set without 'whenUnsatisfiable: DoNotSchedule', got 2; omit it, or change that",
    ],
    [
      'no domains',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 0 }]`,
      ),
      '/spec/topologySpreadConstraints/0/minDomains',
      "'spec.topologySpreadConstraints[0].minDomains' must be a whole number of at least 1, got 0; write how many there must be, or omit it",
    ],
    [
      'one constraint twice',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }, { maxSkew: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }]`,
      ),
      '/spec/topologySpreadConstraints/1/topologyKey',
      "'spec.topologySpreadConstraints[1].topologyKey' must differ from the other constraints in 'topologyKey' or 'whenUnsatisfiable', got \"zone\"; make one of them",
    ],
    [
      'keys of labels without a selector',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [app] }]`,
      ),
      '/spec/topologySpreadConstraints/0/matchLabelKeys',
      "'spec.topologySpreadConstraints[0].matchLabelKeys' must not be set without 'labelSelector', got [\"app\"]; add the labels of the pods",
    ],
    [
      'a key that is in the selector too',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } }, matchLabelKeys: [app] }]`,
      ),
      '/spec/topologySpreadConstraints/0/matchLabelKeys/0',
      "'spec.topologySpreadConstraints[0].matchLabelKeys[0]' must not be in 'labelSelector' too, got \"app\"; remove one of them",
    ],
    [
      'a key that is in an expression of the selector too',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchExpressions: [{ key: app, operator: Exists }] }, matchLabelKeys: [app] }]`,
      ),
      '/spec/topologySpreadConstraints/0/matchLabelKeys/0',
      "'spec.topologySpreadConstraints[0].matchLabelKeys[0]' must not be in 'labelSelector' too, got \"app\"; remove one of them",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'two ways for one topology',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 1 }, { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }]`,
      ),
    ],
    [
      'a key beside the selector',
      '1.27',
      pod(
        `${APP}, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}, matchLabelKeys: [app] }]`,
      ),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['topology-spread', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});
