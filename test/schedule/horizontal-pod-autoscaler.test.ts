import * as kplus from 'cdk8s-plus-27';
import { Chart } from 'cdk8s';
import { batch, schedule, workload } from 'cdk8s-patterns';
import { manifest, messageOf, newChart } from '../support';

type Props = Partial<schedule.HorizontalPodAutoscalerProps>;

const asking = { cpu: { request: kplus.Cpu.millis(100) } };
const deployment = (chart: Chart, resources: kplus.ContainerResources = asking): workload.Deployment =>
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx', resources }], replicas: 2 });

function build(props: Props = {}, target = deployment(newChart())): schedule.HorizontalPodAutoscaler {
  return new schedule.HorizontalPodAutoscaler(Chart.of(target), 'Scaler', {
    target,
    maxReplicas: 5,
    cpuUtilization: 75,
    ...props,
  });
}

test('renders every prop', () => {
  const chart = newChart();
  const props: Required<schedule.HorizontalPodAutoscalerProps> = {
    metadata: { name: 'scaler', labels: { team: 'a' } },
    target: deployment(chart),
    minReplicas: 2,
    maxReplicas: 5,
    cpuUtilization: 75,
    behavior: {
      scaleDown: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 50, periodSeconds: 15 }] },
    },
  };
  new schedule.HorizontalPodAutoscaler(chart, 'Scaler', props);
  expect(manifest(chart, 'HorizontalPodAutoscaler')).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'scaler', labels: { team: 'a' } },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app-web' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 75 } } },
      ],
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 50, periodSeconds: 15 }] },
      },
    },
  });
});

test('renders nothing that was not asked for', () => {
  expect(manifest(build(), 'HorizontalPodAutoscaler')).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'app-scaler' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app-web' },
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 75 } } },
      ],
    },
  });
});

test('takes the replicas out of its target', () => {
  const target = deployment(newChart());
  build({}, target);
  expect(manifest(target, 'Deployment')).not.toHaveProperty('spec.replicas');
});

test('names its target by its hashed name in a stock App', () => {
  const target = deployment(newChart({ disableResourceNameHashes: false }));
  build({}, target);
  expect(manifest(target, 'HorizontalPodAutoscaler')).toHaveProperty('spec.scaleTargetRef.name', target.name);
});

test('takes workloads of cdk8s-plus', () => {
  const chart = newChart();
  const target = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
  new schedule.HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 2, cpuUtilization: 1 });
  expect(manifest(chart, 'HorizontalPodAutoscaler')).toHaveProperty('spec.scaleTargetRef.name', target.name);
});

test.each<[string, Props]>([
  ['one replica at least and at most', { minReplicas: 1, maxReplicas: 1 }],
  ['1 percent', { cpuUtilization: 1 }],
  ['500 percent', { cpuUtilization: 500 }],
])('accepts %s', (_, props) => {
  expect(() => build(props)).not.toThrow();
});

test('a limit of CPU counts as the request', () => {
  expect(() => build({}, deployment(newChart(), { cpu: { limit: kplus.Cpu.units(1) } }))).not.toThrow();
});

const WHOLE = 'must be a whole number of at least';

test.each<[string, Props, string]>([
  ['minReplicas is 0', { minReplicas: 0 }, `'minReplicas' ${WHOLE} 1, got 0; omit it for 1`],
  ['minReplicas is a fraction', { minReplicas: 1.5 }, `'minReplicas' ${WHOLE} 1, got 1.5; omit it for 1`],
  ['maxReplicas is 0', { maxReplicas: 0 }, `'maxReplicas' ${WHOLE} 1, got 0; give 'minReplicas' or more`],
  ['maxReplicas is no number', { maxReplicas: NaN }, `'maxReplicas' ${WHOLE} 1, got NaN; give 'minReplicas' or more`],
  [
    'maxReplicas is below minReplicas',
    { minReplicas: 6 },
    `'maxReplicas' ${WHOLE} 6, got 5; give 'minReplicas' or more`,
  ],
  ['cpuUtilization is 0', { cpuUtilization: 0 }, `'cpuUtilization' ${WHOLE} 1, got 0; give percent, such as 75`],
  [
    'cpuUtilization is a fraction',
    { cpuUtilization: 0.75 },
    `'cpuUtilization' ${WHOLE} 1, got 0.75; give percent, such as 75`,
  ],
  [
    'the name is none',
    { metadata: { name: 'a_b' } },
    "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"a_b\"; choose another name or omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => build(props))).toBe(`[app/Scaler] ${words}`);
});

test.each<[string, kplus.ContainerResources]>([
  ['nothing', {}],
  ['memory only', { memory: {} }],
])('fails when a container asks for %s', (_, resources) => {
  expect(messageOf(() => build({}, deployment(newChart(), resources)))).toBe(
    "[app/Scaler] 'target' must ask for CPU in each container, got none in Deployment app-web, container \"nginx\"; give it 'resources.cpu'",
  );
});

test('fails when a sidecar asks for no CPU', () => {
  const target = new workload.Deployment(newChart(), 'Web', {
    containers: [{ image: 'nginx', resources: asking }],
    sidecars: [{ image: 'logger' }],
  });
  expect(messageOf(() => build({}, target))).toContain('got none in Deployment app-web, container "logger"');
});

test('fails when the target has an autoscaler', () => {
  const target = deployment(newChart());
  build({}, target);
  const second = (): unknown =>
    new schedule.HorizontalPodAutoscaler(Chart.of(target), 'Second', { target, maxReplicas: 2, cpuUtilization: 50 });
  expect(messageOf(second)).toBe(
    "[app/Second] 'target' must have one autoscaler, got a second for Deployment app-web; remove one of them",
  );
});

test('a failure leaves the target without an autoscaler', () => {
  const target = deployment(newChart());
  expect(() => build({ maxReplicas: 0 }, target)).toThrow();
  expect(manifest(target, 'Deployment')).toHaveProperty('spec.replicas', 2);
});

describe('gaps', () => {
  const containers = [{ image: 'nginx', resources: asking }];
  test.each<[string, (chart: Chart) => workload.Workload]>([
    ['DaemonSet', (chart) => new workload.DaemonSet(chart, 'Web', { containers })],
    ['Job', (chart) => new batch.Job(chart, 'Web', { containers })],
    ['CronJob', (chart) => new batch.CronJob(chart, 'Web', { containers, schedule: '@daily' })],
  ])('fails for a %s, which cannot be scaled', (_, make) => {
    const chart = newChart();
    const target = make(chart);
    expect(
      messageOf(
        () => new schedule.HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 2, cpuUtilization: 50 }),
      ),
    ).toMatch(/^\[app\/(Scaler|Web)\] '.*'.*; /);
  });

  test.each<[string, string, Props]>([['maxReplicas is over 32 bits', 'maxReplicas', { maxReplicas: 2 ** 31 }]])(
    'fails when %s',
    (_, prop, props) => {
      expect(messageOf(() => build(props))).toMatch(new RegExp(`^\\[app/Scaler\\] '${prop}' .*; `));
    },
  );
});
