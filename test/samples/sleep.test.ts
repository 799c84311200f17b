import { EnvValue } from 'cdk8s-plus-27';
import { check, config, samples, storage, workload } from 'cdk8s-patterns';
import { manifest, manifests, messageOf, newChart } from '../support';

test('renders every prop', () => {
  const chart = newChart();
  const settings = new config.ConfigMap(chart, 'Settings', {
    metadata: { name: 'settings' },
    data: { section: '4.1', chapter: '04' },
  });
  const props: Required<samples.SleepProps> = {
    name: 'sleep-1',
    metadata: { labels: { team: 'a' }, annotations: { note: 'x' } },
    podLabels: { version: 'v1' },
    env: { KIAMOL_CHAPTER: '04' },
    envRefs: { KIAMOL_SECTION: EnvValue.fromConfigMap(settings, 'section') },
    envFrom: [workload.EnvFrom.configMap(settings)],
    mounts: [storage.Volume.emptyDir('data').at('/data')],
    sidecars: [{ name: 'file-reader', image: 'kiamol/ch03-sleep' }],
    initContainers: [{ name: 'init', image: 'busybox', command: ['true'] }],
    shareProcessNamespace: true,
    image: 'busybox:1.37.0',
  };
  new samples.Sleep(chart, 'Sleep', props);
  expect(manifest(chart, 'Deployment')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'sleep-1', labels: { team: 'a' }, annotations: { note: 'x' } },
    spec: {
      selector: { matchLabels: { app: 'sleep-1' } },
      template: {
        metadata: { labels: { app: 'sleep-1', version: 'v1' } },
        spec: {
          shareProcessNamespace: true,
          initContainers: [{ name: 'init', image: 'busybox', command: ['true'] }],
          containers: [
            {
              name: 'sleep',
              image: 'busybox:1.37.0',
              env: [
                { name: 'KIAMOL_SECTION', valueFrom: { configMapKeyRef: { name: 'settings', key: 'section' } } },
                { name: 'KIAMOL_CHAPTER', value: '04' },
              ],
              envFrom: [{ configMapRef: { name: 'settings' } }],
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
            },
            { name: 'file-reader', image: 'kiamol/ch03-sleep' },
          ],
          volumes: [{ name: 'data', emptyDir: {} }],
        },
      },
    },
  });
});

test('renders what it needs and no more', () => {
  const made = new samples.Sleep(newChart(), 'Sleep');
  expect(manifests(made)).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'sleep' },
      spec: {
        selector: { matchLabels: { app: 'sleep' } },
        template: {
          metadata: { labels: { app: 'sleep' } },
          spec: { containers: [{ name: 'sleep', image: 'kiamol/ch03-sleep' }] },
        },
      },
    },
  ]);
});

test('two of them in a namespace find their own pods', () => {
  const chart = newChart();
  const [first, second] = ['sleep-1', 'sleep-2'].map((name) => new samples.Sleep(chart, name, { name }));
  expect([first?.deployment.pods.labels, second?.deployment.pods.labels]).toEqual([
    { app: 'sleep-1' },
    { app: 'sleep-2' },
  ]);
  expect(check.Checks.tree(chart, { strict: true }).findings).toEqual([]);
});

test('its name wins over that of metadata', () => {
  const made = new samples.Sleep(newChart(), 'Sleep', { name: 'sleep-2', metadata: { name: 'other' } });
  expect(made.deployment.name).toBe('sleep-2');
});

test('is in the namespace of its metadata', () => {
  const made = new samples.Sleep(newChart(), 'Sleep', { metadata: { namespace: 'tools' } });
  expect(manifest(made, 'Deployment').metadata).toEqual({ name: 'sleep', namespace: 'tools' });
});

test('declares no ports, since nothing listens in it', () => {
  const made = new samples.Sleep(newChart(), 'Sleep');
  expect(messageOf(() => made.deployment.expose())).toBe(
    "[app/Sleep/Deployment] 'ports' must be declared by a container; add 'ports' to the container",
  );
});

test.each<[string, samples.SleepProps, string]>([
  [
    'its name is none',
    { name: 'Sleep' },
    "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Sleep\"; choose another name or omit it",
  ],
  [
    'its name is too long for a label',
    { name: 's'.repeat(64) },
    `'labels["app"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got "${'s'.repeat(64)}"; shorten it, or use an annotation`,
  ],
  [
    'podLabels repeat the label app',
    { podLabels: { app: 'sleep' } },
    "'podLabels' must not repeat a key of 'labels', got \"app: sleep\"; omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => new samples.Sleep(newChart(), 'Sleep', props))).toBe(`[app/Sleep/Deployment] ${words}`);
});
