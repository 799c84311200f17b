import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { config, storage, workload } from 'cdk8s-patterns';
import { manifest, manifests, messageOf, newChart, podOf } from '../support';

type Props = Partial<workload.DeploymentProps>;

const deployment = (props: Props = {}): workload.Deployment =>
  new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx' }], ...props });
const template = (props: Props): unknown => manifest(deployment(props), 'Deployment');

test('renders every prop of the pods', () => {
  const chart = newChart();
  const settings = new config.ConfigMap(chart, 'Settings', { data: { a: '1' } });
  const props: Required<workload.PodProps> = {
    containers: [{ image: 'nginx', mounts: [storage.Volume.configMap('settings', settings).at('/etc/app')] }],
    sidecars: [{ image: 'logger' }],
    initContainers: [{ image: 'init' }],
    labels: { app: 'web' },
    podLabels: { version: 'v1' },
    podAnnotations: { note: 'x' },
    security: workload.PodSecurityLevel.BASELINE,
    securityContext: { fsGroup: 1000 },
    serviceAccount: new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'account' } }),
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.minutes(1),
    shareProcessNamespace: true,
    nodeSelector: { disk: 'ssd' },
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
    tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
    priorityClassName: 'high',
    imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'Registry', 'registry')],
    rollOnConfigChange: true,
  };
  new workload.Deployment(chart, 'Web', props);
  expect(manifest(chart, 'Deployment')).toHaveProperty('spec', {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: {
        labels: { app: 'web', version: 'v1' },
        annotations: { note: 'x', 'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/) },
      },
      spec: {
        initContainers: [{ name: 'init', image: 'init' }],
        containers: [
          { name: 'nginx', image: 'nginx', volumeMounts: [{ name: 'settings', mountPath: '/etc/app' }] },
          { name: 'logger', image: 'logger' },
        ],
        volumes: [{ name: 'settings', configMap: { name: 'app-settings' } }],
        securityContext: { fsGroup: 1000 },
        serviceAccountName: 'account',
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 60,
        shareProcessNamespace: true,
        nodeSelector: { disk: 'ssd' },
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
        tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
        priorityClassName: 'high',
        imagePullSecrets: [{ name: 'registry' }],
      },
    },
  });
});

test('renders containers and labels and nothing else that was not asked for', () => {
  expect(template({})).toHaveProperty('spec.template', {
    metadata: { labels: { 'app.kubernetes.io/name': 'app-web' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx' }] },
  });
});

test('empty lists render nothing', () => {
  const nothing = {
    initContainers: [],
    sidecars: [],
    tolerations: [],
    imagePullSecrets: [],
    topologySpreadConstraints: [],
  };
  expect(podOf(deployment({ ...nothing, podLabels: {}, podAnnotations: {} }))).toEqual({
    containers: [{ name: 'nginx', image: 'nginx' }],
  });
});

test('a grace period of 0 is rendered', () => {
  expect(podOf(deployment({ terminationGracePeriod: Duration.seconds(0) }))).toHaveProperty(
    'terminationGracePeriodSeconds',
    0,
  );
});

describe('labels', () => {
  test.each([
    ['the name of the workload', 'web', 'web'],
    ['a name with dots', 'web.v1', 'web.v1'],
    ['the first 63 characters of a long name', 'n'.repeat(64), 'n'.repeat(63)],
    ['a long name without the sign that it is cut behind', `${'n'.repeat(62)}.n`, 'n'.repeat(62)],
  ])('are by default %s', (_, name, label) => {
    expect(template({ metadata: { name } })).toHaveProperty(['spec', 'selector', 'matchLabels'], {
      'app.kubernetes.io/name': label,
    });
  });

  test('of the object itself are those of metadata', () => {
    const made = template({ metadata: { name: 'web', labels: { team: 'a' } }, labels: { app: 'web' } });
    expect(made).toMatchObject({
      metadata: { labels: { team: 'a' } },
      spec: { selector: { matchLabels: { app: 'web' } } },
    });
    expect(made).toHaveProperty('spec.template.metadata.labels', { app: 'web' });
  });

  test('may have an empty value', () => {
    expect(template({ labels: { app: '' } })).toHaveProperty('spec.selector.matchLabels', { app: '' });
  });

  test('change nothing when the caller changes them later', () => {
    const labels: { [key: string]: string } = { app: 'web' };
    const made = deployment({ labels });
    labels['late'] = 'x';
    expect(manifest(made, 'Deployment')).toMatchObject({
      spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } } } },
    });
    expect(made.pods.labels).toEqual({ app: 'web' });
  });
});

const LABEL_KEY = "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'";
const LABEL_VALUE = "must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit";
const LONG = 'n'.repeat(64);

test.each<[string, Props, string]>([
  ['there is no container', { containers: [] }, "'containers' must name at least one container, got []; add one"],
  ['labels is empty', { labels: {} }, "'labels' must not be empty, got {}; omit it for the default"],
  [
    'the key of a label is none',
    { labels: { 'a b': 'c' } },
    `'labels' ${LABEL_KEY}, got "a b"; correct the key of the label`,
  ],
  [
    'a label has 64 characters',
    { labels: { app: LONG } },
    `'labels["app"]' ${LABEL_VALUE}, got "${LONG}"; shorten it, or use an annotation`,
  ],
  [
    'a pod label is none',
    { podLabels: { v: 'a b' } },
    `'podLabels["v"]' ${LABEL_VALUE}, got "a b"; shorten it, or use an annotation`,
  ],
  [
    'a pod label repeats a label',
    { labels: { app: 'a' }, podLabels: { app: 'b' } },
    "'podLabels' must not repeat a key of 'labels', got \"app: b\"; omit it",
  ],
  [
    'a label of the node is none',
    { nodeSelector: { disk: 'a b' } },
    `'nodeSelector["disk"]' ${LABEL_VALUE}, got "a b"; shorten it, or use an annotation`,
  ],
  [
    'the key of an annotation is none',
    { podAnnotations: { 'a b': 'c' } },
    `'podAnnotations' ${LABEL_KEY}, got "a b"; correct the key of the annotation`,
  ],
  [
    'the grace period is half a second',
    { terminationGracePeriod: Duration.millis(500) },
    "'terminationGracePeriod' must be a whole number of at least 0, got 0.5; give whole seconds, at least 0",
  ],
  [
    'two containers have one name',
    { containers: [{ image: 'nginx' }, { image: 'other/nginx' }] },
    '\'containers\' must differ in name, got "nginx" twice; change one of them',
  ],
  [
    'an init container has the name of a container',
    { initContainers: [{ image: 'nginx' }] },
    '\'containers\' must differ in name, got "nginx" twice; change one of them',
  ],
  [
    'a sidecar has the port of a container',
    { containers: [{ image: 'a', ports: [{ number: 80 }] }], sidecars: [{ image: 'b', ports: [{ number: 80 }] }] },
    '\'containers\' must differ in port, got "80/TCP" twice; change one of them',
  ],
  ...(['readiness', 'liveness', 'startup'] as const).map((probe): [string, Props, string] => [
    `an init container has a ${probe} probe`,
    { initContainers: [{ image: 'init', [probe]: workload.Probe.exec(['x']) }] },
    `'initContainers[0].${probe}' must not be set; omit it, or make it one of 'sidecars'`,
  ]),
  [
    'an init container has hooks',
    { initContainers: [{ image: 'a' }, { image: 'b', lifecycle: {} }] },
    "'initContainers[1].lifecycle' must not be set; omit it, or make it one of 'sidecars'",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => deployment(props))).toBe(`[app/Web] ${words}`);
});

test('an init container may have the port of a container', () => {
  const ports = [{ number: 80 }];
  const props = { containers: [{ image: 'a', ports }], initContainers: [{ image: 'b', ports }] };
  expect(() => deployment(props)).not.toThrow();
});

describe('a template by itself', () => {
  test('is what a custom resource holds', () => {
    const pods = new workload.PodTemplate(
      newChart(),
      { containers: [{ image: 'nginx' }] },
      { name: 'web', restartPolicy: kplus.RestartPolicy.ON_FAILURE },
    );
    expect(pods.toJson()).toEqual({
      metadata: { labels: { 'app.kubernetes.io/name': 'web' } },
      spec: { restartPolicy: 'OnFailure', containers: [{ name: 'nginx', image: 'nginx' }] },
    });
  });

  test('names itself in errors by the construct that holds it', () => {
    const build = (): unknown => new workload.PodTemplate(newChart(), { containers: [] }, { name: 'web' });
    expect(messageOf(build)).toBe("[app] 'containers' must name at least one container, got []; add one");
  });

  test('may have sidecars when its containers always restart', () => {
    const options: Required<workload.PodTemplateOptions> = {
      name: 'web',
      restartPolicy: kplus.RestartPolicy.ALWAYS,
      claimTemplates: false,
      spread: [],
    };
    const props = { containers: [{ image: 'nginx' }], sidecars: [{ image: 'logger' }] };
    expect(() => new workload.PodTemplate(newChart(), props, options)).not.toThrow();
  });
});

test('nothing that the caller passed in is changed', () => {
  const props = Object.freeze({
    metadata: Object.freeze({ name: 'web', labels: Object.freeze({ a: 'b' }) }),
    containers: Object.freeze([Object.freeze({ image: 'nginx', env: Object.freeze({ A: '1' }) })]) as unknown as [],
    labels: Object.freeze({ app: 'web' }),
    podLabels: Object.freeze({ version: 'v1' }),
  });
  expect(manifests(deployment(props))).toHaveLength(1);
});
