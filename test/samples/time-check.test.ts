import { Chart } from 'cdk8s';
import { samples, workload } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, objectsIn, runningIn, templateOf } from './pods';

const timeCheck = (props?: samples.TimeCheckProps, chart: Chart = newChart()): samples.TimeCheck =>
  new samples.TimeCheck(chart, 'TimeCheck', props);

const NO_HELPERS = { logAdapter: false, healthAdapter: false, metricsAdapter: false };

test('renders every prop', () => {
  const props: Required<Omit<samples.TimeCheckProps, 'configMap'>> = {
    settings: { version: '2.0' },
    logAdapter: true,
    healthAdapter: true,
    metricsAdapter: true,
    service: { metadata: { name: 'clock-facts' }, ports: [{ name: 'health', port: 80, targetPort: 8080 }] },
    labels: { app: 'clock' },
    podLabels: { version: 'v4' },
    rollOnConfigChange: false,
    image: 'kiamol/ch07-timecheck:2',
    helperImage: 'kiamol/ch03-sleep',
    configTool: workload.ConfigTool.JQ,
    name: 'clock',
  };
  const made = timeCheck(props);
  expect(objectsIn(made)).toEqual(['ConfigMap clock-config', 'Deployment clock', 'Service clock-facts']);
  expect(templateOf(made, 'clock')).toMatchObject({
    metadata: { labels: { app: 'clock', version: 'v4' } },
    spec: {
      volumes: [
        { name: 'config-map', configMap: { name: 'clock-config' } },
        { name: 'config-dir', emptyDir: {} },
        { name: 'logs-dir', emptyDir: {} },
      ],
    },
  });
  expect(templateOf(made, 'clock')).not.toHaveProperty('metadata.annotations');
  expect(runningIn(made, 'clock')).toEqual(['timecheck', 'logger', 'healthz', 'metrics']);
  expect(containerOf(made, 'clock', 'timecheck')).toEqual({
    name: 'timecheck',
    image: 'kiamol/ch07-timecheck:2',
    volumeMounts: [
      { name: 'config-dir', mountPath: '/config', readOnly: true },
      { name: 'logs-dir', mountPath: '/logs' },
    ],
  });
  for (const helper of ['init-config', 'logger', 'healthz', 'metrics']) {
    expect(containerOf(made, 'clock', helper)['image']).toBe('kiamol/ch03-sleep');
  }
  expect(at(containerOf(made, 'clock', 'init-config'), 'command', 2)).toMatch(/^jq '\.Application\.Environment = /);
  expect(manifest(made, 'Service', 'clock-facts')).toHaveProperty('spec', {
    selector: { app: 'clock' },
    ports: [{ name: 'health', port: 80, targetPort: 8080 }],
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
