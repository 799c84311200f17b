import { Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { schedule, workload } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';

const { DisruptionBudget } = workload;

/** A Deployment called `web` with a budget. */
function web(disruptionBudget: workload.DisruptionBudget, props: Partial<workload.DeploymentProps> = {}): Chart {
  const chart = newChart({ namespace: 'shop' });
  new workload.Deployment(chart, 'Web', {
    metadata: { name: 'web' },
    containers: [{ image: 'nginx' }],
    disruptionBudget,
    ...props,
  });
  return chart;
}

const problems = (chart: Chart): string[] => chart.node.findAll().flatMap(({ node }) => node.validate());

test.each([
  [DisruptionBudget.maxUnavailable(2), { maxUnavailable: 2 }],
  [DisruptionBudget.maxUnavailablePercent(100), { maxUnavailable: '100%' }],
  [DisruptionBudget.minAvailable(1), { minAvailable: 1 }],
  [DisruptionBudget.minAvailablePercent(99), { minAvailable: '99%' }],
])('selects the pods of the workload, in its namespace, and says %j', (budget, spec) => {
  expect(manifest(web(budget, { replicas: 101, labels: { app: 'web' } }), 'PodDisruptionBudget')).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { ...spec, selector: { matchLabels: { app: 'web' } } },
  });
});

test('a StatefulSet has one too', () => {
  const chart = newChart();
  new workload.StatefulSet(chart, 'Db', {
    metadata: { name: 'db' },
    replicas: 3,
    containers: [{ image: 'postgres' }],
    disruptionBudget: DisruptionBudget.minAvailable(2),
  });
  expect(manifest(chart, 'PodDisruptionBudget', 'db')).toHaveProperty('spec.minAvailable', 2);
  expect(problems(chart)).toEqual([]);
});

test.each([
  [DisruptionBudget.minAvailable(2), 2, '2 of 2'],
  [DisruptionBudget.minAvailable(3), 2, '3 of 2'],
  [DisruptionBudget.minAvailable(1), undefined, '1 of 1'],
  [DisruptionBudget.minAvailablePercent(51), 2, '2 of 2'],
  [DisruptionBudget.minAvailablePercent(99), 99, '99 of 99'],
])('fails at synth when %j of %p pods never lets one go', (budget, replicas, got) => {
  const chart = web(budget, { replicas });
  expect(problems(chart)).toEqual([
    `'disruptionBudget.minAvailable' must be less than the number of pods, got ${got}; lower it, raise 'replicas', or use 'maxUnavailable'`,
  ]);
});

test.each([
  [DisruptionBudget.minAvailable(1), 2],
  [DisruptionBudget.minAvailablePercent(50), 2],
  [DisruptionBudget.minAvailablePercent(99), 101],
  [DisruptionBudget.maxUnavailable(1), 1],
  [DisruptionBudget.minAvailable(1), 0],
])('%j may be of %p pods', (budget, replicas) => {
  expect(problems(web(budget, { replicas }))).toEqual([]);
});

test('the number of pods is left to an autoscaler where there is one', () => {
  const chart = newChart();
  const cpu = { request: Cpu.millis(100) };
  const target = new workload.Deployment(chart, 'Web', {
    containers: [{ image: 'nginx', resources: { cpu } }],
    disruptionBudget: DisruptionBudget.minAvailable(2),
  });
  new schedule.HorizontalPodAutoscaler(chart, 'Autoscaler', {
    target,
    minReplicas: 3,
    maxReplicas: 9,
    cpuUtilization: 75,
  });
  expect(problems(chart)).toEqual([]);
});

const LEAST = 'must be a whole number of at least 1';
test.each([
  [DisruptionBudget.maxUnavailable(0), `'disruptionBudget.maxUnavailable' ${LEAST}, got 0; let one pod be missing`],
  [DisruptionBudget.maxUnavailable(1.5), `'disruptionBudget.maxUnavailable' ${LEAST}, got 1.5; let one pod be missing`],
  [
    DisruptionBudget.maxUnavailablePercent(101),
    "'disruptionBudget.maxUnavailable' must be a whole number from 1 to 100, got 101; let one pod be missing",
  ],
  [DisruptionBudget.minAvailable(0), `'disruptionBudget.minAvailable' ${LEAST}, got 0; omit it for none`],
  [
    DisruptionBudget.minAvailablePercent(100),
    "'disruptionBudget.minAvailable' must be a whole number from 1 to 99, got 100; omit it for none",
  ],
])('fails for %j', (budget, words) => {
  expect(messageOf(() => web(budget))).toBe(`[app/Web] ${words}`);
});

test('takes the labels of the pods as they are when it is made', () => {
  expect(at(manifest(web(DisruptionBudget.maxUnavailable(1)), 'PodDisruptionBudget'), 'spec', 'selector')).toEqual({
    matchLabels: { 'app.kubernetes.io/name': 'web' },
  });
});
