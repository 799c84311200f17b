import { Chart, Duration } from 'cdk8s';
import { EnvFieldPaths, EnvValue } from 'cdk8s-plus-27';
import { config, samples, workload } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, objectsIn, templateOf } from './pods';

const timeCheck = (props?: samples.TimeCheckProps, chart: Chart = newChart()): samples.TimeCheck =>
  new samples.TimeCheck(chart, 'TimeCheck', props);

const NO_HELPERS = { logAdapter: false, healthAdapter: false, metricsAdapter: false };

/** The configuration file of the ConfigMap, read. */
const fileOf = (made: samples.TimeCheck, name = 'timecheck-config'): unknown =>
  JSON.parse(String(at(manifest(made, 'ConfigMap', name), 'data', 'appsettings.json')));

test('takes settings from a ConfigMap that is there, and copies its file', () => {
  const chart = newChart();
  const configMap = new config.ConfigMap(chart, 'Config', {
    metadata: { name: 'shared' },
    data: { 'appsettings.json': '{}' },
  });
  const made = timeCheck({ ...NO_HELPERS, configMap }, chart);
  expect(made.configMap).toBe(configMap);
  expect(objectsIn(made)).toEqual(['ConfigMap shared', 'Deployment timecheck']);
  expect(containerOf(made, 'timecheck', 'init-config')).toEqual({
    name: 'init-config',
    image: 'mikefarah/yq:4.53.6',
    command: ['sh', '-c', 'cp /config-in/appsettings.json /config-out/appsettings.json'],
    volumeMounts: [
      { name: 'config-map', mountPath: '/config-in', readOnly: true },
      { name: 'config-dir', mountPath: '/config-out' },
    ],
  });
  expect(at(templateOf(made, 'timecheck'), 'metadata', 'annotations')).toHaveProperty(['checksum/config']);
});

test('takes settings from one place only', () => {
  const chart = newChart();
  const configMap = new config.ConfigMap(chart, 'Config');
  expect(messageOf(() => timeCheck({ settings: {}, configMap }, chart))).toBe(
    "[app/TimeCheck] 'settings' must not be given beside 'configMap', got both; omit one of them",
  );
});

test('takes no Service where nothing answers', () => {
  const props = { healthAdapter: false, metricsAdapter: false, service: { port: 80 } };
  expect(messageOf(() => timeCheck(props))).toBe(
    "[app/TimeCheck] 'service' must not be given without health and metrics, got one; omit it",
  );
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
