import { Chart, Duration } from 'cdk8s';
import { EnvFieldPaths, EnvValue } from 'cdk8s-plus-27';
import { config, samples, workload } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, objectsIn, runningIn, templateOf } from './pods';

const timeCheck = (props?: samples.TimeCheckProps, chart: Chart = newChart()): samples.TimeCheck =>
  new samples.TimeCheck(chart, 'TimeCheck', props);

const NO_HELPERS = { logAdapter: false, healthAdapter: false, metricsAdapter: false };

/** The configuration file of the ConfigMap, read. */
const fileOf = (made: samples.TimeCheck, name = 'timecheck-config'): unknown =>
  JSON.parse(String(at(manifest(made, 'ConfigMap', name), 'data', 'appsettings.json')));

test('renders every prop', () => {
  const props: Required<samples.TimeCheckProps> = {
    settings: { version: '2.0' },
    logAdapter: true,
    healthAdapter: true,
    metricsAdapter: true,
    podLabels: { version: 'v4' },
    image: 'kiamol/ch07-timecheck:2',
    name: 'clock',
  };
  const made = timeCheck(props);
  expect(objectsIn(made)).toEqual(['ConfigMap clock-config', 'Deployment clock', 'Service clock']);
  expect(templateOf(made, 'clock')).toMatchObject({
    metadata: { labels: { 'app.kubernetes.io/name': 'clock', version: 'v4' } },
    spec: {
      volumes: [
        { name: 'config-map', configMap: { name: 'clock-config' } },
        { name: 'config-dir', emptyDir: {} },
        { name: 'logs-dir', emptyDir: {} },
      ],
    },
  });
  expect(runningIn(made, 'clock')).toEqual(['timecheck', 'logger', 'healthz', 'metrics']);
  expect(containerOf(made, 'clock', 'timecheck')).toEqual({
    name: 'timecheck',
    image: 'kiamol/ch07-timecheck:2',
    volumeMounts: [
      { name: 'config-dir', mountPath: '/config', readOnly: true },
      { name: 'logs-dir', mountPath: '/logs' },
    ],
  });
  expect(manifest(made, 'Service', 'clock')).toHaveProperty('spec', {
    selector: { 'app.kubernetes.io/name': 'clock' },
    ports: [
      { name: 'healthz', port: 8080, targetPort: 'healthz' },
      { name: 'metrics', port: 8081, targetPort: 'metrics' },
    ],
  });
});

test('has three helpers and the settings of its image when nothing is said', () => {
  const made = timeCheck();
  expect(objectsIn(made)).toEqual(['Deployment timecheck', 'Service timecheck']);
  expect(runningIn(made, 'timecheck')).toEqual(['timecheck', 'logger', 'healthz', 'metrics']);
  expect(templateOf(made, 'timecheck')).not.toHaveProperty('spec.initContainers');
  expect(manifest(made, 'Deployment')).not.toHaveProperty('spec.replicas');
  expect([made.deployment.name, made.service?.name, made.configMap?.name]).toEqual([
    'timecheck',
    'timecheck',
    undefined,
  ]);
});

test('is the application alone without its helpers', () => {
  const made = timeCheck(NO_HELPERS);
  expect(objectsIn(made)).toEqual(['Deployment timecheck']);
  expect(runningIn(made, 'timecheck')).toEqual(['timecheck']);
  expect(templateOf(made, 'timecheck')).not.toHaveProperty('spec.volumes');
  expect(made.service).toBeUndefined();
});

describe('settings', () => {
  test('render every one of them', () => {
    const settings: Required<samples.TimeCheckSettings> = {
      version: '1.2',
      interval: Duration.minutes(1),
      environment: workload.ConfigValue.env(EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME)),
    };
    const made = timeCheck({ settings });
    expect(fileOf(made)).toEqual({
      Application: { Version: '1.2', Environment: 'DEV' },
      Timer: { IntervalSeconds: '60' },
    });
    expect(containerOf(made, 'timecheck', 'init-config')).toHaveProperty('env', [
      { name: 'APPLICATION_ENVIRONMENT', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
  });

  test('are those of the book when nothing more is said, as the only file that the application reads', () => {
    const made = timeCheck({ ...NO_HELPERS, settings: {} });
    expect(objectsIn(made)).toEqual(['ConfigMap timecheck-config', 'Deployment timecheck']);
    expect(fileOf(made)).toEqual({
      Application: { Version: '1.1', Environment: 'DEV' },
      Timer: { IntervalSeconds: '7' },
    });
    expect(templateOf(made, 'timecheck')).toEqual({
      metadata: {
        labels: { 'app.kubernetes.io/name': 'timecheck' },
        annotations: { 'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/) as string },
      },
      spec: {
        initContainers: [
          {
            name: 'init-config',
            image: 'mikefarah/yq:4.53.6',
            command: [
              'sh',
              '-c',
              "yq -p json -o json '.Application.Environment = strenv(APPLICATION_ENVIRONMENT)' /config-in/appsettings.json > /config-out/appsettings.json",
            ],
            env: [{ name: 'APPLICATION_ENVIRONMENT', value: 'TEST' }],
            volumeMounts: [
              { name: 'config-map', mountPath: '/config-in', readOnly: true },
              { name: 'config-dir', mountPath: '/config-out' },
            ],
          },
        ],
        containers: [
          {
            name: 'timecheck',
            image: 'kiamol/ch07-timecheck',
            volumeMounts: [{ name: 'config-dir', mountPath: '/config', readOnly: true }],
          },
        ],
        volumes: [
          { name: 'config-map', configMap: { name: 'timecheck-config' } },
          { name: 'config-dir', emptyDir: {} },
        ],
      },
    });
    expect(made.configMap?.name).toBe('timecheck-config');
  });

  test('may hold any text as version', () => {
    expect(fileOf(timeCheck({ settings: { version: '1.0 "beta" \\ é' } }))).toHaveProperty(
      'Application.Version',
      '1.0 "beta" \\ é',
    );
  });

  test('may take the environment from a Secret', () => {
    const chart = newChart();
    const secret = new config.Secret(chart, 'Secret', { metadata: { name: 'env' }, stringData: { key: 'x' } });
    const environment = workload.ConfigValue.secret({ secret, key: 'key' });
    expect(containerOf(timeCheck({ settings: { environment } }, chart), 'timecheck', 'init-config')).not.toHaveProperty(
      'env',
    );
    expect(at(templateOf(chart, 'timecheck'), 'spec', 'volumes')).toContainEqual({
      name: 'secret-application-environment',
      secret: { secretName: 'env', items: [{ key: 'key', path: 'value' }], defaultMode: 0o444 },
    });
  });

  test('replace the pods when they change', () => {
    const hash = (settings: samples.TimeCheckSettings): unknown =>
      at(templateOf(timeCheck({ settings }), 'timecheck'), 'metadata', 'annotations');
    expect(hash({ version: '1.2' })).not.toEqual(hash({}));
    expect(hash({ interval: Duration.seconds(7) })).toEqual(hash({}));
  });

  test.each([0, 0.5, 1.5])('fail for an interval of %d seconds', (amount) => {
    const settings = { interval: Duration.seconds(amount) };
    expect(messageOf(() => timeCheck({ settings }))).toBe(
      `[app/TimeCheck] 'settings.interval' must be a whole number of at least 1, got ${amount}; give whole seconds, at least 1`,
    );
  });
});

describe('the log adapter', () => {
  test('reads the log that the application writes', () => {
    const made = timeCheck({ ...NO_HELPERS, logAdapter: true });
    expect(runningIn(made, 'timecheck')).toEqual(['timecheck', 'logger']);
    expect(containerOf(made, 'timecheck', 'timecheck')['volumeMounts']).toEqual([
      { name: 'logs-dir', mountPath: '/logs' },
    ]);
    expect(containerOf(made, 'timecheck', 'logger')).toEqual({
      name: 'logger',
      image: 'busybox:1.37.0',
      command: ['sh', '-c', "trap 'exit 0' TERM\ntail -n +1 -F /logs-ro/timecheck.log &\nwait $!\n"],
      volumeMounts: [{ name: 'logs-dir', mountPath: '/logs-ro', readOnly: true }],
    });
    expect(objectsIn(made)).toEqual(['Deployment timecheck']);
  });

  test('can be left out', () => {
    const made = timeCheck({ logAdapter: false });
    expect(runningIn(made, 'timecheck')).toEqual(['timecheck', 'healthz', 'metrics']);
    expect(templateOf(made, 'timecheck')).not.toHaveProperty('spec.volumes');
  });
});

const METRICS = `# HELP timechecks_total The total number timechecks.
# TYPE timechecks_total counter
timechecks_total 6
`;

describe.each([
  ['health', 'healthAdapter', 'healthz', 8080, 'application/json', '{"status": "OK"}\n'],
  ['metrics', 'metricsAdapter', 'metrics', 8081, 'text/plain; version=0.0.4', METRICS],
])('the %s adapter', (_, prop, name, port, contentType, text) => {
  test('says what the book says', () => {
    const made = timeCheck({ ...NO_HELPERS, [prop]: true });
    expect(runningIn(made, 'timecheck')).toEqual(['timecheck', name]);
    expect(containerOf(made, 'timecheck', name)).toMatchObject({
      image: 'busybox:1.37.0',
      ports: [{ name, containerPort: port }],
      env: [
        { name: 'CONTENT_TYPE', value: contentType },
        { name: 'CONTENT_LENGTH', value: String(text.length) },
        { name: 'TEXT', value: text },
      ],
    });
    expect(manifest(made, 'Service', 'timecheck')).toHaveProperty('spec.ports', [{ name, port, targetPort: name }]);
  });

  test('can be left out', () => {
    expect(runningIn(timeCheck({ [prop]: false }), 'timecheck')).not.toContain(name);
  });
});

test('every helper is native where the cluster has native sidecars', () => {
  const template = templateOf(timeCheck({ settings: {} }, newChart({ target: '1.29' })), 'timecheck');
  expect(
    (at(template, 'spec', 'initContainers') as { name: string; restartPolicy?: string }[]).map(
      ({ name, restartPolicy }) => [name, restartPolicy],
    ),
  ).toEqual([
    ['init-config', undefined],
    ['logger', 'Always'],
    ['healthz', 'Always'],
    ['metrics', 'Always'],
  ]);
});

test.each<[string, samples.TimeCheckProps, string]>([
  [
    'a label of the pods repeats that of the selector',
    { podLabels: { 'app.kubernetes.io/name': 'x' } },
    "'podLabels' must not repeat a key of 'labels', got \"app.kubernetes.io/name: x\"; omit it",
  ],
  [
    'a label of the pods is none',
    { podLabels: { version: 'v 1' } },
    "'podLabels[\"version\"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"v 1\"; shorten it, or use an annotation",
  ],
  [
    'the image is none',
    { image: ':' },
    "'containers[0].image' must be the name of an image, such as 'nginx:1.30.6-alpine', got \":\"; correct the name of the image",
  ],
  [
    'the name is none',
    { name: 'time_check' },
    "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"time_check\"; choose another name or omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => timeCheck(props))).toBe(`[app/TimeCheck/Deployment] ${words}`);
});

describe('gaps', () => {
  test('says nothing of mounts when there are none', () => {
    expect(containerOf(timeCheck(NO_HELPERS), 'timecheck', 'timecheck')).toEqual({
      name: 'timecheck',
      image: 'kiamol/ch07-timecheck',
    });
  });
});
