import { isIP } from 'node:net';
import { Rule } from '../../../../private/rules';

/** Since this minor version of Kubernetes addresses must be written exactly. */
const STRICT_SINCE = 36;

const ADDRESS_WORDS = 'must be an IP address';
const RANGE_WORDS = 'must be a range of IP addresses such as "10.0.0.0/8"';
const PADDED_WORDS = 'must have no leading zeros (Kubernetes 1.36)';
const MAPPED_WORDS = 'must not be an IPv4 address in the form of an IPv6 address (Kubernetes 1.36)';
const HOST_BITS_WORDS = 'must have no bits set beyond the length of its prefix (Kubernetes 1.36)';

/** What an endpoint, or an external address, cannot be. */
const SPECIAL: { words: string; ranges: string[] }[] = [
  { words: 'the unspecified address', ranges: ['0.0.0.0/32', '::/128'] },
  { words: 'a loopback address', ranges: ['127.0.0.0/8', '::1/128'] },
  { words: 'a link-local address', ranges: ['169.254.0.0/16', 'fe80::/10', '224.0.0.0/24', 'ff02::/16'] },
];

/** A range of addresses: as many leading bits of `bits` as `prefix` says. */
interface Range {
  readonly bits: bigint;
  readonly prefix: number;
  readonly size: 32 | 128;
}

/** An IP address, as an API server of that minor version reads it. */
export function address(minor: number): Rule<string> {
  return (value) => {
    const plain = withoutPadding(value);
    if (familyOf(plain) === undefined) return ADDRESS_WORDS;
    if (minor < STRICT_SINCE) return undefined;
    if (plain !== value) return PADDED_WORDS;
    return isMapped(value) ? MAPPED_WORDS : undefined;
  };
}

/** A range of addresses in CIDR notation. */
export function addressRange(minor: number): Rule<string> {
  return (value) => {
    const range = rangeOf(value);
    if (range === undefined) return RANGE_WORDS;
    if (minor < STRICT_SINCE) return undefined;
    if (rangeOf(value, true) === undefined) return PADDED_WORDS;
    if (isMapped(addressOf(value))) return MAPPED_WORDS;
    return hostBits(range) === 0n ? undefined : HOST_BITS_WORDS;
  };
}

/** The range that was probably meant: of the one address, or without the bits beyond its prefix. */
export function plainRange(value: string): string {
  if (!value.includes('/')) return `${value}/${familyOf(value) === 6 ? 128 : 32}`;
  const range = rangeOf(value);
  if (range === undefined || range.size === 128) return value;
  const bits = range.bits - hostBits(range);
  return `${[24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.')}/${range.prefix}`;
}

/** An address that endpoints and external addresses may have: no loopback, link-local or unspecified one. */
export const ordinaryAddress: Rule<string> = (value) => {
  const own = rangeOf(`${value}/${familyOf(withoutPadding(value)) === 6 ? 128 : 32}`);
  if (own === undefined) return undefined;
  const special = SPECIAL.find(({ ranges }) => ranges.some((range) => covers(rangeOf(range), own)));
  return special && `must not be ${special.words}`;
};

/** 4 or 6, or nothing for what is no address. */
export function familyOf(value: string): 4 | 6 | undefined {
  const family = value.includes('%') ? 0 : isIP(value);
  return family === 4 || family === 6 ? family : undefined;
}

/** Whether `inner` is a real part of `outer`; true for what cannot be read, which is another rule's matter. */
export function isPartOf(inner: string, outer: string): boolean {
  const [part, whole] = [rangeOf(inner), rangeOf(outer)];
  if (part === undefined || whole === undefined || [inner, outer].some((range) => isMapped(addressOf(range))))
    return true;
  return covers(whole, part) && part.prefix > whole.prefix;
}

function addressOf(range: string): string {
  return range.split('/')[0] ?? '';
}

function covers(outer: Range | undefined, inner: Range): boolean {
  if (outer === undefined || outer.size !== inner.size || inner.prefix < outer.prefix) return false;
  const rest = BigInt(outer.size - outer.prefix);
  return outer.bits >> rest === inner.bits >> rest;
}

function rangeOf(text: string, exact = false): Range | undefined {
  const [, written = '', length = ''] = /^([^/]+)\/(\d{1,4})$/.exec(text) ?? [];
  const ip = exact ? written : withoutPadding(written);
  const size = familyOf(ip) === 6 ? 128 : 32;
  const padded = exact && length.length > 1 && length.startsWith('0');
  if (familyOf(ip) === undefined || Number(length) > size || padded) return undefined;
  return { bits: bitsOf(ip), prefix: Number(length), size };
}

function hostBits({ bits, prefix, size }: Range): bigint {
  return bits & ((1n << BigInt(size - prefix)) - 1n);
}

/** Older API servers read `010.0.0.1` as `10.0.0.1`; groups of IPv6 addresses may be padded. */
function withoutPadding(ip: string): string {
  return ip.replace(/[\d.]+$/, (v4) => (v4.includes('.') ? v4.replace(/(^|\.)0+(?=\d)/g, '$1') : v4));
}

/** Whether an IPv6 address stands for an IPv4 address. */
function isMapped(ip: string): boolean {
  return familyOf(ip) === 6 && bitsOf(ip) >> 32n === 0xffffn;
}

function bitsOf(ip: string): bigint {
  if (!ip.includes(':')) return ip.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
  const groups = ip.replace(/\d+\.\d+\.\d+\.\d+$/, (v4) => {
    const bits = bitsOf(v4);
    return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  });
  const [head = [], tail = []] = groups.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
