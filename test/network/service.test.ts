import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { network, workload } from 'cdk8s-patterns';
import { at, inChart, manifest, messageOf, newChart } from '../support';

const service = (props?: network.ServiceProps): network.Service => new network.Service(newChart(), 'Web', props);
const spec = (props: network.ServiceProps): unknown => at(manifest(service(props), 'Service'), 'spec');

test('renders every prop but those of other types', () => {
  const port: Required<Omit<network.ServicePort, 'targetPort'>> = {
    port: 80,
    targetPortName: 'http',
    name: 'web',
    protocol: kplus.Protocol.TCP,
    nodePort: 30080,
    appProtocol: 'kubernetes.io/h2c',
  };
  const build = (chart: ReturnType<typeof newChart>): void => {
    const props: Required<Omit<network.ServiceProps, 'externalName'>> = {
      metadata: { name: 'web', labels: { app: 'web' }, annotations: { note: 'x' } },
      selector: kplus.Pods.select(chart, 'Pods', { labels: { app: 'web', tier: 'front' } }),
      ports: [port, { name: 'admin', port: 8080, targetPort: 9000 }],
      type: kplus.ServiceType.LOAD_BALANCER,
      clusterIP: '10.96.0.80',
      publishNotReadyAddresses: true,
      clientIpAffinity: Duration.hours(3),
      externalTrafficPolicy: network.TrafficPolicy.LOCAL,
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      ipFamilies: [network.IpFamily.IPV4, network.IpFamily.IPV6],
      ipFamilyPolicy: network.IpFamilyPolicy.REQUIRE_DUAL_STACK,
    };
    new network.Service(chart, 'Web', props);
  };
  expect(inChart(build)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', labels: { app: 'web' }, annotations: { note: 'x' } },
      spec: {
        type: 'LoadBalancer',
        clusterIP: '10.96.0.80',
        selector: { app: 'web', tier: 'front' },
        ports: [
          {
            name: 'web',
            port: 80,
            targetPort: 'http',
            nodePort: 30080,
            protocol: 'TCP',
            appProtocol: 'kubernetes.io/h2c',
          },
          { name: 'admin', port: 8080, targetPort: 9000 },
        ],
        publishNotReadyAddresses: true,
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
        externalTrafficPolicy: 'Local',
        loadBalancerSourceRanges: ['10.0.0.0/8'],
        ipFamilies: ['IPv4', 'IPv6'],
        ipFamilyPolicy: 'RequireDualStack',
      },
    },
  ]);
});

test('renders a port and nothing else that was not asked for', () => {
  expect(inChart((chart) => new network.Service(chart, 'Web', { ports: [{ port: 80 }] }))).toEqual([
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app-web' }, spec: { ports: [{ port: 80 }] } },
  ]);
});

test.each<[string, network.ServiceProps, object]>([
  ['a name outside', { externalName: 'db.example.com' }, { type: 'ExternalName', externalName: 'db.example.com' }],
  [
    'a name outside with its type and a port',
    { externalName: 'db', type: kplus.ServiceType.EXTERNAL_NAME, ports: [{ port: 5432 }] },
    { type: 'ExternalName', externalName: 'db', ports: [{ port: 5432 }] },
  ],
  ['headless without ports', { clusterIP: 'None' }, { clusterIP: 'None' }],
  ['headless with no ports in a list', { clusterIP: 'None', ports: [] }, { clusterIP: 'None' }],
  ['headless with a port', { clusterIP: 'None', ports: [{ port: 1 }] }, { clusterIP: 'None', ports: [{ port: 1 }] }],
  [
    'the type ClusterIP, where it is written',
    { type: kplus.ServiceType.CLUSTER_IP, ports: [{ port: 1 }] },
    { type: 'ClusterIP', ports: [{ port: 1 }] },
  ],
  [
    'the type NodePort',
    { type: kplus.ServiceType.NODE_PORT, ports: [{ port: 1 }], externalTrafficPolicy: network.TrafficPolicy.CLUSTER },
    { type: 'NodePort', ports: [{ port: 1 }], externalTrafficPolicy: 'Cluster' },
  ],
  [
    'one number for two protocols',
    {
      ports: [
        { name: 'dns', port: 53, protocol: kplus.Protocol.UDP },
        { name: 'dns-tcp', port: 53 },
      ],
    },
    {
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53 },
      ],
    },
  ],
  [
    'the lowest port and the longest name of a target',
    { ports: [{ port: 1, targetPortName: 'n'.repeat(15) }] },
    { ports: [{ port: 1, targetPort: 'n'.repeat(15) }] },
  ],
  [
    'the highest port and the longest name',
    { ports: [{ port: 65535, name: 'n'.repeat(63) }] },
    { ports: [{ port: 65535, name: 'n'.repeat(63) }] },
  ],
  [
    'affinity of a day',
    { ports: [{ port: 1 }], clientIpAffinity: Duration.days(1) },
    {
      ports: [{ port: 1 }],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } },
    },
  ],
])('renders %s', (_, props, expected) => {
  expect(spec(props)).toEqual(expected);
});

describe('the selector', () => {
  test('is the labels of a workload', () => {
    const chart = newChart();
    const web = new workload.Deployment(chart, 'Web', { labels: { app: 'web' }, containers: [{ image: 'nginx' }] });
    new network.Service(chart, 'Service', { selector: web, ports: [{ port: 80 }] });
    expect(manifest(chart, 'Service')).toHaveProperty('spec.selector', { app: 'web' });
  });

  test('grows with each call', () => {
    const chart = newChart();
    const made = new network.Service(chart, 'Web', { ports: [{ port: 80 }] });
    made.select(kplus.Pods.select(chart, 'Pods', { labels: { app: 'web' } }));
    made.selectLabel('slot', 'blue');
    expect(manifest(made, 'Service')).toHaveProperty('spec.selector', { app: 'web', slot: 'blue' });
  });
});

test('ports can be bound later', () => {
  const made = service();
  made.bind(80, { name: 'http', targetPort: 8080 });
  made.bind(443, { name: 'https' });
  expect(manifest(made, 'Service')).toHaveProperty('spec.ports', [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'https', port: 443 },
  ]);
});

describe('the DNS names', () => {
  const names = (namespace?: string): network.Service =>
    new network.Service(newChart({ namespace }), 'Web', { metadata: { name: 'web' }, ports: [{ port: 80 }] });

  test('are its name for pods of its namespace, and the full one for all', () => {
    const made = names('shop');
    expect([made.dnsName, made.fullDnsName()]).toEqual(['web', 'web.shop.svc.cluster.local']);
  });

  test.each<[string, network.FullDnsNameOptions, string]>([
    ['the namespace', { namespace: 'test' }, 'web.test.svc.cluster.local'],
    ['the domain of the cluster', { clusterDomain: 'k8s.example.com' }, 'web.shop.svc.k8s.example.com'],
  ])('may be told %s', (_, options, name) => {
    expect(names('shop').fullDnsName(options)).toBe(name);
  });

  test.each<[string, network.FullDnsNameOptions, string]>([
    [
      'no namespace is known',
      {},
      "'namespace' must be known for a full DNS name; give it here, or give one to the chart",
    ],
    [
      'the namespace is none',
      { namespace: 'a.b' },
      "'namespace' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"a.b\"; give the namespace to which the Service is applied",
    ],
    [
      'the domain is none',
      { namespace: 'a', clusterDomain: '' },
      "'clusterDomain' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"\"; omit it for 'cluster.local'",
    ],
  ])('fail when %s', (_, options, words) => {
    expect(messageOf(() => names().fullDnsName(options))).toBe(`[app/Web] ${words}`);
  });
});

describe('in cdk8s-plus', () => {
  test('is a backend of an Ingress', () => {
    const chart = newChart();
    const made = new network.Service(chart, 'Web', { ports: [{ port: 80 }] });
    new kplus.Ingress(chart, 'Ingress', {
      rules: [{ host: 'web.local', backend: kplus.IngressBackend.fromService(made) }],
    });
    expect(manifest(chart, 'Ingress')).toHaveProperty('spec.rules.0.http.paths.0.backend', {
      service: { name: 'app-web', port: { number: 80 } },
    });
  });

  test('is a backend of an Ingress by its hashed name', () => {
    const chart = newChart({ disableResourceNameHashes: false });
    const made = new network.Service(chart, 'Web', { ports: [{ port: 80 }] });
    made.exposeViaIngress('/');
    expect(made.name).toMatch(/^app-web-c8[0-9a-f]{6}$/);
    expect(manifest(chart, 'Ingress')).toHaveProperty('spec.rules.0.http.paths.0.backend.service.name', made.name);
  });

  test('tells its first port and its type', () => {
    const made = service({ clusterIP: 'None', ports: [{ port: 80 }, { port: 81, name: 'x' }].slice(0, 1) });
    expect([made.port, made.type, made.clusterIP]).toEqual([80, 'ClusterIP', 'None']);
  });
});

describe('copies', () => {
  test('the ports', () => {
    const ports = [{ port: 80 }];
    const made = service({ ports });
    ports.push({ port: 81 });
    expect(manifest(made, 'Service')).toHaveProperty('spec.ports', [{ port: 80 }]);
  });

  test('the labels of its own object', () => {
    const labels: { [key: string]: string } = { a: 'b' };
    const made = service({ metadata: { labels }, ports: [{ port: 80 }] });
    labels['c'] = 'd';
    expect(manifest(made, 'Service')).toHaveProperty('metadata.labels', { a: 'b' });
  });

  test('nothing into what it was given', () => {
    const props = Object.freeze({ ports: Object.freeze([Object.freeze({ port: 80 })]) as network.ServicePort[] });
    const made = service(props);
    made.selectLabel('a', 'b');
    expect(manifest(made, 'Service')).toHaveProperty('spec.selector', { a: 'b' });
  });

  test('the ranges', () => {
    const loadBalancerSourceRanges = ['10.0.0.0/8'];
    const made = service({ type: kplus.ServiceType.LOAD_BALANCER, ports: [{ port: 80 }], loadBalancerSourceRanges });
    loadBalancerSourceRanges.push('192.168.0.0/16');
    expect(manifest(made, 'Service')).toHaveProperty('spec.loadBalancerSourceRanges', ['10.0.0.0/8']);
  });

  test('the families', () => {
    const ipFamilies = [network.IpFamily.IPV6];
    const made = service({ ports: [{ port: 80 }], ipFamilies });
    ipFamilies.push(network.IpFamily.IPV4);
    expect(manifest(made, 'Service')).toHaveProperty('spec.ipFamilies', ['IPv6']);
  });
});
