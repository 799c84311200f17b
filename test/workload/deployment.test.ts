import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

const { DeploymentStrategy, PercentOrAbsolute } = kplus;
type Props = Partial<workload.DeploymentProps>;
/** The props of the kind; those of its pods are tested with `PodTemplate`. */
type Own = Required<Omit<workload.DeploymentProps, keyof workload.PodProps>>;

const build = (props: Props) => (): workload.Deployment =>
  new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx' }], ...props });

test('renders every prop', () => {
  const props: Own = {
    metadata: { name: 'web', labels: { team: 'a' }, annotations: { note: 'x' } },
    replicas: 3,
    strategy: DeploymentStrategy.rollingUpdate({
      maxSurge: PercentOrAbsolute.absolute(1),
      maxUnavailable: PercentOrAbsolute.percent(0),
    }),
    minReady: Duration.seconds(10),
    progressDeadline: Duration.minutes(2),
    revisionHistoryLimit: 0,
    disruptionBudget: workload.DisruptionBudget.minAvailable(2),
    spread: [workload.Spread.nodes()],
  };
  expect(
    inChart((chart) => new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }], ...props })),
  ).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { team: 'a' }, annotations: { note: 'x' } },
      spec: {
        replicas: 3,
        revisionHistoryLimit: 0,
        minReadySeconds: 10,
        progressDeadlineSeconds: 120,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '0%' } },
        selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'web' } },
          spec: {
            containers: [{ name: 'nginx', image: 'nginx' }],
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
                matchLabelKeys: ['pod-template-hash'],
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { minAvailable: 2, selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } },
    },
  ]);
});

test('renders nothing that was not asked for', () => {
  expect(inChart((chart) => new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'app-web' },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'app-web' } },
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'app-web' } },
          spec: { containers: [{ name: 'nginx', image: 'nginx' }] },
        },
      },
    },
  ]);
});

test.each<[string, Props, object]>([
  ['0 replicas', { replicas: 0 }, { replicas: 0 }],
  ['the strategy Recreate', { strategy: DeploymentStrategy.recreate() }, { strategy: { type: 'Recreate' } }],
  ['the shortest deadline', { progressDeadline: Duration.seconds(1) }, { progressDeadlineSeconds: 1 }],
  ['a wait just below the default deadline', { minReady: Duration.seconds(599) }, { minReadySeconds: 599 }],
])('renders %s', (_, props, expected) => {
  expect(manifest(build(props)(), 'Deployment')).toMatchObject({ spec: expected });
});

test('its name may have 253 characters', () => {
  expect(build({ metadata: { name: 'n'.repeat(253) } })().name).toHaveLength(253);
});

test('is in the namespace of the chart', () => {
  const chart = newChart({ namespace: 'todo' });
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
  expect(manifest(chart, 'Deployment')).toHaveProperty('metadata', { name: 'app-web', namespace: 'todo' });
});

test('has a hashed name and a label of that name in a stock App', () => {
  const chart = newChart({ disableResourceNameHashes: false });
  const { name } = new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
  expect(name).toMatch(/^app-web-c8[0-9a-f]{6}$/);
  expect(manifest(chart, 'Deployment', name)).toHaveProperty(['spec', 'selector', 'matchLabels'], {
    'app.kubernetes.io/name': name,
  });
});

const WHOLE = 'must be a whole number of at least';

test.each<[string, Props, string]>([
  ['replicas is -1', { replicas: -1 }, `'replicas' ${WHOLE} 0, got -1; omit it for one pod`],
  ['replicas is a fraction', { replicas: 1.5 }, `'replicas' ${WHOLE} 0, got 1.5; omit it for one pod`],
  ['replicas is no number', { replicas: NaN }, `'replicas' ${WHOLE} 0, got NaN; omit it for one pod`],
  ['replicas is endless', { replicas: Infinity }, `'replicas' ${WHOLE} 0, got Infinity; omit it for one pod`],
  ['replicas is text', { replicas: '3' as never }, `'replicas' ${WHOLE} 0, got "3"; omit it for one pod`],
  ['replicas is null', { replicas: null as never }, `'replicas' ${WHOLE} 0, got null; omit it for one pod`],
  [
    'revisionHistoryLimit is -1',
    { revisionHistoryLimit: -1 },
    `'revisionHistoryLimit' ${WHOLE} 0, got -1; omit it for 10`,
  ],
  [
    'minReady is half a second',
    { minReady: Duration.millis(500) },
    `'minReady' ${WHOLE} 0, got 0.5; give whole seconds, at least 0`,
  ],
  [
    'progressDeadline is 0',
    { progressDeadline: Duration.seconds(0) },
    `'progressDeadline' ${WHOLE} 1, got 0; give whole seconds, at least 1`,
  ],
  [
    'progressDeadline is minReady',
    { minReady: Duration.seconds(30), progressDeadline: Duration.seconds(30) },
    "'progressDeadline' must be more than 'minReady', got 30 s; raise it",
  ],
  [
    'minReady is the default of progressDeadline',
    { minReady: Duration.minutes(10) },
    "'progressDeadline' must be more than 'minReady', got 600 s; raise it",
  ],
  [
    'the name has 254 characters',
    { metadata: { name: 'n'.repeat(254) } },
    `'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got "${'n'.repeat(76)}...; choose another name or omit it`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(`[app/Web] ${words}`);
});

test('a rolling update that may neither add nor remove a pod cannot be written', () => {
  const none = PercentOrAbsolute.absolute(0);
  expect(() => DeploymentStrategy.rollingUpdate({ maxSurge: none, maxUnavailable: none })).toThrow(
    "'maxSurge' and 'maxUnavailable' cannot be both zero",
  );
});

describe('gaps', () => {
  const update = (maxSurge: kplus.PercentOrAbsolute, maxUnavailable = PercentOrAbsolute.absolute(0)): Props => ({
    strategy: DeploymentStrategy.rollingUpdate({ maxSurge, maxUnavailable }),
  });
  const one = PercentOrAbsolute.absolute(1);

  test.each<[string, string, Props]>([
    ['replicas is over 32 bits', 'replicas', { replicas: 2 ** 31 }],
    ['revisionHistoryLimit is over 32 bits', 'revisionHistoryLimit', { revisionHistoryLimit: 2 ** 31 }],
    ['maxSurge is -1', 'strategy', update(PercentOrAbsolute.absolute(-1))],
    ['maxSurge is a fraction', 'strategy', update(PercentOrAbsolute.absolute(1.5))],
    ['maxSurge is no number', 'strategy', update(PercentOrAbsolute.absolute(NaN))],
    ['maxUnavailable is a fraction of a percent', 'strategy', update(one, PercentOrAbsolute.percent(1.5))],
    ['maxUnavailable is over 100 percent', 'strategy', update(one, PercentOrAbsolute.percent(101))],
    ['the namespace is none', 'metadata', { metadata: { namespace: 'Bad_Namespace' } }],
  ])('fails when %s', (_, prop, props) => {
    expect(messageOf(build(props))).toMatch(new RegExp(`^\\[app/Web\\] '${prop}.*'.*; `));
  });

  test('a name that is there but undefined counts as omitted', () => {
    expect(manifest(build({ metadata: { name: undefined as never } })(), 'Deployment').metadata).toEqual({
      name: 'app-web',
    });
  });
});
