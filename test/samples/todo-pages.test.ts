import { ServiceType } from 'cdk8s-plus-27';
import { config, samples } from 'cdk8s-patterns';
import { at, inChart, manifest, manifests, messageOf, newChart, podOf } from '../support';

const pages = (props?: samples.TodoPagesProps): samples.TodoPages => new samples.TodoPages(newChart(), 'Web', props);

test('renders every prop', () => {
  const chart = newChart();
  const props: Required<samples.TodoPagesProps> = {
    name: 'todo-web-test',
    metadata: { labels: { tier: 'web' } },
    labels: { app: 'todo-web', environment: 'test' },
    replicas: 2,
    config: new config.ConfigMap(chart, 'Config', { metadata: { name: 'settings' }, data: { 'config.json': '{}' } }),
    configFiles: ['config.json'],
    secret: new config.Secret(chart, 'Secret', { metadata: { name: 'pw' }, stringData: { 'test.json': '{}' } }),
    secretFile: 'test.json',
    env: { ASPNETCORE_ENVIRONMENT: 'Test' },
    port: 8081,
    type: ServiceType.CLUSTER_IP,
    image: 'kiamol/ch04-todo-list:2',
  };
  const made = new samples.TodoPages(chart, 'Web', props);
  expect(manifest(made, 'Deployment')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'todo-web-test', labels: { tier: 'web' } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'todo-web', environment: 'test' } },
      template: {
        metadata: { labels: { app: 'todo-web', environment: 'test' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'kiamol/ch04-todo-list:2',
              env: [{ name: 'ASPNETCORE_ENVIRONMENT', value: 'Test' }],
              volumeMounts: [
                { name: 'config', mountPath: '/app/config', readOnly: true },
                { name: 'secret', mountPath: '/app/secrets', readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: 'config', configMap: { name: 'settings', items: [{ key: 'config.json', path: 'config.json' }] } },
            {
              name: 'secret',
              secret: { secretName: 'pw', defaultMode: 0o400, items: [{ key: 'test.json', path: 'secrets.json' }] },
            },
          ],
        },
      },
    },
  });
  expect(manifest(made, 'Service')).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'todo-web-test' },
    spec: {
      type: 'ClusterIP',
      selector: { app: 'todo-web', environment: 'test' },
      ports: [{ port: 8081, targetPort: 80 }],
    },
  });
});

test('runs one pod with the settings of the image, without a Service, when nothing is said', () => {
  expect(inChart((chart) => new samples.TodoPages(chart, 'Web'))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'todo-web' },
      spec: {
        selector: { matchLabels: { app: 'todo-web' } },
        template: {
          metadata: { labels: { app: 'todo-web' } },
          spec: { containers: [{ name: 'web', image: 'kiamol/ch04-todo-list' }] },
        },
      },
    },
  ]);
  expect(pages().service).toBeUndefined();
});

test('is reached from outside, on the port that is given', () => {
  const made = pages({ port: 8080 });
  expect(at(manifest(made, 'Service', 'todo-web'), 'spec')).toEqual({
    type: 'LoadBalancer',
    selector: { app: 'todo-web' },
    ports: [{ port: 8080, targetPort: 80 }],
  });
});

test('mounts all keys of its settings, unless some are named', () => {
  const chart = newChart();
  const settings = new config.ConfigMap(chart, 'Config', { metadata: { name: 'settings' } });
  new samples.TodoPages(chart, 'Web', { config: settings });
  expect(at(podOf(chart), 'volumes')).toEqual([{ name: 'config', configMap: { name: 'settings' } }]);
});

test('puts the Service into the namespace of the pods', () => {
  const made = pages({ metadata: { namespace: 'lists' }, port: 8080 });
  expect(manifests(made).map((object) => at(object, 'metadata', 'namespace'))).toEqual(['lists', 'lists']);
});

test.each<[string, samples.TodoPagesProps, string]>([
  ['no files', { configFiles: [] }, "'configFiles' must not be empty, got []; omit it for all keys"],
  [
    'files of nothing',
    { configFiles: ['a'] },
    "'configFiles' must be keys of a 'config', got [\"a\"]; give 'config' too",
  ],
  ['a file of nothing', { secretFile: 'a' }, "'secretFile' must be a key of a 'secret', got \"a\"; give 'secret' too"],
  [
    'a type of nothing',
    { type: ServiceType.NODE_PORT },
    "'type' must be that of a Service with a port, got \"NodePort\"; give 'port' too",
  ],
])('fails for %s', (_, props, message) => {
  expect(messageOf(() => pages(props))).toBe(`[app/Web] ${message}`);
});
