import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('network-policy-peer', () => {
  test.each<Wrong>([
    [
      'an empty peer',
      made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ from: [{}] }] }'),
      '/spec/ingress/0/from/0',
      "'spec.ingress[0].from[0]' must have 'podSelector', 'namespaceSelector' or 'ipBlock', got {}; write \"podSelector: {}\" for all pods of the namespace, or remove the list for all peers",
    ],
    [
      'a range beside a selector',
      made(
        'NetworkPolicy',
        'spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }] }] }',
      ),
      '/spec/egress/0/to/0/ipBlock',
      '\'spec.egress[0].to[0].ipBlock\' must be alone in its peer, without \'podSelector\', got {"cidr":"10.0.0.0/8"}; make two peers',
    ],
    [
      'an address for a range',
      made('NetworkPolicy', 'spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.1 } }] }] }'),
      '/spec/egress/0/to/0/ipBlock/cidr',
      '\'spec.egress[0].to[0].ipBlock.cidr\' must be a range of IP addresses such as "10.0.0.0/8", got "10.0.0.1"; did you mean "10.0.0.1/32"?',
    ],
    [
      'an exception outside the range',
      made(
        'NetworkPolicy',
        'spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [192.168.0.0/16] } }] }] }',
      ),
      '/spec/egress/0/to/0/ipBlock/except/0',
      "'spec.egress[0].to[0].ipBlock.except[0]' must be a part of 'cidr' (10.0.0.0/8), got \"192.168.0.0/16\"; write a smaller range inside 'cidr'",
    ],
    [
      'an exception that is the range',
      made(
        'NetworkPolicy',
        'spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/8] } }] }] }',
      ),
      '/spec/egress/0/to/0/ipBlock/except/0',
      "'spec.egress[0].to[0].ipBlock.except[0]' must be a part of 'cidr' (10.0.0.0/8), got \"10.0.0.0/8\"; write a smaller range inside 'cidr'",
    ],
    [
      'an exception of the other family',
      made(
        'NetworkPolicy',
        "spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: ['fd00::/8'] } }] }] }",
      ),
      '/spec/egress/0/to/0/ipBlock/except/0',
      "'spec.egress[0].to[0].ipBlock.except[0]' must be a part of 'cidr' (0.0.0.0/0), got \"fd00::/8\"; write a smaller range inside 'cidr'",
    ],
    [
      'a range with more bits than its length, later',
      made('NetworkPolicy', 'spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.1/8 } }] }] }'),
      '/spec/egress/0/to/0/ipBlock/cidr',
      '\'spec.egress[0].to[0].ipBlock.cidr\' must have no bits set beyond the length of its prefix (Kubernetes 1.36), got "10.0.0.1/8"; did you mean "10.0.0.0/8"?',
      '1.37',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('network-policy-peer', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'all pods, and all namespaces',
      made(
        'NetworkPolicy',
        'spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: {} }] }] }',
      ),
    ],
    ['no peers', made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{}, { from: [] }], egress: [] }')],
    [
      'exceptions inside the range',
      made(
        'NetworkPolicy',
        "spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 169.254.169.254/32] } }, { ipBlock: { cidr: '::/0', except: ['fd00::/8'] } }] }] }",
      ),
    ],
    [
      'a range with more bits than its length',
      made('NetworkPolicy', 'spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.1/8 } }] }] }'),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('network-policy-peer', yaml, target)).toEqual([]);
  });
});

describe('network-policy-port', () => {
  test.each<Wrong>([
    [
      'port 0 of a policy',
      made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] }'),
      '/spec/ingress/0/ports/0/port',
      "'spec.ingress[0].ports[0].port' must be a whole number from 1 to 65535, got 0; omit it for all ports",
    ],
    [
      'an empty port',
      made('NetworkPolicy', "spec: { podSelector: {}, ingress: [{ ports: [{ port: '' }] }] }"),
      '/spec/ingress/0/ports/0/port',
      '\'spec.ingress[0].ports[0].port\' must be a port, got ""; omit it for all ports',
    ],
    [
      'a port that is a number in quotes',
      made('NetworkPolicy', "spec: { podSelector: {}, ingress: [{ ports: [{ port: '8080' }] }] }"),
      '/spec/ingress/0/ports/0/port',
      "'spec.ingress[0].ports[0].port' must be at most 15 lower case letters, digits and single '-', with at least one letter, got \"8080\"; write the number without quotes: 8080",
    ],
    [
      'a range that ends before it starts',
      made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 79 }] }] }'),
      '/spec/ingress/0/ports/0/endPort',
      "'spec.ingress[0].ports[0].endPort' must be at least 'port' (80), got 79; write the last port of the range",
    ],
    [
      'a range that ends above all ports',
      made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 65536 }] }] }'),
      '/spec/ingress/0/ports/0/endPort',
      "'spec.ingress[0].ports[0].endPort' must be a whole number from 1 to 65535, got 65536; write the last port of the range",
    ],
    [
      'a range that starts with a name',
      made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ ports: [{ port: http, endPort: 90 }] }] }'),
      '/spec/ingress/0/ports/0/endPort',
      "'spec.ingress[0].ports[0].endPort' must be absent unless 'port' is a number, got 90; write both as numbers",
    ],
    [
      'a range without a start',
      made('NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ ports: [{ endPort: 90 }] }] }'),
      '/spec/ingress/0/ports/0/endPort',
      "'spec.ingress[0].ports[0].endPort' must be absent unless 'port' is a number, got 90; write both as numbers",
    ],
    [
      'three types',
      made('NetworkPolicy', 'spec: { podSelector: {}, policyTypes: [Ingress, Egress, Ingress] }'),
      '/spec/policyTypes',
      '\'spec.policyTypes\' must have at most Ingress and Egress, got ["Ingress","Egress","Ingress"]; name each once',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('network-policy-port', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a range of one port, and a name',
      made(
        'NetworkPolicy',
        'spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 80 }, { port: http }, { protocol: UDP }] }] }',
      ),
    ],
    ['one type twice', made('NetworkPolicy', 'spec: { podSelector: {}, policyTypes: [Ingress, Ingress] }')],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('network-policy-port', yaml, target)).toEqual([]);
  });
});
