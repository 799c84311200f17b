import { findings, findingsOf, report } from '../support';
import { APP, pod } from './pods';

describe('pod-network', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a host name with dots',
      '1.27',
      pod(`${APP}, hostname: web.example.com`),
      '/spec/hostname',
      "'spec.hostname' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"web.example.com\"; write one label",
    ],
    [
      'a subdomain in capitals',
      '1.27',
      pod(`${APP}, subdomain: Web`),
      '/spec/subdomain',
      "'spec.subdomain' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"Web\"; write one label",
    ],
    [
      'no resolver at all',
      '1.27',
      pod(`${APP}, dnsPolicy: None`),
      '/spec/dnsConfig/nameservers',
      "'spec.dnsConfig.nameservers' must be set beside 'dnsPolicy: None', got nothing; list the resolvers of the pods",
    ],
    [
      'four resolvers',
      '1.27',
      pod(`${APP}, dnsConfig: { nameservers: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4] }`),
      '/spec/dnsConfig/nameservers',
      "'spec.dnsConfig.nameservers' must be at most 3, got 4 of them; remove some",
    ],
    [
      'a resolver by name',
      '1.27',
      pod(`${APP}, dnsConfig: { nameservers: [dns.example.com] }`),
      '/spec/dnsConfig/nameservers/0',
      '\'spec.dnsConfig.nameservers[0]\' must be an IP address, got "dns.example.com"; write the address of the resolver',
    ],
    [
      '33 search domains',
      '1.27',
      pod(
        `${APP}, dnsConfig: { searches: [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a] }`,
      ),
      '/spec/dnsConfig/searches',
      "'spec.dnsConfig.searches' must be at most 32, got 33 of them; remove some",
    ],
    [
      'a search domain with an underscore before 1.33',
      '1.27',
      pod(`${APP}, dnsConfig: { searches: [_a.example.com] }`),
      '/spec/dnsConfig/searches/0',
      "'spec.dnsConfig.searches[0]' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"_a.example.com\"; write a domain in lower case",
    ],
    [
      'an option without a name',
      '1.27',
      pod(`${APP}, dnsConfig: { options: [{ name: "" }] }`),
      '/spec/dnsConfig/options/0/name',
      '\'spec.dnsConfig.options[0].name\' must not be empty, got ""; name the option of resolv.conf',
    ],
    [
      'an alias of a name',
      '1.27',
      pod(`${APP}, hostAliases: [{ ip: localhost, hostnames: [a] }]`),
      '/spec/hostAliases/0/ip',
      '\'spec.hostAliases[0].ip\' must be an IP address, got "localhost"; write the address that the names stand for',
    ],
    [
      'an alias in capitals',
      '1.27',
      pod(`${APP}, hostAliases: [{ ip: 10.0.0.1, hostnames: [Web] }]`),
      '/spec/hostAliases/0/hostnames/0',
      "'spec.hostAliases[0].hostnames[0]' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web\"; write it in lower case",
    ],
    [
      'a long host name in capitals',
      '1.35',
      pod(`${APP}, hostnameOverride: Web.example.com`),
      '/spec/hostnameOverride',
      "'spec.hostnameOverride' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web.example.com\"; write it in lower case",
    ],
    [
      'a host name of 65 characters',
      '1.35',
      pod(`${APP}, hostnameOverride: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb`),
      '/spec/hostnameOverride',
      '\'spec.hostnameOverride\' must have at most 64 characters, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"; shorten it',
    ],
    [
      'a long host name in the network of the host',
      '1.35',
      pod(`${APP}, hostNetwork: true, hostnameOverride: web`),
      '/spec/hostnameOverride',
      "'spec.hostnameOverride' must not be set beside 'hostNetwork: true', got \"web\"; remove one of them",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'three resolvers and 32 search domains',
      '1.27',
      pod(
        `${APP}, dnsPolicy: None, dnsConfig: { nameservers: [1.1.1.1, "::1", 1.1.1.3], searches: [a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b., a.b.], options: [{ name: ndots, value: "2" }] }`,
      ),
    ],
    [
      'an alias of an IPv6 address',
      '1.27',
      pod(`${APP}, hostAliases: [{ ip: "fe80::1", hostnames: [a, b.c] }], hostname: web, subdomain: web`),
    ],
    [
      'a search domain with an underscore since 1.33',
      '1.33',
      pod(`${APP}, dnsConfig: { searches: [_a.example.com, "."] }`),
    ],
    [
      'a host name of 64 characters',
      '1.35',
      pod(`${APP}, hostnameOverride: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb`),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['pod-network', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  const searches = (list: string[]): string => pod(`${APP}, dnsConfig: { searches: [${list.join(', ')}] }`);
  const label = 'a'.repeat(61);

  test('finds a search list of 2049 characters', () => {
    expect(
      findings(searches([...Array<string>(32).fill(label), 'b'.repeat(63)].slice(0, 32).map((one) => `${one}.bc`))),
    ).toEqual([
      [
        'pod-network',
        '/spec/dnsConfig/searches',
        "'spec.dnsConfig.searches' must have at most 2048 characters, got 2079 of them; remove some",
      ],
    ]);
  });

  test('accepts a search list of 2047 characters', () => {
    expect(findings(searches(Array<string>(32).fill(`${label}.b`)))).toEqual([]);
  });
});

describe('pod-field', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a claim of nothing',
      '1.34',
      pod(`${APP}, resourceClaims: [{ name: gpu }]`),
      '/spec/resourceClaims/0',
      "'spec.resourceClaims[0]' must have 'resourceClaimName' or 'resourceClaimTemplateName', got {\"name\":\"gpu\"}; name the claim",
    ],
    [
      'a deadline of 0',
      '1.27',
      pod(`${APP}, activeDeadlineSeconds: 0`),
      '/spec/activeDeadlineSeconds',
      "'spec.activeDeadlineSeconds' must be a whole number of at least 1, got 0; write how long the pod may run, or omit it",
    ],
    [
      'ephemeral containers',
      '1.27',
      pod(`${APP}, ephemeralContainers: [{ name: debug, image: busybox }]`),
      '/spec/ephemeralContainers',
      "'spec.ephemeralContainers' must not be in a manifest, got containers; add them to running pods with 'kubectl debug'",
    ],
    [
      'a node in capitals',
      '1.27',
      pod(`${APP}, nodeName: Web`),
      '/spec/nodeName',
      "'spec.nodeName' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web\"; correct the name",
    ],
    [
      'a readiness gate with a space',
      '1.27',
      pod(`${APP}, readinessGates: [{ conditionType: a b }]`),
      '/spec/readinessGates/0/conditionType',
      "'spec.readinessGates[0].conditionType' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"a b\"; name the condition like example.com/ready",
    ],
    [
      'a gate on a pod that has a node',
      '1.27',
      pod(`${APP}, nodeName: node-a, schedulingGates: [{ name: a }]`),
      '/spec/nodeName',
      "'spec.nodeName' must not be set beside 'schedulingGates', got \"node-a\"; remove one of them",
    ],
    [
      'a priority of a system class that differs',
      '1.27',
      pod(`${APP}, priorityClassName: system-node-critical, priority: 5`),
      '/spec/priority',
      "'spec.priority' must be 2000001000, the value of PriorityClass system-node-critical, got 5; omit it",
    ],
    [
      'a priority without a class',
      '1.27',
      pod(`${APP}, priority: 5`),
      '/spec/priority',
      "'spec.priority' must be 0, the default of the cluster, got 5; omit it, or name a 'priorityClassName'",
    ],
    [
      'an overhead that no runtime class brings',
      '1.27',
      pod(`${APP}, overhead: { cpu: 1m }`),
      '/spec/overhead',
      '\'spec.overhead\' must not be set without \'runtimeClassName\', which brings it, got {"cpu":"1m"}; omit it',
    ],
  ];
  const right: [string, string, string][] = [
    ['no grace period', '1.27', pod(`${APP}, terminationGracePeriodSeconds: 0, activeDeadlineSeconds: 1, priority: 0`)],
    [
      'gates',
      '1.27',
      pod(
        `${APP}, schedulingGates: [{ name: example.com/quota }], readinessGates: [{ conditionType: example.com/Ready }]`,
      ),
    ],
    [
      'the priority of a system class',
      '1.27',
      pod(`${APP}, priorityClassName: system-node-critical, priority: 2000001000`),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['pod-field', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  test('finds one claim of devices twice', () => {
    const claims = 'resourceClaims: [{ name: gpu, resourceClaimName: a }, { name: gpu, resourceClaimName: b }]';
    expect(findingsOf('pod-field', pod(`${APP}, ${claims}`), { target: '1.34' })).toEqual([
      [
        '/spec/resourceClaims/1/name',
        `'spec.resourceClaims[1].name' must differ from the other claims, got "gpu"; give one of them another name`,
      ],
    ]);
  });

  const costly = (cost: string): string =>
    pod(APP).replace(
      'metadata: {',
      `metadata: { annotations: { controller.kubernetes.io/pod-deletion-cost: "${cost}" },`,
    );

  test.each(['1.5', '2147483648', '+1', 'high'])('finds the deletion cost %s', (cost) => {
    expect(findings(costly(cost))).toEqual([
      [
        'pod-field',
        '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost',
        `'metadata.annotations["controller.kubernetes.io/pod-deletion-cost"]' must be a whole number, got "${cost}"; write a whole number of 32 bits in quotes`,
      ],
    ]);
  });

  test.each(['0', '-100', '2147483647'])('accepts the deletion cost %s', (cost) => {
    expect(findings(costly(cost))).toEqual([]);
  });

  const urgent =
    'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: urgent }\nvalue: 1000\n---\n';

  test('finds a priority that is not that of its class', () => {
    expect(findings(`${urgent}${pod(`${APP}, priorityClassName: urgent, priority: 999`)}`)).toEqual([
      [
        'pod-field',
        '/spec/priority',
        "'spec.priority' must be 1000, the value of PriorityClass urgent, got 999; omit it",
      ],
    ]);
  });

  test('accepts the priority of its class', () => {
    expect(findings(`${urgent}${pod(`${APP}, priorityClassName: urgent, priority: 1000`)}`)).toEqual([]);
  });

  test('only warns of a priority that a class outside may give to all pods', () => {
    const { warnings, errors } = report(pod(`${APP}, priority: 5`), { strict: false });
    expect([warnings.map(({ rule }) => rule), errors]).toEqual([['pod-field'], []]);
  });
});
