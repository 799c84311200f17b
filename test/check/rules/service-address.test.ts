import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('service-address', () => {
  test.each<Wrong>([
    [
      'an address that is none',
      made('Service', 'spec: { ports: [{ port: 80 }], clusterIP: none }'),
      '/spec/clusterIP',
      '\'spec.clusterIP\' must be an IP address, got "none"; omit it for a free address, or write None for a headless Service',
    ],
    [
      'a list of addresses alone',
      made('Service', 'spec: { ports: [{ port: 80 }], clusterIPs: [None] }'),
      '/spec/clusterIP',
      "'spec.clusterIP' must be the first of 'clusterIPs', got nothing; write None, or remove 'clusterIPs'",
    ],
    [
      'two different addresses',
      made('Service', 'spec: { ports: [{ port: 80 }], clusterIP: None, clusterIPs: [10.0.0.5] }'),
      '/spec/clusterIPs/0',
      "'spec.clusterIPs[0]' must be the value of 'clusterIP' (None), got \"10.0.0.5\"; write the same address in both, or only one of them",
    ],
    [
      'two addresses of one family',
      made(
        'Service',
        'spec: { ports: [{ port: 80 }], clusterIP: 10.0.0.5, clusterIPs: [10.0.0.5, 10.0.0.6], ipFamilyPolicy: PreferDualStack }',
      ),
      '/spec/clusterIPs/1',
      '\'spec.clusterIPs[1]\' must be an IPv6 address beside the other, got "10.0.0.6"; remove it',
    ],
    [
      'two families without a policy',
      made('Service', 'spec: { ports: [{ port: 80 }], ipFamilies: [IPv4, IPv6] }'),
      '/spec/ipFamilyPolicy',
      "'spec.ipFamilyPolicy' must be PreferDualStack or RequireDualStack where two families or addresses are named, got nothing; set it, or name one",
    ],
    [
      'one family twice',
      made('Service', 'spec: { ports: [{ port: 80 }], ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4, IPv4] }'),
      '/spec/ipFamilies/1',
      '\'spec.ipFamilies[1]\' must differ from the other family, got "IPv4"; remove one of them',
    ],
    [
      'an address of the other family',
      made('Service', "spec: { ports: [{ port: 80 }], clusterIP: 'fd00::1', ipFamilies: [IPv4] }"),
      '/spec/clusterIP',
      "'spec.clusterIP' must be an IPv4 address, as 'ipFamilies' says, got \"fd00::1\"; correct one of them",
    ],
    [
      'an external address that is a name',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [example.com] }'),
      '/spec/externalIPs/0',
      '\'spec.externalIPs[0]\' must be an IP address, got "example.com"; write an address that reaches the nodes',
    ],
    [
      'an external address of the node itself',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [127.0.0.1] }'),
      '/spec/externalIPs/0',
      '\'spec.externalIPs[0]\' must not be a loopback address, got "127.0.0.1"; write an address that reaches the nodes',
    ],
    [
      'an external link-local address',
      made('Service', "spec: { ports: [{ port: 80 }], externalIPs: ['fe80::1'] }"),
      '/spec/externalIPs/0',
      '\'spec.externalIPs[0]\' must not be a link-local address, got "fe80::1"; write an address that reaches the nodes',
    ],
    [
      'the unspecified address',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [0.0.0.0] }'),
      '/spec/externalIPs/0',
      '\'spec.externalIPs[0]\' must not be the unspecified address, got "0.0.0.0"; write an address that reaches the nodes',
    ],
    [
      'an external address with leading zeros, later',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [203.0.113.001] }'),
      '/spec/externalIPs/0',
      '\'spec.externalIPs[0]\' must have no leading zeros (Kubernetes 1.36), got "203.0.113.001"; write an address that reaches the nodes',
      '1.37',
    ],
    [
      'an IPv4 address in the form of an IPv6 address',
      made('Service', "spec: { ports: [{ port: 80 }], externalIPs: ['::ffff:203.0.113.1'] }"),
      '/spec/externalIPs/0',
      '\'spec.externalIPs[0]\' must not be an IPv4 address in the form of an IPv6 address (Kubernetes 1.36), got "::ffff:203.0.113.1"; write an address that reaches the nodes',
      '1.37',
    ],
    [
      'a source range without a length',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.1] }'),
      '/spec/loadBalancerSourceRanges/0',
      '\'spec.loadBalancerSourceRanges[0]\' must be a range of IP addresses such as "10.0.0.0/8", got "10.0.0.1"; did you mean "10.0.0.1/32"?',
    ],
    [
      'a source range that is too long',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.1/33] }'),
      '/spec/loadBalancerSourceRanges/0',
      '\'spec.loadBalancerSourceRanges[0]\' must be a range of IP addresses such as "10.0.0.0/8", got "10.0.0.1/33"; write one such as "10.0.0.0/8"',
    ],
    [
      'a source range with more bits than its length, later',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.1/8] }'),
      '/spec/loadBalancerSourceRanges/0',
      '\'spec.loadBalancerSourceRanges[0]\' must have no bits set beyond the length of its prefix (Kubernetes 1.36), got "10.0.0.1/8"; did you mean "10.0.0.0/8"?',
      '1.37',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('service-address', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a headless Service with both fields',
      made('Service', 'spec: { ports: [{ port: 80 }], clusterIP: None, clusterIPs: [None] }'),
    ],
    [
      'two families of a headless Service without a selector',
      made('Service', 'spec: { ports: [{ port: 80 }], clusterIP: None, ipFamilies: [IPv4, IPv6] }'),
    ],
    [
      'an external address',
      made('Service', "spec: { ports: [{ port: 80 }], externalIPs: [203.0.113.1, '2001:db8::1'] }"),
    ],
    [
      'an external address with leading zeros',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [203.0.113.001] }'),
    ],
    [
      'source ranges with spaces around',
      made(
        'Service',
        "spec: { type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [' 10.0.0.0/8 ', '2001:db8::/32'] }",
      ),
    ],
    [
      'a source range with more bits than its length',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.1/8] }'),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('service-address', yaml, target)).toEqual([]);
  });
});
