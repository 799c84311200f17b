import { App, Chart } from 'cdk8s';
import { check, declare, workload } from 'cdk8s-patterns';
import { findingsOf } from '../support';
import { all, complaints, made } from './cases';

const service = (name: string, spec = 'ports: [{ port: 80 }]', namespace = 'default'): string =>
  made('Service', `spec: { ${spec} }`, `name: ${name}, namespace: ${namespace}`);
const external = (name: string, host = 'a.example.com'): string =>
  service(name, `type: ExternalName, externalName: ${host}`);

/** Pods that read one variable; more fields of their spec. */
function web(name: string, value: string, spec = ''): string {
  const containers = `[{ name: web, image: a, env: [{ name: ${name}, value: '${value}' }] }]`;
  return made('Pod', `spec: { containers: ${containers}, ${spec} }`, 'name: web, labels: { app: web }');
}

function deployment(name: string, namespace = 'default', env = ''): string {
  const template = `{ metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: a, image: b, env: [${env}] }] } }`;
  const spec = `{ selector: { matchLabels: { app: ${name} } }, template: ${template} }`;
  return `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, namespace: ${namespace} }, spec: ${spec} }`;
}

const VALUE = '/spec/containers/0/env/0/value';
const must = (got: string, wayOut: string, namespace: string): string =>
  `'spec.containers[0].env[0].value' must call a Service of namespace ${namespace} that is in the manifests or declared, got "${got}"; ${wayOut}`;

describe('unknown-host', () => {
  test.each<[what: string, yaml: string, got: string, wayOut: string, namespace?: string]>([
    [
      'the name of a workload without a Service',
      all(deployment('numbers-api'), web('API_URL', 'http://numbers-api/rng')),
      'http://numbers-api/rng',
      'Deployment numbers-api needs a Service of that name',
    ],
    [
      'the name of a workload whose Service has another',
      all(
        deployment('api'),
        service('numbers', 'selector: { app: api }, ports: [{ port: 80 }]'),
        web('A', 'http://api'),
      ),
      'http://api',
      'did you mean "numbers", the Service of Deployment api?',
    ],
    [
      'nearly the name of a Service',
      all(service('numbers-api'), web('A', 'https://numbers-apl:8443/rng?a=b')),
      'https://numbers-apl:8443/rng?a=b',
      'did you mean "numbers-api"?',
    ],
    [
      'the short name of a Service of another namespace',
      all(service('db', 'ports: [{ port: 5432 }]', 'data'), web('A', 'postgres://me:secret@db:5432/todo')),
      'postgres://me:secret@db:5432/todo',
      'write "db.data": Service db is in namespace data',
    ],
    [
      'nearly the name of a Service, with its namespace',
      all(service('todo-db', 'ports: [{ port: 5432 }]', 'data'), web('A', 'postgres://todo-bd.data/todo')),
      'postgres://todo-bd.data/todo',
      'did you mean "todo-db.data"?',
      'data',
    ],
    [
      'the full name of nothing',
      web('A', 'http://traces.observe.svc.cluster.local:4318'),
      'http://traces.observe.svc.cluster.local:4318',
      "correct the host, or list the Service under 'external' in the config file",
      'observe',
    ],
    [
      'the full name of a Service of another namespace',
      all(service('traces', 'ports: [{ port: 4318 }]', 'tracing'), web('A', 'http://traces.observe.svc:4318')),
      'http://traces.observe.svc:4318',
      'did you mean "traces.tracing"?',
      'observe',
    ],
    [
      'one of several hosts',
      all(service('db-0'), service('mongo'), web('A', 'mongodb://mongo:27017,mongoo:27017/a')),
      'mongodb://mongo:27017,mongoo:27017/a',
      'did you mean "mongo"?',
    ],
    ['a host alone', all(service('todo-db'), web('DB_HOST', 'tod-db')), 'tod-db', 'did you mean "todo-db"?'],
    [
      'a host with its port',
      all(service('redis'), web('REDIS_ADDR', 'reds:6379')),
      'reds:6379',
      'did you mean "redis"?',
    ],
    [
      'the server of a connection string',
      all(service('todo-db'), web('A', 'Server=todo-bd;Database=todo;User Id=postgres')),
      'Server=todo-bd;Database=todo;User Id=postgres',
      'did you mean "todo-db"?',
    ],
    [
      'the server at the end of a connection string',
      all(service('todo-db'), web('A', 'Database=todo; Data Source = tcp:todo-bd,1433')),
      'Database=todo; Data Source = tcp:todo-bd,1433',
      'did you mean "todo-db"?',
    ],
    [
      'a server with its protocol and port',
      all(service('todo-db'), web('A', 'jdbc:mysql://todo-bd:3306/todo')),
      'jdbc:mysql://todo-bd:3306/todo',
      'did you mean "todo-db"?',
    ],
  ])('finds %s', (_what, yaml, got, wayOut, namespace = 'default') => {
    expect(findingsOf('unknown-host', yaml)).toEqual([[VALUE, must(got, wayOut, namespace)]]);
  });

  test('finds a value of a ConfigMap', () => {
    const config = made('ConfigMap', 'data: { DB_HOST: tod-db, url: "http://tod-db" }');
    const message = (key: string, got: string): string =>
      `'data.${key}' must call a Service of namespace default that is in the manifests or declared, got "${got}"; did you mean "todo-db"?`;
    expect(findingsOf('unknown-host', all(service('todo-db'), config))).toEqual([
      ['/data/DB_HOST', message('DB_HOST', 'tod-db')],
      ['/data/url', message('url', 'http://tod-db')],
    ]);
  });

  test.each([
    ['a Service', all(service('api'), web('A', 'http://api:80/'))],
    ['a Service by its full name', all(service('api'), web('A', 'http://api.default.svc.cluster.local./'))],
    ['a Service of another namespace', all(service('api', 'ports: [{ port: 80 }]', 'b'), web('A', 'http://api.b'))],
    [
      'a pod of a headless Service',
      all(service('db', 'clusterIP: None'), deployment('db-0'), web('A', 'http://db-0.db')),
    ],
    ['the Services of every cluster', web('A', 'https://kubernetes.default.svc')],
    ['a host outside', all(service('example'), web('A', 'https://examples.com'))],
    ['a host outside, in a cluster of another domain', web('A', 'https://a.b.svc.example.com')],
    ['an address', all(service('api'), web('A', 'http://10.0.0.9:80'))],
    ['the pod itself', all(service('localhosts'), web('A', 'http://localhost'))],
    ['a host like none', all(service('api'), deployment('db'), web('A', 'http://gateway'))],
    ['a sister of a Service', all(service('orders-api'), web('A', 'http://orders-db'))],
    ['a Service of the same kind', all(service('orders-api'), web('A', 'http://users-api'))],
    ['what a program of nearly that name makes', all(service('redis-operator'), web('A', 'redis://redis-operated'))],
    ['another version of a Service', all(service('db1'), web('DB_HOST', 'db2'))],
    ['the scheme of a store', all(deployment('backup'), web('A', 's3://backup/today'))],
    ['the names by which others call it', all(service('web'), web('ALLOWED_HOSTS', 'webb'))],
    ['its own name', deployment('web', 'default', '{ name: PUBLIC_HOST, value: web }')],
    ['a value from elsewhere', all(service('api'), web('A', 'http://$(NAME)/'))],
    ['a word that is no host', all(deployment('production'), web('ENVIRONMENT', 'production'))],
    [
      'a name that the pod knows',
      all(service('api'), web('A', 'http://app', 'hostAliases: [{ ip: 10.0.0.9, hostnames: [app] }]')),
    ],
    [
      'another name server',
      all(service('api'), web('A', 'http://app', 'dnsPolicy: None, dnsConfig: { nameservers: [10.0.0.9] }')),
    ],
    ['other names to search in', all(service('api'), web('A', 'http://app', 'dnsConfig: { searches: [a.b] }'))],
    ['the names of the node', all(service('api'), web('A', 'http://app', 'hostNetwork: true'))],
    [
      'what an operator may make',
      all(
        web('A', 'http://a.kafka.svc'),
        '{ apiVersion: a.example.com/v1, kind: Kafka, metadata: { name: a, namespace: kafka } }',
      ),
    ],
    [
      'upstreams of a file',
      all(service('api'), made('ConfigMap', 'data: { nginx.conf: "upstream app {}\\n http://app" }')),
    ],
  ])('takes %s', (_what, yaml) => {
    expect(complaints('unknown-host', yaml, '1.27')).toEqual([]);
  });

  test('says how to declare a Service, and then takes it', () => {
    const chart = new Chart(new App(), 'app');
    const env = { A: 'http://traces.observe.svc:4318' };
    new workload.Deployment(chart, 'Web', { containers: [{ image: 'a', env }] });
    const found = (): string[] => check.Checks.tree(chart).findings.map(({ message }) => message);
    expect(found()).toEqual([
      `'spec.template.spec.containers[0].env[0].value' must call a Service of namespace observe that is in the manifests or declared, got "http://traces.observe.svc:4318"; correct the host, or declare it with declare.External.service(chart, 'traces', { namespace: 'observe' })`,
    ]);
    declare.External.service(chart, 'traces', { namespace: 'observe' });
    expect(found()).toEqual([]);
  });
});

describe('external-name', () => {
  test('finds a selector, which does nothing', () => {
    const yaml = service('db', 'type: ExternalName, externalName: db.example.com, selector: { app: db }');
    expect(findingsOf('external-name', yaml)).toEqual([
      [
        '/spec/selector',
        "'spec.selector' must be absent on a Service of type ExternalName, which has no pods behind it, got {\"app\":\"db\"}; remove it, or remove 'type' and 'externalName'",
      ],
    ]);
  });

  test('finds an address, which is no name', () => {
    expect(findingsOf('external-name', external('db', '203.0.113.7'))).toEqual([
      [
        '/spec/externalName',
        '\'spec.externalName\' must be a DNS name: an address is looked up as one, and not found, got "203.0.113.7"; remove the type, and write an EndpointSlice with the address',
      ],
    ]);
  });

  test.each([
    ['HTTP', external('api'), 'http://api/rng', 'http'],
    ['HTTPS', external('api'), 'https://api/rng', 'https'],
    ['its full name', external('api'), 'http://api.default.svc.cluster.local/rng', 'http'],
  ])('finds a call by %s', (_what, yaml, url, scheme) => {
    const host = new URL(url).host;
    expect(findingsOf('external-name', all(yaml, web('A', url)))).toEqual([
      [
        VALUE,
        `'spec.containers[0].env[0].value' must not call Service api by HTTP, which asks a.example.com for host "${host}", got "${url}"; call ${scheme}://a.example.com, or let the client send that name in the header Host`,
      ],
    ]);
  });

  test('finds a call by HTTPS of a name in the cluster, which has a certificate of another name', () => {
    const yaml = all(external('api', 'api.shop.svc.cluster.local'), web('A', 'https://api'));
    expect(findingsOf('external-name', yaml)).toHaveLength(1);
  });

  test.each([
    ['a database', all(external('db'), web('A', 'postgres://db:5432/todo'))],
    ['plain HTTP in the cluster', all(external('api', 'api.shop.svc.cluster.local'), web('A', 'http://api'))],
    ['a Service with pods', all(service('api'), web('A', 'http://api'))],
    ['the selector of a Service with pods', service('api', 'selector: { app: api }, ports: [{ port: 80 }]')],
    ['no selector', service('db', 'type: ExternalName, externalName: db.example.com, selector: {}')],
  ])('takes %s', (_what, yaml) => {
    expect(complaints('external-name', yaml, '1.27')).toEqual([]);
  });
});
