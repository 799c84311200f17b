import { ServiceType } from 'cdk8s-plus-27';
import { samples } from 'cdk8s-patterns';
import '../../src/jest';
import { ContainerView, Manifests, Match, PodView } from '../../src/testing';
import { messageOf, newChart } from '../support';

const numbers = (props?: samples.NumbersProps): samples.Numbers => new samples.Numbers(newChart(), 'Numbers', props);

const podsOf = (made: samples.Numbers, deployment: string): PodView => Manifests.of(made).pod('Deployment', deployment);

const api = (made: samples.Numbers): ContainerView => podsOf(made, 'numbers-api').container('api');
const web = (made: samples.Numbers): ContainerView => podsOf(made, 'numbers-web').container('web');
const proxy = (made: samples.Numbers): ContainerView => podsOf(made, 'numbers-web').container('proxy');

test('renders every prop', () => {
  const props: Required<samples.NumbersProps> = {
    apiReplicas: 3,
    webReplicas: 2,
    failAfterCalls: 1,
    ambassador: true,
    port: 8080,
    type: ServiceType.NODE_PORT,
    apiService: { port: 8013, type: ServiceType.LOAD_BALANCER },
    apiImage: 'kiamol/ch03-numbers-api:v2',
    webImage: 'kiamol/ch03-numbers-web:v2',
    name: 'dice',
  };
  const made = numbers(props);
  expect(Manifests.of(made).names).toEqual([
    'Deployment dice-api',
    'Deployment dice-web',
    'Service dice-api',
    'Service dice-web',
  ]);
  expect(made).toHaveManifest('Deployment/dice-api', { spec: { replicas: 3 } });
  expect(made).toHaveManifest('Deployment/dice-web', { spec: { replicas: 2 } });
  expect(podsOf(made, 'dice-api').container('api').spec).toMatchObject({
    image: 'kiamol/ch03-numbers-api:v2',
    env: [{ name: 'FailAfterCallCount', value: '1' }],
  });
  expect(podsOf(made, 'dice-web').container('web').spec).toMatchObject({
    image: 'kiamol/ch03-numbers-web:v2',
    env: [
      { name: 'http_proxy', value: 'http://localhost:1080' },
      { name: 'RngApi__Url', value: 'http://localhost/api' },
    ],
  });
  expect(podsOf(made, 'dice-web').container('proxy').spec).toEqual({
    name: 'proxy',
    image: 'kiamol/ch07-simple-proxy',
    ports: [{ name: 'proxy', containerPort: 1080 }],
    env: [
      { name: 'Proxy__Port', value: '1080' },
      { name: 'Proxy__Request__UriMap__Source', value: 'http://localhost/api' },
      { name: 'Proxy__Request__UriMap__Target', value: 'http://dice-api:8013/rng' },
    ],
  });
  expect(Manifests.of(made).one('Service', 'dice-api')).toHaveProperty('spec', {
    type: 'LoadBalancer',
    selector: { 'app.kubernetes.io/name': 'dice-api' },
    ports: [{ name: 'http', port: 8013, targetPort: 'http' }],
  });
  expect(Manifests.of(made).one('Service', 'dice-web')).toHaveProperty('spec', {
    type: 'NodePort',
    selector: { 'app.kubernetes.io/name': 'dice-web' },
    ports: [{ name: 'http', port: 8080, targetPort: 'http' }],
  });
});

test('renders what it needs and no more', () => {
  const made = numbers();
  expect(Manifests.of(made).names).toEqual([
    'Deployment numbers-api',
    'Deployment numbers-web',
    'Service numbers-api',
    'Service numbers-web',
  ]);
  expect(made).toHaveManifest('Deployment/numbers-api', { spec: { replicas: 2 } });
  expect(made).toHaveManifest('Deployment/numbers-web', { spec: { replicas: Match.absent() } });
  expect(podsOf(made, 'numbers-web').template).toEqual({
    metadata: { labels: { 'app.kubernetes.io/name': 'numbers-web' } },
    spec: {
      containers: [
        {
          name: 'web',
          image: 'kiamol/ch03-numbers-web',
          ports: [{ name: 'http', containerPort: 80 }],
          env: [{ name: 'RngApi__Url', value: 'http://numbers-api/rng' }],
          readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 5 },
        },
      ],
    },
  });
  expect(Manifests.of(made).one('Service', 'numbers-web')).toHaveProperty('spec', {
    type: 'LoadBalancer',
    selector: { 'app.kubernetes.io/name': 'numbers-web' },
    ports: [{ name: 'http', port: 8090, targetPort: 'http' }],
  });
  expect(Manifests.of(made).one('Service', 'numbers-api')).toHaveProperty('spec', {
    selector: { 'app.kubernetes.io/name': 'numbers-api' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  });
});

test('a broken API pod leaves the Service after one failure, and is restarted after two', () => {
  expect(api(numbers()).spec).toEqual({
    name: 'api',
    image: 'kiamol/ch03-numbers-api',
    ports: [{ name: 'http', containerPort: 80 }],
    readinessProbe: { httpGet: { path: '/healthz', port: 80 }, periodSeconds: 5, failureThreshold: 1 },
    livenessProbe: {
      httpGet: { path: '/healthz', port: 80 },
      periodSeconds: 10,
      initialDelaySeconds: 10,
      failureThreshold: 2,
    },
  });
});

test('offers its parts', () => {
  const made = numbers();
  expect([made.api.name, made.apiService.name, made.web.name, made.webService.name]).toEqual([
    'numbers-api',
    'numbers-api',
    'numbers-web',
    'numbers-web',
  ]);
});

test.each([1, 20, 1000000])('the API breaks after %d calls', (failAfterCalls) => {
  expect(api(numbers({ failAfterCalls })).env).toEqual({
    FailAfterCallCount: String(failAfterCalls),
  });
});

test.each([0, 1, 5])('may have %d pods of each', (replicas) => {
  const made = numbers({ apiReplicas: replicas, webReplicas: replicas });
  for (const name of ['numbers-api', 'numbers-web'])
    expect(made).toHaveManifest(`Deployment/${name}`, { spec: { replicas } });
});

describe('the web application', () => {
  test.each<[string, samples.NumbersProps['apiService'], string]>([
    ['port 80', undefined, 'http://numbers-api/rng'],
    ['another port', { port: 8013 }, 'http://numbers-api:8013/rng'],
    ['a Service of another name', { metadata: { name: 'random' } }, 'http://random/rng'],
    [
      'the first of several ports',
      {
        ports: [
          { name: 'a', port: 81, targetPortName: 'http' },
          { name: 'b', port: 80, targetPortName: 'http' },
        ],
      },
      'http://numbers-api:81/rng',
    ],
  ])('calls the API at %s', (_, apiService, url) => {
    expect(web(numbers({ apiService })).env).toEqual({ RngApi__Url: url });
    const behind = numbers({ apiService, ambassador: true });
    expect(proxy(behind).env).toHaveProperty('Proxy__Request__UriMap__Target', url);
  });

  test('knows only the proxy, when there is one, and the proxy the API', () => {
    const made = numbers({ ambassador: true });
    expect(podsOf(made, 'numbers-web').running).toEqual(['web', 'proxy']);
    expect(web(made).env).toEqual({
      http_proxy: 'http://localhost:1080',
      RngApi__Url: 'http://localhost/api',
    });
    expect(proxy(made).env).toEqual({
      Proxy__Port: '1080',
      Proxy__Request__UriMap__Source: 'http://localhost/api',
      Proxy__Request__UriMap__Target: 'http://numbers-api/rng',
    });
  });

  test('stands alone without it', () => {
    expect(podsOf(numbers({ ambassador: false }), 'numbers-web').running).toEqual(['web']);
  });

  test('is served on its own port, and the proxy on none', () => {
    expect(Manifests.of(numbers({ ambassador: true })).one('Service', 'numbers-web')).toHaveProperty('spec.ports', [
      { name: 'http', port: 8090, targetPort: 'http' },
    ]);
  });
});

const IMAGE = "must be the name of an image, such as 'nginx:1.30.6-alpine'";
const NAME =
  "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit";

test.each<[string, samples.NumbersProps, string]>([
  ...[0, -1, 1.5, NaN].map((failAfterCalls): [string, samples.NumbersProps, string] => [
    `failAfterCalls is ${failAfterCalls}`,
    { failAfterCalls },
    `[app/Numbers] 'failAfterCalls' must be a whole number of at least 1, got ${failAfterCalls}; omit it for an API that never breaks`,
  ]),
  [
    'apiReplicas is -1',
    { apiReplicas: -1 },
    "[app/Numbers/Api] 'replicas' must be a whole number of at least 0, got -1; omit it for one pod",
  ],
  [
    'webReplicas is 0.5',
    { webReplicas: 0.5 },
    "[app/Numbers/Web] 'replicas' must be a whole number of at least 0, got 0.5; omit it for one pod",
  ],
  [
    'the port is 0',
    { port: 0 },
    "[app/Numbers/Web/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
  [
    'the port of the API is 65536',
    { apiService: { port: 65536 } },
    "[app/Numbers/Api/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 65536; choose a port number",
  ],
  [
    'the API has no port',
    { apiService: { ports: [] } },
    "[app/Numbers/Api/Service] 'ports' must name at least one port, got []; add one, or make the Service headless with clusterIP 'None'",
  ],
  [
    'the image of the API is none',
    { apiImage: 'a b' },
    `[app/Numbers/Api] 'containers[0].image' ${IMAGE}, got "a b"; correct the name of the image`,
  ],
  [
    'the image of the pages is none',
    { webImage: '' },
    `[app/Numbers/Web] 'containers[0].image' ${IMAGE}, got ""; correct the name of the image`,
  ],
  [
    'the name is none',
    { name: 'Numbers' },
    `[app/Numbers/Api] ${NAME}, got "Numbers-api"; choose another name or omit it`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => numbers(props))).toBe(words);
});

describe('gaps', () => {
  test.each<[string, samples.NumbersProps]>([
    ['the pages', { type: ServiceType.EXTERNAL_NAME }],
    ['the API', { apiService: { type: ServiceType.EXTERNAL_NAME } }],
  ])('fails for the type ExternalName of %s, which has no pods behind it', (_, props) => {
    expect(messageOf(() => numbers(props))).toMatch(/^\[app\/Numbers\/.*\] '.*' .*; /);
  });
});
