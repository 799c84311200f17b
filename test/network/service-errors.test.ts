import { Chart, Duration, App } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { network } from 'cdk8s-patterns';
import { manifest, messageOf, newChart } from '../support';

const { NODE_PORT, LOAD_BALANCER, CLUSTER_IP, EXTERNAL_NAME } = kplus.ServiceType;
const build = (props: network.ServiceProps) => (): network.Service => new network.Service(newChart(), 'Web', props);
const port = (over: Partial<network.ServicePort>): network.ServiceProps => ({ ports: [{ port: 80, ...over }] });
const of = (length: number): string => 'n'.repeat(length);

const LABEL = "must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit";
const SERVICE =
  "must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit";
const SUBDOMAIN =
  "must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit";
const PORT = 'must be a whole number from 1 to 65535';
const PORT_NAME = "must be at most 15 lower case letters, digits and single '-', with at least one letter";

test.each<[string, network.ServiceProps, string]>([
  ['the port is 0', port({ port: 0 }), `'ports[0].port' ${PORT}, got 0; choose a port number`],
  ['the port is 65536', port({ port: 65536 }), `'ports[0].port' ${PORT}, got 65536; choose a port number`],
  ['the port is a fraction', port({ port: 80.5 }), `'ports[0].port' ${PORT}, got 80.5; choose a port number`],
  ['the port is no number', port({ port: NaN }), `'ports[0].port' ${PORT}, got NaN; choose a port number`],
  ['the port is text', port({ port: '80' as never }), `'ports[0].port' ${PORT}, got "80"; choose a port number`],
  ['the target port is 0', port({ targetPort: 0 }), `'ports[0].targetPort' ${PORT}, got 0; choose a port number`],
  [
    'the node port is 0',
    { type: NODE_PORT, ...port({ nodePort: 0 }) },
    `'ports[0].nodePort' ${PORT}, got 0; choose a port number, usually 30000 to 32767`,
  ],
  [
    'the name of the target has 16 characters',
    port({ targetPortName: of(16) }),
    `'ports[0].targetPortName' ${PORT_NAME}, got "${of(16)}"; use the name of a container port`,
  ],
  [
    'the name has 64 characters',
    port({ name: of(64) }),
    `'ports[0].name' ${LABEL}, got "${of(64)}"; choose another name`,
  ],
  ['the name is empty', port({ name: '' }), `'ports[0].name' ${LABEL}, got ""; choose another name`],
  [
    'the second port is wrong',
    {
      ports: [
        { port: 80, name: 'a' },
        { port: -1, name: 'b' },
      ],
    },
    `'ports[1].port' ${PORT}, got -1; choose a port number`,
  ],
  [
    'the target has number and name',
    port({ targetPort: 80, targetPortName: 'http' }),
    "'ports[0]' must have one of 'targetPort' and 'targetPortName', got both; omit one of them",
  ],
  [
    'there is no port',
    { ports: [] },
    "'ports' must name at least one port, got []; add one, or make the Service headless with clusterIP 'None'",
  ],
  [
    'one of two ports has no name',
    { ports: [{ port: 80, name: 'http' }, { port: 81 }] },
    '\'ports\' must each have a name when there are two or more, got ["http",null]; name them',
  ],
  [
    'two ports have one name',
    {
      ports: [
        { port: 80, name: 'http' },
        { port: 81, name: 'http' },
      ],
    },
    '\'ports\' must differ in number and name, got "http" twice; change one of them',
  ],
  [
    'two ports have one number',
    {
      ports: [
        { port: 80, name: 'a' },
        { port: 80, name: 'b', protocol: kplus.Protocol.TCP },
      ],
    },
    '\'ports\' must differ in number and name, got "80/TCP" twice; change one of them',
  ],
  [
    'a node port stands in a ClusterIP',
    port({ nodePort: 30000 }),
    "'nodePort' must not be set with the type ClusterIP; omit it, or use NodePort or LoadBalancer",
  ],
  ['the name outside is an empty text', { externalName: '' }, `'externalName' ${SUBDOMAIN}, got ""; give a DNS name`],
  [
    'the name outside is no DNS name',
    { externalName: 'http://a' },
    `'externalName' ${SUBDOMAIN}, got "http://a"; give a DNS name`,
  ],
  [
    'the name outside is an address',
    { externalName: '203.0.113.7' },
    `'externalName' must be a DNS name, not an address, got "203.0.113.7"; make StaticEndpoints for addresses`,
  ],
  [
    'the name outside has another type',
    { externalName: 'a.b', type: CLUSTER_IP },
    "'type' must be ExternalName with an 'externalName', got \"ClusterIP\"; omit one of them",
  ],
  [
    'the name outside is headless',
    { externalName: 'a.b', clusterIP: 'None' },
    '\'clusterIP\' must not be None with the type ExternalName, got "None"; omit it, or use the type ClusterIP',
  ],
  [
    'a load balancer is headless',
    { clusterIP: 'None', type: LOAD_BALANCER, ...port({}) },
    '\'clusterIP\' must not be None with the type LoadBalancer, got "None"; omit it, or use the type ClusterIP',
  ],
  [
    'the affinity is 0',
    { clientIpAffinity: Duration.seconds(0), ...port({}) },
    "'clientIpAffinity' must be a whole number from 1 to 86400, got 0; give 1 second to 1 day",
  ],
  [
    'the affinity is over a day',
    { clientIpAffinity: Duration.seconds(86401), ...port({}) },
    "'clientIpAffinity' must be a whole number from 1 to 86400, got 86401; give 1 second to 1 day",
  ],
  [
    'a ClusterIP has a policy for outside traffic',
    { externalTrafficPolicy: network.TrafficPolicy.LOCAL, ...port({}) },
    '\'externalTrafficPolicy\' must not be set with the type ClusterIP, got "Local"; omit it',
  ],
  [
    'a NodePort has source ranges',
    { type: NODE_PORT, loadBalancerSourceRanges: ['10.0.0.0/8'], ...port({}) },
    '\'loadBalancerSourceRanges\' must not be set with the type NodePort, got ["10.0.0.0/8"]; omit it',
  ],
  [
    'a name outside has families',
    { externalName: 'a.b', ipFamilies: [network.IpFamily.IPV6] },
    '\'ipFamilies\' must not be set with the type ExternalName, got ["IPv6"]; omit it',
  ],
  [
    'a name outside has a policy of families',
    { externalName: 'a.b', ipFamilyPolicy: network.IpFamilyPolicy.SINGLE_STACK },
    '\'ipFamilyPolicy\' must not be set with the type ExternalName, got "SingleStack"; omit it',
  ],
  [
    'there is no family',
    { ipFamilies: [], ...port({}) },
    "'ipFamilies' must name one family, or both, got []; name each once",
  ],
  [
    'a family is there twice',
    { ipFamilies: [network.IpFamily.IPV6, network.IpFamily.IPV6], ...port({}) },
    '\'ipFamilies\' must name one family, or both, got ["IPv6","IPv6"]; name each once',
  ],
  [
    'there are two families without a policy',
    { ipFamilies: [network.IpFamily.IPV6, network.IpFamily.IPV4], ...port({}) },
    "'ipFamilyPolicy' must be PreferDualStack or RequireDualStack with two 'ipFamilies', got null; set it, or name one family",
  ],
  [
    'the name starts with a digit',
    { metadata: { name: '1a' }, ...port({}) },
    `'metadata.name' ${SERVICE}, got "1a"; choose another name or omit it`,
  ],
  [
    'the name has 64 characters',
    { metadata: { name: of(64) }, ...port({}) },
    `'metadata.name' ${SERVICE}, got "${of(64)}"; choose another name or omit it`,
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(`[app/Web] ${words}`);
});

test('fails at synth when no port was ever bound', () => {
  const service = build({})();
  expect(messageOf(() => manifest(service, 'Service'))).toContain(
    "[app/Web] 'ports' must name at least one port, got []; add one, or make the Service headless with clusterIP 'None'",
  );
});

test('fails when a port that is bound later is wrong', () => {
  const service = build(port({}))();
  expect(
    messageOf(() => {
      service.bind(0, { name: 'x' });
    }),
  ).toBe(`[app/Web] 'ports[1].port' ${PORT}, got 0; choose a port number`);
});

describe('a name outside has no pods behind it', () => {
  test('fails when they are given', () => {
    const chart = newChart();
    const selector = kplus.Pods.select(chart, 'Pods', { labels: { app: 'web' } });
    expect(messageOf(() => new network.Service(chart, 'Web', { externalName: 'a.b', selector }))).toBe(
      '[app/Web] \'selector\' must not be set with the type ExternalName, got {"app":"web"}; omit it, or omit \'externalName\'',
    );
  });

  test('fails when they are selected later', () => {
    const service = build({ externalName: 'a.b' })();
    expect(
      messageOf(() => {
        service.selectLabel('app', 'web');
      }),
    ).toBe(
      '[app/Web] \'selector\' must not be set with the type ExternalName, got {"app":"web"}; omit it, or omit \'externalName\'',
    );
  });
});

describe('gaps', () => {
  const ranges = (...loadBalancerSourceRanges: string[]): network.ServiceProps => ({
    type: LOAD_BALANCER,
    loadBalancerSourceRanges,
    ...port({}),
  });
  test.each<[string, network.ServiceProps]>([
    ['appProtocol is no name', port({ appProtocol: 'a b' })],
    [
      'two ports have one node port',
      {
        type: NODE_PORT,
        ports: [
          { port: 1, name: 'a', nodePort: 30001 },
          { port: 2, name: 'b', nodePort: 30001 },
        ],
      },
    ],
    ['clusterIP is no address', { clusterIP: 'none', ...port({}) }],
    ['clusterIP is no address of four bytes', { clusterIP: '10.96.7.999', ...port({}) }],
    ['a name outside has a cluster IP', { externalName: 'a.b', clusterIP: '10.96.7.7' }],
    ['the type ExternalName has no name', { type: EXTERNAL_NAME }],
    ['the affinity is no whole second', { clientIpAffinity: Duration.millis(1500), ...port({}) }],
    ['a source range is none', ranges('x')],
    ['a source range is an address', ranges('10.0.0.1')],
    ['the list of source ranges is empty', ranges()],
  ])('fails when %s', (_, props) => {
    expect(messageOf(build(props))).toMatch(/^\[app\/Web\] '.*'.*; /);
  });

  test('accepts a name outside that ends with a dot, as Kubernetes does', () => {
    expect(build({ externalName: 'db.example.com.' })).not.toThrow();
  });

  test('fails when the name that cdk8s makes starts with a digit', () => {
    const chart = new Chart(new App(), '1st', { disableResourceNameHashes: true });
    expect(messageOf(() => new network.Service(chart, 'Web', port({})))).toMatch(/^\[1st\/Web\] 'metadata.name' /);
  });

  test('fails when a label that is selected is none', () => {
    const service = build(port({}))();
    expect(
      messageOf(() => {
        service.selectLabel('a b', 'c d');
      }),
    ).toMatch(/^\[app\/Web\] '.*'.*; /);
  });

  test('fails for a selector with expressions, which a Service would drop', () => {
    const chart = newChart();
    const selector = kplus.Pods.select(chart, 'Pods', { expressions: [kplus.LabelExpression.exists('a')] });
    expect(messageOf(() => new network.Service(chart, 'Web', { selector, ...port({}) }))).toMatch(
      /^\[app\/Web\] '.*'.*; /,
    );
  });
});
