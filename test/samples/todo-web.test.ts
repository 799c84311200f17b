import { Chart, Size } from 'cdk8s';
import { SecretValue, ServiceType } from 'cdk8s-plus-27';
import { config, data, samples } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, templateOf } from './pods';

const { READ_ONLY, READ_WRITE } = samples.TodoWebMode;

function passwordIn(chart: Chart): SecretValue {
  return {
    secret: new config.Secret(chart, 'Secret', { metadata: { name: 'pw' }, stringData: { key: 'x' } }),
    key: 'key',
  };
}

/** Pages called `web` on a server called `db`. */
function todoWeb(props: Partial<samples.TodoWebProps> = {}, replicas = 2, chart = newChart()): samples.TodoWeb {
  const server = new data.Postgres(chart, 'Db', {
    metadata: { name: 'db' },
    password: passwordIn(chart),
    storage: { storage: Size.gibibytes(1) },
    replicas,
  });
  const settings = new config.ConfigMap(chart, 'Config', {
    metadata: { name: 'settings' },
    data: { 'config.json': '{}' },
  });
  const metadata = { name: 'web' };
  return new samples.TodoWeb(chart, 'Web', { server, settings, metadata, database: 'todo', port: 8081, ...props });
}

const script = (host: string, database = 'todo'): string =>
  `yq -n -o json '.ConnectionStrings.ToDoDb = "Server=${host};Database=${database};User Id=postgres;Password=\\"" + ` +
  `(load_str("/secrets/connectionstrings_tododb/value") | sub("[\\r\\n]+$", "") | sub("\\"", "\\"\\"")) + "\\";"' > /config-out/secrets.json`;

test('renders every prop', () => {
  const chart = newChart();
  const server = new data.Postgres(chart, 'Lists', {
    metadata: { name: 'lists' },
    password: passwordIn(chart),
    storage: { storage: Size.gibibytes(1) },
    replicas: 2,
  });
  const props: Required<samples.TodoWebProps> = {
    server,
    database: 'items',
    settings: new config.ConfigMap(chart, 'Config', { metadata: { name: 'settings' }, data: { 'config.json': '{}' } }),
    metadata: { name: 'pages', labels: { tier: 'web' } },
    mode: READ_ONLY,
    replicas: 3,
    port: 80,
    type: ServiceType.CLUSTER_IP,
    image: 'kiamol/ch04-todo-list:2',
  };
  const made = new samples.TodoWeb(chart, 'Web', props);
  expect(manifest(made, 'Deployment', 'pages')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'pages', labels: { tier: 'web' } },
    spec: {
      replicas: 3,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'pages' } },
      template: {
        metadata: {
          labels: { 'app.kubernetes.io/name': 'pages' },
          annotations: {
            'checksum/config': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
            'checksum/secret': expect.stringMatching(/^[0-9a-f]{8}$/) as string,
          },
        },
        spec: {
          initContainers: [
            {
              name: 'init-secrets',
              image: 'mikefarah/yq:4.53.6',
              command: ['sh', '-c', script('lists-1.lists', 'items')],
              volumeMounts: [
                {
                  name: 'secret-connectionstrings-tododb',
                  mountPath: '/secrets/connectionstrings_tododb',
                  readOnly: true,
                },
                { name: 'secrets', mountPath: '/config-out' },
              ],
            },
          ],
          containers: [
            {
              name: 'web',
              image: 'kiamol/ch04-todo-list:2',
              ports: [{ name: 'http', containerPort: 80 }],
              env: [{ name: 'Database__ReadOnly', value: 'true' }],
              readinessProbe: { httpGet: { path: '/', port: 80 } },
              volumeMounts: [
                { name: 'config', mountPath: '/app/config', readOnly: true },
                { name: 'secrets', mountPath: '/app/secrets', readOnly: true },
              ],
            },
          ],
          volumes: [
            {
              name: 'secret-connectionstrings-tododb',
              secret: { secretName: 'pw', items: [{ key: 'key', path: 'value' }], defaultMode: 0o444 },
            },
            { name: 'secrets', emptyDir: { medium: 'Memory' } },
            { name: 'config', configMap: { name: 'settings' } },
          ],
        },
      },
    },
  });
  expect(manifest(made, 'Service', 'pages')).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'pages' },
    spec: {
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'pages' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  });
});

test('writes to the primary, on one pod, for everybody, when nothing more is said', () => {
  const made = todoWeb();
  expect(at(containerOf(made, 'web', 'init-secrets')['command'], 2)).toBe(script('db-0.db'));
  expect(containerOf(made, 'web', 'web')).toEqual({
    name: 'web',
    image: 'kiamol/ch04-todo-list',
    ports: [{ name: 'http', containerPort: 80 }],
    readinessProbe: { httpGet: { path: '/', port: 80 } },
    volumeMounts: [
      { name: 'config', mountPath: '/app/config', readOnly: true },
      { name: 'secrets', mountPath: '/app/secrets', readOnly: true },
    ],
  });
  expect(manifest(made, 'Deployment', 'web')).not.toHaveProperty('spec.replicas');
  expect(manifest(made, 'Service', 'web')).toHaveProperty('spec.type', 'LoadBalancer');
});

test('the mode READ_WRITE is what is meant when none is given', () => {
  expect(manifest(todoWeb({ mode: READ_WRITE }), 'Deployment', 'web')).toEqual(
    manifest(todoWeb(), 'Deployment', 'web'),
  );
});

test('the password is in no variable and in no text', () => {
  const text = JSON.stringify(templateOf(todoWeb(), 'web'));
  expect(text).not.toContain('secretKeyRef');
  expect(text).not.toContain(Buffer.from('x').toString('base64'));
});

test('offers its parts', () => {
  const { deployment, service } = todoWeb();
  expect([deployment.name, service.name, service.port]).toEqual(['web', 'web', 8081]);
});

test('a server alone has pages that write', () => {
  expect(at(containerOf(todoWeb({}, 1), 'web', 'init-secrets')['command'], 2)).toBe(script('db-0.db'));
});

test('finds its server, settings and password by their hashed names in a stock App', () => {
  const chart = newChart({ disableResourceNameHashes: false });
  const server = new data.Postgres(chart, 'Db', {
    password: passwordIn(chart),
    storage: { storage: Size.gibibytes(1) },
  });
  const settings = new config.ConfigMap(chart, 'Config', { data: { 'config.json': '{}' } });
  const made = new samples.TodoWeb(chart, 'Web', { server, settings, database: 'todo', port: 80 });
  const name = made.deployment.name;
  expect(name).toMatch(/^app-web-deployment-c8[0-9a-f]{6}$/);
  expect(at(containerOf(made, name, 'init-secrets')['command'], 2)).toBe(script(server.primaryHost));
  expect(server.primaryHost).toMatch(/^app-db-server-c8[0-9a-f]{6}-0\.app-db-server-c8[0-9a-f]{6}$/);
  expect(at(templateOf(made, name), 'spec', 'volumes')).toContainEqual({
    name: 'config',
    configMap: { name: settings.name },
  });
  expect(manifest(made, 'Service', made.service.name)).toHaveProperty('spec.selector', {
    'app.kubernetes.io/name': name,
  });
});

test.each<[string, Partial<samples.TodoWebProps>, string]>([
  [
    'the port is 0',
    { port: 0 },
    "[app/Web/Deployment/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
  [
    'replicas is 1.5',
    { replicas: 1.5 },
    "[app/Web/Deployment] 'replicas' must be a whole number of at least 0, got 1.5; omit it for one pod",
  ],
  [
    'the name is none',
    { metadata: { name: 'Web' } },
    "[app/Web/Deployment] 'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web\"; choose another name or omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => todoWeb(props))).toBe(words);
});

test('fails in the mode READ_ONLY without a standby', () => {
  expect(messageOf(() => todoWeb({ mode: READ_ONLY }, 1))).toBe(
    "[app/Db] 'replicas' must be at least 2 for a standby, got 1; raise it",
  );
});
