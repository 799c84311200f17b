import { Size } from 'cdk8s';
import { Cpu, k8s, ServiceType } from 'cdk8s-plus-27';
import { platform, samples } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, objectsIn, runningIn, templateOf } from './pods';

const pi = (props?: samples.PiProps): samples.Pi => new samples.Pi(newChart(), 'Pi', props);

test('renders every prop', () => {
  const props: Required<samples.PiProps> = {
    replicas: 3,
    cpu: { request: Cpu.millis(125), limit: Cpu.millis(250) },
    autoscaling: { maxReplicas: 5 },
    logLevel: 'Debug',
    entry: samples.PiEntry.service({ port: 8012, type: ServiceType.LOAD_BALANCER }),
    image: 'kiamol/ch05-pi:2',
    name: 'circle',
  };
  const made = pi(props);
  expect(objectsIn(made)).toEqual([
    'Deployment circle-web',
    'HorizontalPodAutoscaler circle-cpu',
    'Service circle-web',
  ]);
  expect(manifest(made, 'Deployment', 'circle-web')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'circle-web' },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'circle-web' } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'circle-web' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'kiamol/ch05-pi:2',
              command: ['dotnet', 'Pi.Web.dll', '-m', 'web'],
              ports: [{ name: 'http', containerPort: 80 }],
              env: [{ name: 'Logging__LogLevel__Default', value: 'Debug' }],
              resources: { requests: { cpu: '125m' }, limits: { cpu: '250m' } },
              readinessProbe: { tcpSocket: { port: 80 } },
            },
          ],
        },
      },
    },
  });
  expect(manifest(made, 'Service', 'circle-web')).toHaveProperty('spec', {
    type: 'LoadBalancer',
    selector: { 'app.kubernetes.io/name': 'circle-web' },
    ports: [{ name: 'http', port: 8012, targetPort: 'http' }],
  });
  expect(made.proxy).toBeUndefined();
});

test('is one web pod behind one proxy when nothing is said', () => {
  const made = pi();
  expect(objectsIn(made)).toEqual([
    'ConfigMap pi-proxy-config',
    'Deployment pi-proxy',
    'Deployment pi-web',
    'Service pi-proxy',
    'Service pi-web',
  ]);
  expect(manifest(made, 'Deployment', 'pi-web')).not.toHaveProperty('spec.replicas');
  expect(containerOf(made, 'pi-web', 'web')).toEqual({
    name: 'web',
    image: 'kiamol/ch05-pi',
    command: ['dotnet', 'Pi.Web.dll', '-m', 'web'],
    ports: [{ name: 'http', containerPort: 80 }],
    readinessProbe: { tcpSocket: { port: 80 } },
  });
  expect(manifest(made, 'Service', 'pi-web')).toHaveProperty('spec', {
    selector: { 'app.kubernetes.io/name': 'pi-web' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  });
});

test('offers its parts', () => {
  const made = pi();
  expect([made.web.name, made.webService.name, made.proxy?.workload.name]).toEqual(['pi-web', 'pi-web', 'pi-proxy']);
});

test.each([0, 1, 4])('runs on %d web pods', (replicas) => {
  expect(manifest(pi({ replicas }), 'Deployment', 'pi-web')).toHaveProperty('spec.replicas', replicas);
});

test('more replicas are no new version of the pods, another log level is', () => {
  const template = (props: samples.PiProps): unknown => templateOf(pi(props), 'pi-web');
  expect(template({ replicas: 3 })).toEqual(template({ replicas: 2 }));
  expect(template({ replicas: 3, logLevel: 'Debug' })).not.toEqual(template({ replicas: 3 }));
});

test.each<[string, samples.PiProps['cpu'], unknown]>([
  ['a limit alone', { limit: Cpu.millis(250) }, { limits: { cpu: '250m' } }],
  ['a request alone', { request: Cpu.units(1) }, { requests: { cpu: '1' } }],
  ['both', { request: Cpu.millis(125), limit: Cpu.units(2) }, { requests: { cpu: '125m' }, limits: { cpu: '2' } }],
  ['neither', {}, undefined],
])('its CPU may have %s, and nothing is said of its memory', (_, cpu, resources) => {
  expect(containerOf(pi({ cpu }), 'pi-web', 'web')['resources']).toEqual(resources);
});

describe('with autoscaling', () => {
  const scaled = (autoscaling: samples.PiAutoscaling, props: samples.PiProps = {}): samples.Pi =>
    pi({ cpu: { limit: Cpu.millis(250) }, autoscaling, ...props });

  test('renders every option', () => {
    const options: Required<samples.PiAutoscaling> = {
      minReplicas: 2,
      maxReplicas: 5,
      cpuUtilization: 50,
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 50, periodSeconds: 15 }] },
      } satisfies k8s.HorizontalPodAutoscalerBehaviorV2,
    };
    expect(manifest(scaled(options), 'HorizontalPodAutoscaler')).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'pi-cpu' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'pi-web' },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
        ],
        behavior: {
          scaleDown: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 50, periodSeconds: 15 }] },
        },
      },
    });
  });

  test('aims at 75 percent', () => {
    const spec = at(manifest(scaled({ maxReplicas: 5 }), 'HorizontalPodAutoscaler', 'pi-cpu'), 'spec');
    expect(spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'pi-web' },
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 75 } } },
      ],
    });
  });

  test('leaves the number of web pods to the autoscaler, and that of the proxies not', () => {
    const entry = samples.PiEntry.cachingProxy({ placement: platform.ProxyPlacement.replicas(2) });
    const made = scaled({ maxReplicas: 5 }, { replicas: 3, entry });
    expect(manifest(made, 'Deployment', 'pi-web')).not.toHaveProperty('spec.replicas');
    expect(manifest(made, 'Deployment', 'pi-proxy')).toHaveProperty('spec.replicas', 2);
  });

  test('changes nothing of the pods', () => {
    const cpu = { limit: Cpu.millis(250) };
    expect(templateOf(scaled({ maxReplicas: 5 }), 'pi-web')).toEqual(templateOf(pi({ cpu }), 'pi-web'));
  });

  const NO_CPU =
    "'target' must ask for CPU in each container, got none in Deployment pi-web, container \"web\"; give it 'resources.cpu'";
  test.each<[string, samples.PiAutoscaling, samples.PiProps, string]>([
    ['there is no cpu', { maxReplicas: 2 }, { cpu: undefined }, NO_CPU],
    ['cpu is empty', { maxReplicas: 2 }, { cpu: {} }, NO_CPU],
    [
      'maxReplicas is below minReplicas',
      { minReplicas: 3, maxReplicas: 2 },
      {},
      "'maxReplicas' must be a whole number of at least 3, got 2; give 'minReplicas' or more",
    ],
    [
      'maxReplicas is 0',
      { maxReplicas: 0 },
      {},
      "'maxReplicas' must be a whole number of at least 1, got 0; give 'minReplicas' or more",
    ],
    [
      'minReplicas is 0',
      { minReplicas: 0, maxReplicas: 2 },
      {},
      "'minReplicas' must be a whole number of at least 1, got 0; omit it for 1",
    ],
    [
      'cpuUtilization is 0',
      { maxReplicas: 2, cpuUtilization: 0 },
      {},
      "'cpuUtilization' must be a whole number of at least 1, got 0; give percent, such as 75",
    ],
    [
      'cpuUtilization is a fraction',
      { maxReplicas: 2, cpuUtilization: 0.75 },
      {},
      "'cpuUtilization' must be a whole number of at least 1, got 0.75; give percent, such as 75",
    ],
  ])('fails when %s', (_, autoscaling, props, words) => {
    expect(messageOf(() => scaled(autoscaling, props))).toBe(`[app/Pi/Autoscaler] ${words}`);
  });
});

test('all parts bear its name', () => {
  const entry = samples.PiEntry.cachingProxy({
    cache: platform.ProxyCache.claim({ storage: Size.gibibytes(1) }),
  });
  const made = pi({ name: 'circle', entry, cpu: { limit: Cpu.units(1) }, autoscaling: { maxReplicas: 2 } });
  expect(objectsIn(made)).toEqual([
    'ConfigMap circle-proxy-config',
    'Deployment circle-proxy',
    'Deployment circle-web',
    'HorizontalPodAutoscaler circle-cpu',
    'PersistentVolumeClaim circle-proxy-cache',
    'Service circle-proxy',
    'Service circle-web',
  ]);
});

test('its web pods run alone, as their image says', () => {
  expect(runningIn(pi(), 'pi-web')).toEqual(['web']);
  expect(templateOf(pi(), 'pi-web')).not.toHaveProperty('spec.securityContext');
});

const IMAGE = "must be the name of an image, such as 'nginx:1.30.6-alpine'";
const NAME =
  "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit";
const SERVICE =
  "'metadata.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit";

test.each<[string, samples.PiProps, string]>([
  [
    'replicas is -1',
    { replicas: -1 },
    "[app/Pi/Web] 'replicas' must be a whole number of at least 0, got -1; omit it for one pod",
  ],
  [
    'replicas is 1.5',
    { replicas: 1.5 },
    "[app/Pi/Web] 'replicas' must be a whole number of at least 0, got 1.5; omit it for one pod",
  ],
  [
    'the limit is 0',
    { cpu: { limit: Cpu.units(0) } },
    "[app/Pi/Web] 'containers[0].resources.cpu.limit' must be more than 0, got 0; omit it for none",
  ],
  [
    'the request exceeds the limit',
    { cpu: { request: Cpu.millis(200), limit: Cpu.millis(100) } },
    "[app/Pi/Web] 'containers[0].resources.cpu.request' must not exceed the limit, got 200m over 100m; raise the limit",
  ],
  [
    'the image is none',
    { image: '' },
    `[app/Pi/Web] 'containers[0].image' ${IMAGE}, got ""; correct the name of the image`,
  ],
  ['the name is in capitals', { name: 'Pi' }, `[app/Pi/Web] ${NAME}, got "Pi-web"; choose another name or omit it`],
  ['the name is empty', { name: '' }, `[app/Pi/Web] ${NAME}, got "-web"; choose another name or omit it`],
  [
    'the name begins with a digit',
    { name: '3pi' },
    `[app/Pi/Web/Service] ${SERVICE}, got "3pi-web"; choose another name or omit it`,
  ],
  [
    'the name is too long for a Service',
    { name: 'p'.repeat(60) },
    `[app/Pi/Web/Service] ${SERVICE}, got "${'p'.repeat(60)}-web"; choose another name or omit it`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => pi(props))).toBe(words);
});

test('may have the longest name that its Services may have', () => {
  expect(() => pi({ name: 'p'.repeat(57) })).not.toThrow();
});
