import * as kplus from 'cdk8s-plus-27';
import { batch, workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const props = {
  containers: [{ image: 'app' }],
  initContainers: [{ image: 'init' }],
  sidecars: [{ image: 'proxy', ports: [{ number: 80 }], readiness: workload.Probe.tcp() }, { image: 'logger' }],
};

function deployment(target?: string): unknown {
  const chart = newChart({ ...(target === undefined ? {} : { target }) });
  new workload.Deployment(chart, 'Web', props);
  return podOf(chart);
}

const proxy = {
  name: 'proxy',
  image: 'proxy',
  ports: [{ containerPort: 80 }],
  readinessProbe: { tcpSocket: { port: 80 } },
};

test.each([['1.29'], ['1.30'], ['1.100']])('are native with the target %s: init containers that restart', (target) => {
  expect(deployment(target)).toEqual({
    initContainers: [
      { name: 'init', image: 'init' },
      { ...proxy, restartPolicy: 'Always' },
      { name: 'logger', image: 'logger', restartPolicy: 'Always' },
    ],
    containers: [{ name: 'app', image: 'app' }],
  });
});

test.each([['1.27'], ['1.28'], [undefined]])('are ordinary containers with the target %p', (target) => {
  expect(deployment(target)).toEqual({
    initContainers: [{ name: 'init', image: 'init' }],
    containers: [{ name: 'app', image: 'app' }, proxy, { name: 'logger', image: 'logger' }],
  });
});

test('are what else runs, whatever the target', () => {
  const web = new workload.Deployment(newChart({ target: '1.29' }), 'Web', props);
  expect(web.pods.running.map(({ image }) => image)).toEqual(['app', 'proxy', 'logger']);
});

test('the ports of sidecars are exposed', () => {
  const web = new workload.Deployment(newChart({ target: '1.29' }), 'Web', props);
  expect(web.expose().ports).toEqual([expect.objectContaining({ port: 80 })]);
});

const job = (target: string) => (): batch.Job =>
  new batch.Job(newChart({ target }), 'Load', { containers: [{ image: 'app' }], sidecars: [{ image: 'proxy' }] });
const cronJob = (target: string) => (): batch.CronJob =>
  new batch.CronJob(newChart({ target }), 'Load', {
    schedule: '@daily',
    containers: [{ image: 'app' }],
    sidecars: [{ image: 'proxy' }],
  });

test.each([
  ['Job', job('1.29')],
  ['CronJob', cronJob('1.29')],
])('are native in a %s', (kind, build) => {
  expect(podOf(build(), kind)).toEqual({
    restartPolicy: 'Never',
    initContainers: [{ name: 'proxy', image: 'proxy', restartPolicy: 'Always' }],
    containers: [{ name: 'app', image: 'app' }],
  });
});

test.each([
  ['Job', job('1.28'), '1.28'],
  ['CronJob', cronJob('1.27'), '1.27'],
])('fail in a %s that they would keep from ending', (_, build, target) => {
  expect(messageOf(build)).toBe(
    `[app/Load] 'sidecars' must be native in pods that end, which Kubernetes ${target} lacks; set the App's target to 1.29 or newer, or omit them`,
  );
});

test('no sidecars are no failure in a Job', () => {
  const build = (): unknown =>
    new batch.Job(newChart(), 'Load', {
      containers: [{ image: 'app' }],
      sidecars: [],
      restartPolicy: kplus.RestartPolicy.NEVER,
    });
  expect(build).not.toThrow();
});
