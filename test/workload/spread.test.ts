import { k8s } from 'cdk8s-plus-27';
import { check, workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const { Spread, WhenUnsatisfiable } = workload;
const { DO_NOT_SCHEDULE } = WhenUnsatisfiable;

/** A Deployment with a spread. */
function web(spread: workload.Spread[], topologySpreadConstraints?: k8s.TopologySpreadConstraint[]) {
  const containers = [{ image: 'nginx:1.30.6' }];
  return new workload.Deployment(newChart(), 'Web', {
    containers,
    labels: { app: 'web' },
    spread,
    topologySpreadConstraints,
  });
}

const constraint = (topologyKey: string, more: object = {}): object => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { app: 'web' } },
  ...more,
});
const version = { matchLabelKeys: ['pod-template-hash'] };

test.each([
  ['nodes', Spread.nodes(), 'kubernetes.io/hostname'],
  ['zones', Spread.zones(), 'topology.kubernetes.io/zone'],
  ['a label', Spread.label('example.com/rack'), 'example.com/rack'],
])('is as even as can be over %s, each version of a Deployment by itself', (_, spread, key) => {
  expect(podOf(web([spread]))).toHaveProperty('topologySpreadConstraints', [constraint(key, version)]);
});

test('pods of a StatefulSet have no label of their version', () => {
  const containers = [{ image: 'postgres' }];
  const set = new workload.StatefulSet(newChart(), 'Db', {
    containers,
    labels: { app: 'web' },
    spread: [Spread.zones()],
  });
  expect(podOf(set, 'StatefulSet')).toHaveProperty('topologySpreadConstraints', [
    constraint('topology.kubernetes.io/zone'),
  ]);
});

test('renders every option', () => {
  const options: Required<workload.SpreadOptions> = { maxSkew: 2, whenUnsatisfiable: DO_NOT_SCHEDULE };
  const expected = { maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', ...version };
  expect(podOf(web([Spread.nodes(options)]))).toHaveProperty('topologySpreadConstraints', [
    constraint('kubernetes.io/hostname', expected),
  ]);
});

test('stands beside constraints that are written out, in order', () => {
  const written: k8s.TopologySpreadConstraint = { maxSkew: 3, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
  const made = web([Spread.zones({ whenUnsatisfiable: DO_NOT_SCHEDULE }), Spread.nodes()], [written]);
  expect(podOf(made)).toHaveProperty('topologySpreadConstraints', [
    written,
    constraint('topology.kubernetes.io/zone', { whenUnsatisfiable: 'DoNotSchedule', ...version }),
    constraint('kubernetes.io/hostname', version),
  ]);
});

test('one label may be spread in both ways, as the API server has it', () => {
  const both = [Spread.nodes(), Spread.nodes({ maxSkew: 3, whenUnsatisfiable: DO_NOT_SCHEDULE })];
  expect(() => web(both)).not.toThrow();
});

test('an empty list is none', () => {
  expect(podOf(web([]))).not.toHaveProperty('topologySpreadConstraints');
});

test('is sound to the checks', () => {
  const { node } = web([Spread.zones(), Spread.nodes({ whenUnsatisfiable: DO_NOT_SCHEDULE })]);
  expect(check.Checks.tree(node.root, { strict: true }).findings).toEqual([]);
});

test.each<[string, workload.Spread[], string]>([
  [
    'the difference is 0',
    [Spread.nodes({ maxSkew: 0 })],
    "'spread.maxSkew' must be a whole number of at least 1, got 0; omit it for 1",
  ],
  [
    'the label is none',
    [Spread.label('a b')],
    "'spread.label' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"a b\"; use a label of the nodes",
  ],
  [
    'one is there twice',
    [Spread.nodes(), Spread.nodes({ maxSkew: 2 })],
    '\'spread\' must name each label of the nodes once, got "kubernetes.io/hostname" twice; omit one of them',
  ],
])('fails when %s', (_, spread, words) => {
  expect(messageOf(() => web(spread))).toBe(`[app/Web] ${words}`);
});
