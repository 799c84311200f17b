import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { at, newChart, podOf } from '../support';

const { Handler, Probe } = workload;

function container(props: Partial<workload.ContainerProps>): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx', ...props }] });
  return at(podOf(chart), 'containers', 0);
}

test('renders every prop', () => {
  const chart = newChart();
  const settings = new config.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
  const port: Required<kplus.ContainerPort> = {
    number: 80,
    name: 'http',
    protocol: kplus.Protocol.TCP,
    hostPort: 8080,
    hostIp: '127.0.0.1',
  };
  const lifecycle: Required<workload.Lifecycle> = {
    postStart: Handler.exec(['/start']),
    preStop: Handler.http('/stop'),
  };
  const props: Required<workload.ContainerProps> = {
    image: 'kiamol/ch04-todo-list:v1',
    name: 'web',
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    command: ['dotnet'],
    args: ['ToDoList.dll', ''],
    workingDir: '/app',
    ports: [port, { number: 81 }],
    env: { Database__Provider: 'Postgres', EMPTY: '' },
    envRefs: { POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME) },
    envFrom: [workload.EnvFrom.configMap(settings)],
    mounts: [storage.Volume.emptyDir('tmp').at('/tmp')],
    resources: {
      cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(1024) },
      ephemeralStorage: { request: Size.mebibytes(10), limit: Size.gibibytes(1) },
    },
    readiness: Probe.http('/ready'),
    liveness: Probe.tcp(),
    startup: Probe.exec(['/started'], { failureThreshold: 30, period: Duration.seconds(2) }),
    lifecycle,
    securityContext: { readOnlyRootFilesystem: true },
  };
  new workload.Deployment(chart, 'Web', { containers: [props] });
  expect(at(podOf(chart), 'containers')).toEqual([
    {
      name: 'web',
      image: 'kiamol/ch04-todo-list:v1',
      imagePullPolicy: 'Always',
      command: ['dotnet'],
      args: ['ToDoList.dll', ''],
      workingDir: '/app',
      ports: [
        { name: 'http', containerPort: 80, protocol: 'TCP', hostPort: 8080, hostIP: '127.0.0.1' },
        { containerPort: 81 },
      ],
      env: [
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'Database__Provider', value: 'Postgres' },
        { name: 'EMPTY', value: '' },
      ],
      envFrom: [{ configMapRef: { name: 'settings' } }],
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      resources: {
        requests: { cpu: '250m', memory: '64Mi', 'ephemeral-storage': '10Mi' },
        limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' },
      },
      readinessProbe: { httpGet: { path: '/ready', port: 80 } },
      livenessProbe: { tcpSocket: { port: 80 } },
      startupProbe: { exec: { command: ['/started'] }, failureThreshold: 30, periodSeconds: 2 },
      lifecycle: { postStart: { exec: { command: ['/start'] } }, preStop: { httpGet: { path: '/stop', port: 80 } } },
      securityContext: { readOnlyRootFilesystem: true },
    },
  ]);
});

test('renders name and image and nothing else that was not asked for', () => {
  expect(container({})).toEqual({ name: 'nginx', image: 'nginx' });
});

test.each([
  ['nginx:1.30.6-alpine', 'nginx'],
  ['kiamol/ch04-todo-list', 'ch04-todo-list'],
  ['localhost:5000/my_app', 'my-app'],
  ['gcr.io/a/web.server:v1', 'web-server'],
  [`redis@sha256:${'0'.repeat(64)}`, 'redis'],
  ['a__b', 'a-b'],
  [`a/${'n'.repeat(70)}`, 'n'.repeat(63)],
])('the container of the image %s is called %s', (image, name) => {
  expect(container({ image })).toHaveProperty('name', name);
});

test.each([
  ['one character', 'a'],
  ['63 characters', 'n'.repeat(63)],
])('its name may have %s', (_, name) => {
  expect(container({ name })).toHaveProperty('name', name);
});

test.each([
  ['1', 1],
  ['65535', 65535],
])('a port may be %s', (_, number) => {
  expect(container({ ports: [{ number }] })).toHaveProperty('ports', [{ containerPort: number }]);
});

test('the name of a port may have 15 characters', () => {
  const name = 'n'.repeat(15);
  expect(container({ ports: [{ number: 1, name }] })).toHaveProperty('ports', [{ containerPort: 1, name }]);
});

test('one number may serve two protocols', () => {
  const ports = [{ number: 53, protocol: kplus.Protocol.UDP }, { number: 53 }];
  expect(container({ ports })).toHaveProperty('ports', [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }]);
});

describe('resources', () => {
  const resources = (given: kplus.ContainerResources): unknown => at(container({ resources: given }), 'resources');

  test.each<[string, kplus.ContainerResources, object]>([
    ['1000m as 1', { cpu: { limit: kplus.Cpu.millis(1000) } }, { limits: { cpu: '1' } }],
    ['half a core', { cpu: { request: kplus.Cpu.units(0.5) } }, { requests: { cpu: '500m' } }],
    ['1024Mi as 1Gi', { memory: { limit: Size.mebibytes(1024) } }, { limits: { memory: '1Gi' } }],
    ['1536Mi as it is', { memory: { request: Size.mebibytes(1536) } }, { requests: { memory: '1536Mi' } }],
    [
      'a request that is the limit',
      { cpu: { request: kplus.Cpu.units(1), limit: kplus.Cpu.millis(1000) } },
      { requests: { cpu: '1' }, limits: { cpu: '1' } },
    ],
  ])('renders %s', (_, given, expected) => {
    expect(resources(given)).toEqual(expected);
  });

  test.each<[string, kplus.ContainerResources]>([
    ['nothing', {}],
    ['nothing of CPU', { cpu: {} }],
  ])('renders nothing for %s', (_, given) => {
    expect(container({ resources: given })).not.toHaveProperty('resources');
  });
});

describe('variables', () => {
  test('an empty value stays', () => {
    expect(container({ env: { A: '' } })).toHaveProperty('env', [{ name: 'A', value: '' }]);
  });

  test('no variables render nothing', () => {
    expect(container({ env: {}, envRefs: {} })).not.toHaveProperty('env');
  });

  test('sources stand before literals, so that literals may use them', () => {
    const envRefs = { PASSWORD: kplus.EnvValue.fromValue('x') };
    expect(container({ env: { URL: 'postgres://$(PASSWORD)@db' }, envRefs })).toHaveProperty('env', [
      { name: 'PASSWORD', value: 'x' },
      { name: 'URL', value: 'postgres://$(PASSWORD)@db' },
    ]);
  });

  const chart = newChart();
  const settings = new config.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
  const password = new config.Secret(chart, 'Password', { metadata: { name: 'password' } });

  test.each<[string, kplus.EnvValue, object]>([
    [
      'a key of a ConfigMap',
      kplus.EnvValue.fromConfigMap(settings, 'key', { optional: true }),
      { configMapKeyRef: { name: 'settings', key: 'key', optional: true } },
    ],
    [
      'a key of a Secret',
      kplus.EnvValue.fromSecretValue({ secret: password, key: 'key' }),
      { secretKeyRef: { name: 'password', key: 'key' } },
    ],
    [
      'a label of the pod',
      kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_LABEL, { key: 'app' }),
      { fieldRef: { fieldPath: "metadata.labels['app']" } },
    ],
    [
      'a limit',
      kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.CPU_LIMIT, { divisor: '1m' }),
      { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
    ],
  ])('come from %s', (_, value, valueFrom) => {
    expect(container({ envRefs: { A: value } })).toHaveProperty('env', [{ name: 'A', valueFrom }]);
  });
});

describe('noise', () => {
  test.each<[string, Partial<workload.ContainerProps>]>([
    ['ports', { ports: [] }],
    ['command', { command: [] }],
    ['args', { args: [] }],
    ['envFrom', { envFrom: [] }],
    ['volumeMounts', { mounts: [] }],
    ['lifecycle', { lifecycle: {} }],
  ])('an empty prop renders no %s', (field, props) => {
    expect(container(props)).not.toHaveProperty(field);
  });
});
