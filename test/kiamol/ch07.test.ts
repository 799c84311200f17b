import { App } from 'cdk8s';
import { check, config, network, storage, synth, workload } from 'cdk8s-patterns';
import { multipleContainers } from '../../apps/kiamol/ch07';
import { Chapter } from '../../apps/kiamol/lesson';
import { Manifests } from '../../src/testing';
import { at, messageOf, newChart } from '../support';

/** What a folder of the chapter makes: that of a system, of one of its steps, or one of its manifests. */
function made(...path: string[]): Manifests {
  const chapter = new Chapter(new synth.Folder(new App(), 'kiamol'), 'ch07');
  multipleContainers(chapter);
  return Manifests.of(path.reduce((scope, id) => scope.node.findChild(id) as Chapter, chapter));
}

const deployment = (name: string, ...path: string[]): object => made(...path).one('Deployment', name);
const podOf = (object: object): unknown => at(object, 'spec', 'template', 'spec');
const namesOf = (pod: unknown, list = 'containers'): string[] =>
  ((at(pod, list) ?? []) as { name: string }[]).map(({ name }) => name);

/** What the checks find in a chart: severity, rule and message. */
function found(build: (chart: ReturnType<typeof newChart>) => unknown): [string, string, string][] {
  const chart = newChart();
  build(chart);
  return check.Checks.tree(chart).findings.map(({ severity, rule, message }) => [severity, rule, message]);
}

/** Makes a workload of pods that differ in these props. */
const inPod = (props: Partial<workload.PodProps>) => (): unknown =>
  new workload.Deployment(newChart(), 'Web', { containers: [{ name: 'web', image: 'nginx:1.30.6' }], ...props });

describe('sleep', () => {
  const steps = [
    ['sleep', 'sleep-with-file-reader'],
    ['sleep', '2-server'],
    ['sleep', '4-html-server'],
    ['sleep', '5-server-shared'],
  ];
  const forms = steps.map((path) => deployment('sleep', ...path));

  test('keeps name and selector in all its forms, of which the last can be told apart', () => {
    for (const form of forms) expect(at(form, 'spec', 'selector')).toEqual({ matchLabels: { app: 'sleep' } });
    expect(forms.map((form) => at(form, 'spec', 'template', 'metadata', 'labels', 'version'))).toEqual([
      undefined,
      undefined,
      undefined,
      'shared',
    ]);
  });

  test('has two containers in each form, and in one an init container before them', () => {
    expect(forms.map((form) => [namesOf(podOf(form), 'initContainers'), namesOf(podOf(form))])).toEqual([
      [[], ['sleep', 'file-reader']],
      [[], ['sleep', 'server']],
      [['init-html'], ['sleep', 'server']],
      [[], ['sleep', 'server']],
    ]);
  });

  test('one volume is writable in one container, and read-only in the other', () => {
    const containers = at(podOf(forms[0] ?? {}), 'containers') as { volumeMounts: object[] }[];
    expect(containers.map(({ volumeMounts }) => volumeMounts)).toEqual([
      [{ name: 'data', mountPath: '/data-rw' }],
      [{ name: 'data', mountPath: '/data-ro', readOnly: true }],
    ]);
  });
});

describe('timecheck', () => {
  const versions = ['timecheck', '2-config', '3-logging', '4-good-citizen'].map((form) => ['timecheck', form]);
  const pods = versions.map((path) => podOf(deployment('timecheck', ...path)));

  test('gets one helper after the other, and its own image stays', () => {
    expect(pods.map((pod) => namesOf(pod))).toEqual([
      ['timecheck'],
      ['timecheck'],
      ['timecheck', 'logger'],
      ['timecheck', 'logger', 'healthz', 'metrics'],
    ]);
    expect(pods.map((pod) => at(pod, 'containers', 0, 'image'))).toEqual(Array(4).fill('kiamol/ch07-timecheck'));
  });

  test('knows neither the ConfigMap nor the variable of its init container', () => {
    for (const pod of pods.slice(1)) {
      expect(at(pod, 'containers', 0, 'env')).toBeUndefined();
      expect(JSON.stringify(at(pod, 'containers', 0, 'volumeMounts'))).not.toContain('config-map');
    }
    expect(at(pods[1], 'initContainers', 0, 'env')).toEqual([{ name: 'APP_ENVIRONMENT', value: 'TEST' }]);
  });
});

describe('numbers', () => {
  const web = { labels: { app: 'numbers-web' }, metadata: { name: 'numbers-web' } };

  test('the application knows the proxy alone, and the proxy the API', () => {
    const pod = podOf(deployment('numbers-web', 'numbers', '2-ambassador'));
    const service = made('numbers', 'api').one('Service', 'numbers-api');
    const env = (i: number): string => JSON.stringify(at(pod, 'containers', i, 'env'));
    expect(env(0)).not.toContain(String(at(service, 'metadata', 'name')));
    expect(env(1)).toContain(`http://${String(at(service, 'metadata', 'name'))}/`);
  });

  test('a rollout whose init container always fails does not begin', () => {
    const directory = storage.Volume.emptyDir('config-dir');
    const proxy = new workload.Ambassador({ source: 'http://localhost/api', target: 'http://numbers-api/rng' });
    const wrong = found(
      (chart) =>
        new workload.Deployment(chart, 'Web', {
          ...web,
          podLabels: { version: 'v2' },
          initContainers: [
            {
              name: 'init-version',
              image: 'kiamol/ch03-sleep',
              command: ['sh', '-c', 'echo v2 > /config-out/version.txt'],
              env: { APP_ENVIRONMENT: 'TEST' },
              mounts: [directory.at('/config-out', { readOnly: true })],
            },
          ],
          containers: [{ name: 'web', image: 'kiamol/ch03-numbers-web:v2', env: proxy.clientEnv }],
          sidecars: [proxy.container],
        }),
    );
    const script = "'spec.template.spec.initContainers[0].command[2]'";
    expect(wrong).toEqual([
      [
        'error',
        'read-only-mount',
        `${script} must not write below /config-out, which the container may only read, got /config-out/version.txt; omit 'readOnly' of the mount, or write to a mount of an emptyDir`,
      ],
      [
        'warning',
        'lost-output',
        `${script} must write to a volume that another container mounts, but nothing else mounts config-dir, got /config-out/version.txt; mount it in the container that reads the file`,
      ],
    ]);
  });

  test('a proxy on another port than the application calls is found', () => {
    const proxy = new workload.Ambassador({ source: 'http://localhost/api', target: 'http://a/rng', port: 1081 });
    const env = { ...proxy.clientEnv, http_proxy: 'http://localhost:1080' };
    const containers = [{ name: 'web', image: 'kiamol/ch03-numbers-web', env }];
    expect(
      found((chart) => new workload.Deployment(chart, 'Web', { ...web, containers, sidecars: [proxy.container] })),
    ).toEqual([
      [
        'warning',
        'local-proxy',
        '\'spec.template.spec.containers[0].env[0].value\' must be a port on which another container of the pod listens (proxy 1081), got "http://localhost:1080"; correct the port, or declare it in the container of the proxy',
      ],
    ]);
  });
});

describe('containers of one pod', () => {
  test('have names of their own, those that run before too', () => {
    expect(messageOf(inPod({ initContainers: [{ name: 'web', image: 'busybox' }] }))).toBe(
      `[app/Web] 'containers' must differ in name, got "web" twice; change one of them`,
    );
  });

  test('have ports of their own', () => {
    const health = { port: 8080, text: 'OK' };
    const sidecars = ['healthz', 'metrics'].map((name) => workload.TextServer.container({ ...health, name }));
    expect(messageOf(inPod({ sidecars }))).toBe(
      `[app/Web] 'containers' must differ in port, got "8080/TCP" twice; change one of them`,
    );
  });

  test('are one component: a database beside an application is found', () => {
    const containers = ['wordpress:6.8', 'mysql:8.4'].map((image) => ({ image }));
    expect(found((chart) => new workload.Deployment(chart, 'Blog', { containers })).map(([, rule]) => rule)).toEqual([
      'one-component',
    ]);
  });

  test('are reached through a Service that names each of its ports', () => {
    const ports = [8080, 8081].map((port) => ({ port }));
    expect(messageOf(() => new network.Service(newChart(), 'TimeCheck', { ports }))).toBe(
      `[app/TimeCheck] 'ports' must each have a name when there are two or more, got [null,null]; name them`,
    );
  });

  test('start a script that an init container writes, not one that nobody does', () => {
    const mounts = [storage.Volume.emptyDir('init-dir').at('/init')];
    const containers = [{ image: 'kiamol/ch05-pi', command: ['/init/startup.sh'], mounts }];
    expect(found((chart) => new workload.Deployment(chart, 'Pi', { containers })).map(([, rule]) => rule)).toEqual([
      'missing-program',
    ]);
  });

  test('keep their programs when a volume of settings would hide them', () => {
    const build = (chart: ReturnType<typeof newChart>): unknown => {
      const settings = new config.ConfigMap(chart, 'Config', { data: { 'appsettings.json': '{}' } });
      const mounts = [storage.Volume.configMap('config', settings).at('/app')];
      return new workload.Deployment(chart, 'Web', { containers: [{ image: 'kiamol/ch04-todo-list', mounts }] });
    };
    expect(found(build).map(([, rule]) => rule)).toEqual(['hidden-program']);
  });
});
