import {
  address,
  addressRange,
  isPartOf,
  ordinaryAddress,
  plainRange,
} from '../../../src/check/private/rules/network/addresses';

const ADDRESS = 'must be an IP address';
const RANGE = 'must be a range of IP addresses such as "10.0.0.0/8"';
const PADDED = 'must have no leading zeros (Kubernetes 1.36)';
const MAPPED = 'must not be an IPv4 address in the form of an IPv6 address (Kubernetes 1.36)';
const BITS = 'must have no bits set beyond the length of its prefix (Kubernetes 1.36)';

test.each<[string, string | undefined, string | undefined]>([
  ['10.0.0.1', undefined, undefined],
  ['2001:db8::0001', undefined, undefined],
  ['::ffff:0:1:2', undefined, undefined],
  ['010.0.0.1', undefined, PADDED],
  ['::ffff:10.0.0.1', undefined, MAPPED],
  ['0:0:0:0:0:ffff:a00:1', undefined, MAPPED],
  ['10.0.0', ADDRESS, ADDRESS],
  ['10.0.0.256', ADDRESS, ADDRESS],
  ['fe80::1%eth0', ADDRESS, ADDRESS],
  ['example.com', ADDRESS, ADDRESS],
])('reads the address %s as Kubernetes 1.35 and 1.36 do', (value, before, after) => {
  expect([address(35)(value), address(36)(value)]).toEqual([before, after]);
});

test.each<[string, string | undefined, string | undefined]>([
  ['10.0.0.0/8', undefined, undefined],
  ['0.0.0.0/0', undefined, undefined],
  ['10.0.0.1/32', undefined, undefined],
  ['fd00::/8', undefined, undefined],
  ['::/0', undefined, undefined],
  ['10.0.0.1/8', undefined, BITS],
  ['fd00::1/64', undefined, BITS],
  ['010.0.0.0/8', undefined, PADDED],
  ['10.0.0.0/08', undefined, PADDED],
  ['::ffff:10.0.0.0/120', undefined, MAPPED],
  ['10.0.0.0', RANGE, RANGE],
  ['10.0.0.0/33', RANGE, RANGE],
  ['fd00::/129', RANGE, RANGE],
  ['10.0.0.0/8/8', RANGE, RANGE],
])('reads the range %s as Kubernetes 1.35 and 1.36 do', (value, before, after) => {
  expect([addressRange(35)(value), addressRange(36)(value)]).toEqual([before, after]);
});

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/7', '10.0.0.0/8', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['fd00:1::/32', 'fd00::/8', true],
  ['fd00::/8', '0.0.0.0/0', false],
  ['nothing', '0.0.0.0/0', true],
])('tells whether %s is a part of %s', (inner, outer, expected) => {
  expect(isPartOf(inner, outer)).toBe(expected);
});

test.each([
  ['127.0.0.1', 'must not be a loopback address'],
  ['::1', 'must not be a loopback address'],
  ['169.254.169.254', 'must not be a link-local address'],
  ['fe80::1', 'must not be a link-local address'],
  ['0.0.0.0', 'must not be the unspecified address'],
  ['::', 'must not be the unspecified address'],
  ['128.0.0.1', undefined],
  ['2001:db8::1', undefined],
])('tells what endpoint %s cannot be', (value, expected) => {
  expect(ordinaryAddress(value)).toBe(expected);
});

test.each([
  ['10.0.0.1', '10.0.0.1/32'],
  ['fd00::1', 'fd00::1/128'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['nothing/8', 'nothing/8'],
])('makes a range of %s', (value, expected) => {
  expect(plainRange(value)).toBe(expected);
});
