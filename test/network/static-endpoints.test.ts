import * as kplus from 'cdk8s-plus-27';
import { check, network } from 'cdk8s-patterns';
import { Manifest, manifests, messageOf, newChart } from '../support';

const make = (props: network.StaticEndpointsProps): network.StaticEndpoints =>
  new network.StaticEndpoints(newChart(), 'Db', { metadata: { name: 'db' }, ...props });
const render = (props: network.StaticEndpointsProps): Manifest[] => manifests(make(props));

const slice = (family: string, addresses: string[], ports: object[]): object => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: `db-${family.toLowerCase()}`,
    labels: { 'kubernetes.io/service-name': 'db', 'endpointslice.kubernetes.io/managed-by': 'cdk8s-patterns' },
  },
  addressType: family,
  endpoints: addresses.map((address) => ({ addresses: [address] })),
  ports,
});

test('renders every prop', () => {
  const port: Required<network.StaticEndpointsPort> = {
    port: 80,
    targetPort: 8080,
    name: 'http',
    protocol: kplus.Protocol.TCP,
    appProtocol: 'kubernetes.io/ws',
  };
  const props: Required<network.StaticEndpointsProps> = {
    metadata: { name: 'db', labels: { app: 'db' } },
    addresses: ['192.168.123.234', '2001:DB8:0:0::1', '192.168.123.235'],
    ports: [port, { name: 'dns', port: 53, protocol: kplus.Protocol.UDP }],
    type: kplus.ServiceType.LOAD_BALANCER,
    clusterIP: '10.96.0.80',
  };
  const ports = [
    { name: 'http', port: 8080, protocol: 'TCP', appProtocol: 'kubernetes.io/ws' },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ];
  expect(render(props)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', labels: { app: 'db' } },
      spec: {
        type: 'LoadBalancer',
        clusterIP: '10.96.0.80',
        ports: [
          { name: 'http', port: 80, targetPort: 8080, protocol: 'TCP', appProtocol: 'kubernetes.io/ws' },
          { name: 'dns', port: 53, protocol: 'UDP' },
        ],
        ipFamilyPolicy: 'PreferDualStack',
      },
    },
    slice('IPv4', ['192.168.123.234', '192.168.123.235'], ports),
    slice('IPv6', ['2001:db8::1'], ports),
  ]);
});

test('renders a Service, and a slice of its name, for one address', () => {
  expect(render({ addresses: ['192.168.123.234'], ports: [{ port: 80 }] })).toEqual([
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec: { ports: [{ port: 80 }] } },
    slice('IPv4', ['192.168.123.234'], [{ port: 80 }]),
  ]);
});

test('asks for a Service of the family of its addresses, where the first of a cluster may be another', () => {
  expect(render({ addresses: ['fd00::9'], ports: [{ port: 80 }] })).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db' },
      spec: { ports: [{ port: 80 }], ipFamilies: ['IPv6'] },
    },
    slice('IPv6', ['fd00::9'], [{ port: 80 }]),
  ]);
});

test('puts the slices into the namespace of the Service, under the name that cdk8s makes up', () => {
  const chart = newChart({ disableResourceNameHashes: false });
  const { service, slices } = new network.StaticEndpoints(chart, 'Db', {
    metadata: { namespace: 'shop' },
    addresses: ['10.0.0.9'],
    ports: [{ port: 80 }],
  });
  expect(manifests(chart)[1]).toMatchObject({
    metadata: {
      name: `${service.name}-ipv4`,
      namespace: 'shop',
      labels: { 'kubernetes.io/service-name': service.name },
    },
  });
  expect(slices.map(({ name }) => name)).toEqual([`${service.name}-ipv4`]);
});

test.each<[string, Partial<network.StaticEndpointsProps>]>([
  ['one of each family', { addresses: ['10.0.0.9', 'fd00::9'] }],
  ['headless', { clusterIP: 'None' }],
  ['a thousand of each family', { addresses: many(1000) }],
])('no check finds anything in %s, also for the newest Kubernetes', (_, props) => {
  const { node } = make({ addresses: ['10.0.0.9'], ports: [{ port: 80, targetPort: 8080 }], ...props });
  expect(check.Checks.tree(node.root, { strict: true, target: '1.37' }).findings).toEqual([]);
});

test.each<[string, Partial<network.StaticEndpointsProps>, string]>([
  ['no address is given', { addresses: [] }, "'addresses' must name at least one address, got []; add one"],
  ['an address is a name', { addresses: ['a.b'] }, '\'addresses[0]\' must be an IP address, got "a.b"; OUTSIDE'],
  [
    'an address has a zone',
    { addresses: ['fe80::1%eth0'] },
    '\'addresses[0]\' must be an IP address, got "fe80::1%eth0"; OUTSIDE',
  ],
  [
    'an address is padded',
    { addresses: ['10.0.0.09'] },
    '\'addresses[0]\' must be an IP address, got "10.0.0.09"; OUTSIDE',
  ],
  [
    'an address is that of the pod itself',
    { addresses: ['10.0.0.9', '127.1.0.1'] },
    '\'addresses[1]\' must not be a loopback address, got "127.1.0.1"; OUTSIDE',
  ],
  ['an address is ::1', { addresses: ['::1'] }, '\'addresses[0]\' must not be a loopback address, got "::1"; OUTSIDE'],
  [
    'an address is that of the metadata of a cloud',
    { addresses: ['169.254.169.254'] },
    '\'addresses[0]\' must not be a link-local address, got "169.254.169.254"; OUTSIDE',
  ],
  [
    'an address is any',
    { addresses: ['0.0.0.0'] },
    '\'addresses[0]\' must not be the unspecified address, got "0.0.0.0"; OUTSIDE',
  ],
  [
    'an address is of both families',
    { addresses: ['::ffff:10.0.0.9'] },
    '\'addresses[0]\' must not be an IPv4 address in the form of an IPv6 address, got "::ffff:10.0.0.9"; OUTSIDE',
  ],
  [
    'an address is there twice, in two forms',
    { addresses: ['fd00::9', 'FD00:0::9'] },
    '\'addresses\' must differ, got "fd00::9" twice; remove one of them',
  ],
  [
    'there are more than one slice takes',
    { addresses: many(1001).slice(0, 1001) },
    "'addresses' must be at most 1000 of a family, got 1001 of IPv4; put a load balancer before them",
  ],
  [
    'the type has no addresses',
    { type: kplus.ServiceType.EXTERNAL_NAME },
    '\'type\' must be that of a Service with addresses, got "ExternalName"; omit it, or make a network.Service with an externalName',
  ],
])('fails when %s', (_, props, words) => {
  const full = words.replace('OUTSIDE', 'give an IP address outside the cluster');
  expect(messageOf(() => make({ addresses: ['10.0.0.9'], ports: [{ port: 80 }], ...props }))).toBe(`[app/Db] ${full}`);
});

test.each<[string, network.StaticEndpointsPort[], string]>([
  [
    'there is no port',
    [],
    "'ports' must name at least one port, got []; add one, or make the Service headless with clusterIP 'None'",
  ],
  [
    'two ports have no names',
    [{ port: 80 }, { port: 81 }],
    "'ports' must each have a name when there are two or more, got [null,null]; name them",
  ],
  [
    'a port of the addresses is none',
    [{ port: 80, targetPort: 0 }],
    "'ports[0].targetPort' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
])('fails when %s', (_, ports, words) => {
  expect(messageOf(() => make({ addresses: ['10.0.0.9'], ports }))).toBe(`[app/Db/Service] ${words}`);
});

/** So many addresses of IPv4, and as many of IPv6. */
function many(count: number): string[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return [
    ...numbers.map((i) => `10.0.${Math.floor(i / 250)}.${(i % 250) + 1}`),
    ...numbers.map((i) => `fd00::${(i + 1).toString(16)}`),
  ];
}
