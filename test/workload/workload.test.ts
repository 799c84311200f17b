import * as kplus from 'cdk8s-plus-27';
import { batch, network, workload } from 'cdk8s-patterns';
import { manifest, manifests, messageOf, newChart } from '../support';

function web(ports: kplus.ContainerPort[] = [{ number: 80, name: 'http' }], scope = newChart()): workload.Deployment {
  const metadata = { name: 'web' };
  return new workload.Deployment(scope, 'Web', { metadata, containers: [{ image: 'nginx', ports }] });
}

const selector = { 'app.kubernetes.io/name': 'web' };

describe('expose', () => {
  test('makes a Service of the name of the workload for its named port', () => {
    const made = web();
    made.expose();
    expect(manifest(made, 'Service')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    });
  });

  test('renders every option but ports', () => {
    const options: Required<Omit<workload.ExposeOptions, 'ports'>> = {
      metadata: { name: 'public', labels: { a: 'b' } },
      type: kplus.ServiceType.LOAD_BALANCER,
      port: 8080,
    };
    const made = web();
    made.expose(options);
    expect(manifest(made, 'Service')).toMatchObject({
      metadata: { name: 'public', labels: { a: 'b' } },
      spec: { type: 'LoadBalancer', selector, ports: [{ name: 'http', port: 8080, targetPort: 'http' }] },
    });
  });

  test('keeps the name of the workload beside other metadata', () => {
    const made = web();
    made.expose({ metadata: { labels: { a: 'b' } } });
    expect(manifest(made, 'Service').metadata).toEqual({ name: 'web', labels: { a: 'b' } });
  });

  test('takes ports one by one', () => {
    const made = web();
    made.expose({ ports: [{ port: 1, targetPort: 2 }] });
    expect(manifest(made, 'Service')).toHaveProperty('spec.ports', [{ port: 1, targetPort: 2 }]);
  });

  test.each<[string, kplus.ContainerPort[], number | undefined, network.ServicePort[] | object[]]>([
    ['a port without a name', [{ number: 80 }], undefined, [{ port: 80 }]],
    ['a port without a name under another number', [{ number: 80 }], 8080, [{ port: 8080, targetPort: 80 }]],
    ['a port without a name under its number', [{ number: 80 }], 80, [{ port: 80 }]],
    [
      'every named port',
      [
        { number: 80, name: 'http' },
        { number: 53, name: 'dns', protocol: kplus.Protocol.UDP },
      ],
      undefined,
      [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
      ],
    ],
    [
      'the first of two ports',
      [
        { number: 80, name: 'http' },
        { number: 81, name: 'admin' },
      ],
      8080,
      [{ name: 'http', port: 8080, targetPort: 'http' }],
    ],
  ])('serves %s', (_, ports, port, expected) => {
    const made = web(ports);
    made.expose(port === undefined ? {} : { port });
    expect(manifest(made, 'Service')).toHaveProperty('spec.ports', expected);
  });

  test('refers to hashed names in a stock App', () => {
    const chart = newChart({ disableResourceNameHashes: false });
    const made = new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx', ports: [{ number: 80 }] }] });
    const service = made.expose();
    expect([service.name, manifest(chart, 'Service')]).toEqual([
      made.name,
      expect.objectContaining({ spec: { ports: [{ port: 80 }], selector: { 'app.kubernetes.io/name': made.name } } }),
    ]);
  });

  test.each<[string, kplus.ContainerPort[], workload.ExposeOptions, string]>([
    [
      'no container declares a port',
      [],
      {},
      "[app/Web] 'ports' must be declared by a container; add 'ports' to the container",
    ],
    [
      'port stands beside ports',
      [{ number: 80 }],
      { port: 80, ports: [{ port: 81 }] },
      "[app/Web] 'expose' must have one of 'port' and 'ports', got both; omit one of them",
    ],
    [
      'ports is empty',
      [{ number: 80 }],
      { ports: [] },
      "[app/Web/Service] 'ports' must name at least one port, got []; add one, or make the Service headless with clusterIP 'None'",
    ],
    [
      'port is 0',
      [{ number: 80 }],
      { port: 0 },
      "[app/Web/Service] 'ports[0].port' must be a whole number from 1 to 65535, got 0; choose a port number",
    ],
    [
      'two ports have no names',
      [{ number: 80 }, { number: 81 }],
      {},
      "[app/Web/Service] 'ports' must each have a name when there are two or more, got [null,null]; name them",
    ],
  ])('fails when %s', (_, ports, options, words) => {
    expect(messageOf(() => web(ports).expose(options))).toBe(words);
  });

  test('fails the second time', () => {
    const made = web();
    made.expose();
    expect(messageOf(() => made.expose())).toBe(
      "[app/Web] 'expose' must be called once; make a network.Service for more",
    );
  });

  test('keeps the name of the workload when metadata has an undefined one', () => {
    const made = web();
    made.expose({ metadata: { name: undefined as never } });
    expect(manifest(made, 'Service').metadata).toEqual({ name: 'web' });
  });
});

describe('allowFrom', () => {
  test('makes a network policy for the declared ports', () => {
    const made = web([{ number: 80 }, { number: 53, protocol: kplus.Protocol.UDP }]);
    const client = new workload.Deployment(made, 'Client', {
      labels: { app: 'client' },
      containers: [{ image: 'curl' }],
    });
    made.allowFrom(client);
    expect(manifest(made, 'NetworkPolicy')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web' },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { app: 'client' } } }],
            ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }],
          },
        ],
      },
    });
  });

  test('adds to the policy of earlier calls', () => {
    const made = web();
    const peers = ['a', 'b', 'c'].map(
      (app) => new workload.Deployment(made, app.toUpperCase(), { labels: { app }, containers: [{ image: 'curl' }] }),
    );
    const first = made.allowFrom(...peers.slice(0, 2));
    expect(made.allowFrom(...peers.slice(2))).toBe(first);
    expect(manifest(made, 'NetworkPolicy')).toMatchObject({
      spec: {
        ingress: ['a', 'b', 'c'].map((app) => ({
          from: [{ podSelector: { matchLabels: { app } } }],
          ports: [{ port: 80 }],
        })),
      },
    });
  });

  test('without peers lets nobody in', () => {
    const made = web();
    made.allowFrom();
    expect(manifest(made, 'NetworkPolicy')).toHaveProperty('spec.podSelector', { matchLabels: selector });
    expect(manifest(made, 'NetworkPolicy')).not.toHaveProperty('spec.ingress');
  });

  test('takes namespaces and addresses of cdk8s-plus', () => {
    const made = web();
    made.allowFrom(
      kplus.Namespaces.select(made, 'Team', { labels: { team: 'a' } }),
      kplus.NetworkPolicyIpBlock.ipv4(made, 'Office', '10.0.0.0/8'),
    );
    expect(manifest(made, 'NetworkPolicy')).toMatchObject({
      spec: {
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] },
          { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] },
        ],
      },
    });
  });

  test('fails when no container declares a port', () => {
    expect(messageOf(() => web([]).allowFrom())).toBe(
      "[app/Web] 'ports' must be declared by a container; add 'ports' to the container",
    );
  });
});

describe('every kind', () => {
  const containers = [{ image: 'nginx', ports: [{ number: 80 }] }];
  const make: [string, (scope: ReturnType<typeof newChart>) => workload.Workload][] = [
    ['Deployment', (scope) => new workload.Deployment(scope, 'Web', { containers })],
    ['StatefulSet', (scope) => new workload.StatefulSet(scope, 'Web', { containers })],
    ['DaemonSet', (scope) => new workload.DaemonSet(scope, 'Web', { containers })],
    ['Job', (scope) => new batch.Job(scope, 'Web', { containers })],
    ['CronJob', (scope) => new batch.CronJob(scope, 'Web', { containers, schedule: '@daily' })],
  ];

  test.each(make)('%s has its name, its pods and one object of its kind', (kind, build) => {
    const made = build(newChart());
    expect([made.name, made.apiObject.kind, made.pods.labels]).toEqual([
      'app-web',
      kind,
      { 'app.kubernetes.io/name': 'app-web' },
    ]);
  });

  test.each(make)('%s lets peers in', (_, build) => {
    const made = build(newChart());
    made.allowFrom();
    expect(manifest(made, 'NetworkPolicy')).toHaveProperty(['spec', 'podSelector', 'matchLabels'], made.pods.labels);
  });

  test.each(make.filter(([kind]) => kind !== 'StatefulSet'))('%s can be exposed', (_, build) => {
    const made = build(newChart());
    made.expose();
    expect(manifests(made).map(({ kind }) => kind)).toContain('Service');
  });
});
