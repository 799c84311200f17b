import { findingsOf } from '../support';
import { pod, workload } from './pods';

describe('local-proxy', () => {
  const WEB = 'name: web, image: a, env: [{ name: http_proxy, value: "http://localhost:1080" }]';
  const beside = (proxy: string, web = WEB, more = 'restartPolicy: Always'): string =>
    pod(`containers: [{ ${web} }, { name: proxy, image: b, ${proxy} }], ${more}`);
  const set = (name: string, value: string): string =>
    `name: web, image: a, env: [{ name: ${name}, value: ${JSON.stringify(value)} }]`;

  test('says where the other containers listen', () => {
    expect(findingsOf('local-proxy', beside('ports: [{ containerPort: 1081 }, { containerPort: 80 }]'))).toEqual([
      [
        '/spec/containers/0/env/0/value',
        `'spec.containers[0].env[0].value' must be a port on which another container of the pod listens (proxy 1081, proxy 80), got "http://localhost:1080"; correct the port, or declare it in the container of the proxy`,
      ],
    ]);
  });

  test.each<[string, string]>([
    [
      'its only volume is empty',
      beside(
        'ports: [{ containerPort: 1 }], volumeMounts: [{ name: c, mountPath: /tmp }]',
        WEB,
        'volumes: [{ name: c, emptyDir: {} }]',
      ),
    ],
    ['the port of a variable differs', beside('env: [{ name: Proxy__Port, value: "1081" }]')],
    ['there is no other container', pod(`containers: [{ ${WEB} }]`)],
    ['the other container is over then', pod(`containers: [{ ${WEB} }], initContainers: [{ name: p, image: b }]`)],
    ['it is another variable', beside('ports: [{ containerPort: 1 }]', set('HTTPS_PROXY', 'http://127.0.0.1:1080/'))],
    ['there is a password', beside('ports: [{ containerPort: 1 }]', set('ALL_PROXY', 'socks5://a:b@localhost:1080'))],
  ])('finds the proxy when %s', (_, yaml) => {
    expect(findingsOf('local-proxy', yaml)).toHaveLength(1);
  });

  test.each<[string, string]>([
    ['a port that is declared', beside('ports: [{ containerPort: 1080 }]')],
    ['a port that a variable names', beside('env: [{ name: Proxy__Port, value: "1080" }]')],
    ['a port in the arguments', beside('ports: [{ containerPort: 9090 }], args: ["--listen=:1080"]')],
    ['a container that tells no port', beside('tty: false')],
    [
      'a container with variables of a ConfigMap',
      beside('ports: [{ containerPort: 1 }], envFrom: [{ configMapRef: { name: c } }]'),
    ],
    [
      'a container with files of settings',
      beside(
        'ports: [{ containerPort: 9901 }], volumeMounts: [{ name: c, mountPath: /etc/envoy }]',
        WEB,
        'volumes: [{ name: c, configMap: { name: c } }]',
      ),
    ],
    ['a port of the node', beside('ports: [{ containerPort: 1081 }]', WEB, 'hostNetwork: true')],
    ['a proxy elsewhere', beside('ports: [{ containerPort: 1 }]', set('http_proxy', 'http://proxy:1080'))],
    ['a name without a port', beside('ports: [{ containerPort: 1 }]', set('http_proxy', 'http://localhost'))],
    ['another address', beside('ports: [{ containerPort: 1 }]', set('API_URL', 'http://localhost:1080'))],
    [
      'a sidecar before the application',
      pod(
        `containers: [{ ${WEB} }], initContainers: [{ name: p, image: b, restartPolicy: Always, ports: [{ containerPort: 1080 }] }]`,
      ),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(findingsOf('local-proxy', yaml, { target: '1.29' })).toEqual([]);
  });
});

describe('one-component', () => {
  const two = (first: string, second: string): string =>
    `containers: [{ name: one, image: ${JSON.stringify(first)} }, { name: two, image: ${JSON.stringify(second)} }]`;

  test('says what cannot be done alone', () => {
    expect(
      findingsOf('one-component', workload('Deployment', two('wordpress:6.8', 'docker.io/library/mysql:8.4'))),
    ).toEqual([
      [
        '/spec/template/spec/containers/1/image',
        `'spec.template.spec.containers[1].image' must not share the pod of one: neither could be scaled, updated or restarted alone, got "docker.io/library/mysql:8.4"; give the database a workload and a Service of its own`,
      ],
    ]);
  });

  test.each<[string, string]>([
    [
      'a database and its exporter',
      workload('StatefulSet', two('postgres:17', 'postgres-exporter:1'), 'serviceName: ""'),
    ],
    ['a database and its proxy', workload('Deployment', two('nginx:1.30.6', 'mongo:8'))],
    ['an application and its proxy', workload('Deployment', two('wordpress:6.8', 'nginx:1.30.6'))],
    ['an application that is not known', workload('Deployment', two('postgres:17', 'example.com/shop:1.0'))],
    ['a pod that ends', pod(two('wordpress:6.8', 'mysql:8.4'))],
    ['a name that only begins so', workload('Deployment', two('wordpress:6.8', 'mysqld-exporter:1'))],
  ])('accepts %s', (_, yaml) => {
    expect(findingsOf('one-component', yaml)).toEqual([]);
  });
});
