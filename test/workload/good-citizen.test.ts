import { Size } from 'cdk8s';
import { config, storage, workload } from 'cdk8s-patterns';
import { at, messageOf, newChart, podOf } from '../support';

const HELPER = 'example.com/tools:1';

const configMap = (chart = newChart()): config.ConfigMap =>
  new config.ConfigMap(chart, 'Config', { metadata: { name: 'app-config' }, data: { 'app.json': '{}' } });

/** The pod of an application with its helpers. */
function pod(props: Partial<workload.GoodCitizenProps>): unknown {
  const chart = newChart();
  const { pods } = new workload.GoodCitizen({ application: { name: 'app', image: 'app:1' }, ...props });
  new workload.Deployment(chart, 'Web', pods);
  return podOf(chart);
}

/** Name and image of each container of a list, and what it mounts. */
function containers(spec: unknown, list = 'containers'): unknown[] | undefined {
  type Mount = { name: string; mountPath: string; readOnly?: boolean };
  const found = at(spec, list) as { name: string; image: string; volumeMounts?: Mount[] }[] | undefined;
  return found?.map(({ name, image, volumeMounts = [] }) => [
    name,
    image,
    volumeMounts.map((mount) => `${mount.name} ${mount.mountPath}${mount.readOnly === true ? ' ro' : ''}`),
  ]);
}

test('renders every prop', () => {
  const cache = storage.Volume.emptyDir('cache').at('/cache');
  const props: Required<workload.GoodCitizenProps> = {
    application: { name: 'app', image: 'app:1', env: { A: 'b' }, mounts: [cache] },
    config: { configMap: configMap(), file: 'app.json', directory: '/config' },
    log: { directory: '/logs', file: 'app.log' },
    health: { text: 'fine', contentType: 'text/plain', port: 9080 },
    metrics: { text: 'up 1', contentType: 'text/plain', port: 9081 },
    helperImage: HELPER,
    helperResources: { memory: { limit: Size.mebibytes(16) } },
  };
  const spec = pod(props);
  expect(containers(spec, 'initContainers')).toEqual([
    ['init-config', HELPER, ['config-map /config-in ro', 'config-dir /config-out']],
  ]);
  expect(containers(spec)).toEqual([
    ['app', 'app:1', ['cache /cache', 'config-dir /config ro', 'logs-dir /logs']],
    ['logger', HELPER, ['logs-dir /logs-ro ro']],
    ['healthz', HELPER, []],
    ['metrics', HELPER, []],
  ]);
  expect(at(spec, 'containers', 0, 'env')).toEqual([{ name: 'A', value: 'b' }]);
  const helpers = [...(at(spec, 'initContainers') as object[]), ...(at(spec, 'containers') as object[]).slice(1)];
  expect(helpers.map((helper) => at(helper, 'resources'))).toEqual(Array(4).fill({ limits: { memory: '16Mi' } }));
  expect(at(spec, 'containers', 0, 'resources')).toBeUndefined();
  expect(at(spec, 'containers', 2)).toMatchObject({
    ports: [{ name: 'healthz', containerPort: 9080 }],
    env: [
      { name: 'CONTENT_TYPE', value: 'text/plain' },
      { name: 'CONTENT_LENGTH', value: '4' },
      { name: 'TEXT', value: 'fine' },
    ],
  });
  expect(at(spec, 'containers', 3, 'ports')).toEqual([{ name: 'metrics', containerPort: 9081 }]);
  expect(at(spec, 'volumes')).toEqual([
    { name: 'config-map', configMap: { name: 'app-config' } },
    { name: 'config-dir', emptyDir: {} },
    { name: 'cache', emptyDir: {} },
    { name: 'logs-dir', emptyDir: {} },
  ]);
});

test('is the application alone when nothing is asked for', () => {
  expect(pod({})).toEqual({ containers: [{ name: 'app', image: 'app:1' }] });
});

describe('each helper comes alone', () => {
  test('the configuration, with its values', () => {
    const file: Required<workload.GoodCitizenConfig> = {
      configMap: configMap(),
      file: 'app.json',
      directory: '/etc/app',
      values: { Env: workload.ConfigValue.text('TEST') },
      tool: workload.ConfigTool.JQ,
    };
    const spec = pod({ config: file, helperImage: HELPER });
    expect(containers(spec)).toEqual([['app', 'app:1', ['config-dir /etc/app ro']]]);
    expect(at(spec, 'initContainers', 0, 'command', 2)).toBe(
      `jq '.Env = (env.ENV // error("ENV is not set"))' /config-in/app.json > /config-out/app.json`,
    );
  });

  test('the configuration from values alone, with the image of yq', () => {
    const values = { Env: workload.ConfigValue.text('TEST') };
    const spec = pod({ config: { file: 'app.yaml', directory: '/config', values } });
    expect(containers(spec, 'initContainers')).toEqual([
      ['init-config', 'mikefarah/yq:4.53.6', ['config-dir /config-out']],
    ]);
  });

  test('the log', () => {
    const spec = pod({ log: { directory: '/var/log/app', file: 'web/access.log' } });
    expect(containers(spec)).toEqual([
      ['app', 'app:1', ['logs-dir /var/log/app']],
      ['logger', 'busybox:1.37.0', ['logs-dir /logs-ro ro']],
    ]);
    expect(at(spec, 'containers', 1, 'command', 2)).toContain('tail -n +1 -F /logs-ro/web/access.log &');
  });

  test.each([
    ['health', 'healthz', 8080, 'application/json'],
    ['metrics', 'metrics', 8081, 'text/plain; version=0.0.4'],
  ])('the %s', (prop, name, port, contentType) => {
    const spec = pod({ [prop]: { text: 'x' } });
    expect(containers(spec)).toEqual([
      ['app', 'app:1', []],
      [name, 'busybox:1.37.0', []],
    ]);
    expect(at(spec, 'containers', 1)).toMatchObject({
      ports: [{ name, containerPort: port }],
      env: [{ value: contentType }, { value: '1' }, { value: 'x' }],
    });
  });
});

test('its helpers are native sidecars where the cluster has them', () => {
  const { pods } = new workload.GoodCitizen({ application: { image: 'app' }, health: { text: 'OK' } });
  const web = new workload.Deployment(newChart({ target: '1.29' }), 'Web', pods);
  expect(at(podOf(web), 'initContainers', 0)).toMatchObject({ name: 'healthz', restartPolicy: 'Always' });
});

test.each<[string, workload.GoodCitizenConfig, string]>([
  [
    'a configuration of nothing',
    { file: 'app.json', directory: '/config', values: {} },
    "'config' must have a 'configMap' or 'values', got none; give one of them",
  ],
  [
    'jq without an image that has it',
    { file: 'app.json', directory: '/config', configMap: configMap(), tool: workload.ConfigTool.JQ },
    "'helperImage' must be given with jq, got none; name one with sh, cp and jq",
  ],
])('fails for %s', (_, file, words) => {
  expect(messageOf(() => pod({ config: file }))).toBe(`[GoodCitizen] ${words}`);
});
