import { BlockList, isIP } from 'node:net';
import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { defined } from '../private/defined';
import { invalid, shown } from '../private/errors';
import { check } from '../private/rules';
import { IpFamily, IpFamilyPolicy } from './ip-family';
import { Service } from './service';

/** A port of `StaticEndpoints`. */
export interface StaticEndpointsPort {
  /** The number that clients use. */
  readonly port: number;
  /**
   * The number on which the addresses listen.
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /**
   * The name, required when there are two or more ports.
   * @default - none
   */
  readonly name?: string;
  /**
   * The protocol.
   * @default - TCP
   */
  readonly protocol?: kplus.Protocol;
  /**
   * The application protocol, for example `kubernetes.io/h2c`.
   * @default - none
   */
  readonly appProtocol?: string;
}

/** Properties for `StaticEndpoints`. */
export interface StaticEndpointsProps {
  /**
   * Metadata of the Service; its name is the DNS name that clients use.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /** The IP addresses, of one family or of both: at least one, at most 1000 of each, and no loopback or link-local ones. */
  readonly addresses: string[];
  /** The ports. */
  readonly ports: StaticEndpointsPort[];
  /**
   * Who can reach it.
   * @default - ClusterIP: only pods of the cluster
   */
  readonly type?: kplus.ServiceType;
  /**
   * `None` makes it headless: its DNS name gives the addresses themselves. Else an address of the cluster's range.
   * @default - chosen by the cluster
   */
  readonly clusterIP?: string;
}

/**
 * A name in the cluster for fixed addresses outside of it: a Service without a selector, and EndpointSlices with the
 * addresses. Nobody looks whether anything answers there, and HTTP clients still ask for the name of the Service.
 * Source: Learn Kubernetes in a Month of Lunches, 3.4, which calls it headless and writes Endpoints.
 */
export class StaticEndpoints extends Construct {
  /** The Service that clients call. */
  public readonly service: Service;
  /** The addresses, a slice for each family. */
  public readonly slices: kplus.k8s.KubeEndpointSlice[];

  constructor(scope: Construct, id: string, props: StaticEndpointsProps) {
    super(scope, id);
    const { metadata, addresses, ports, type, clusterIP } = props;
    check(this, 'type', type, withAddresses, 'omit it, or make a network.Service with an externalName');
    for (const [i, address] of addresses.entries())
      check(this, `addresses[${i}]`, address, ordinaryAddress, 'give an IP address outside the cluster');
    const families = Object.values(IpFamily).map((family) => ({ family, addresses: ofFamily(addresses, family) }));
    this.checkAddresses(addresses, families);
    this.service = new Service(this, 'Service', {
      metadata,
      type,
      clusterIP,
      ports: ports.map((port) => ({ ...port })),
      ...familiesOf(families.filter((some) => some.addresses.length > 0).map(({ family }) => family)),
    });
    this.slices = families
      .filter((some) => some.addresses.length > 0)
      .map((some) => this.slice(some.family, some.addresses, ports));
  }

  private checkAddresses(addresses: string[], families: { family: IpFamily; addresses: string[] }[]): void {
    if (addresses.length === 0) throw invalid(this, "'addresses' must name at least one address, got []", 'add one');
    for (const some of families) {
      const twice = some.addresses.find((address, i) => some.addresses.indexOf(address) !== i);
      if (twice !== undefined)
        throw invalid(this, `'addresses' must differ, got ${shown(twice)} twice`, 'remove one of them');
      if (some.addresses.length > MOST) {
        const problem = `'addresses' must be at most ${MOST} of a family, got ${some.addresses.length} of ${some.family}`;
        throw invalid(this, problem, 'put a load balancer before them');
      }
    }
  }

  private slice(family: IpFamily, addresses: string[], ports: StaticEndpointsPort[]): kplus.k8s.KubeEndpointSlice {
    const { name, metadata } = this.service;
    return new kplus.k8s.KubeEndpointSlice(this, family, {
      metadata: defined({
        name: `${name}-${family.toLowerCase()}`,
        namespace: metadata.namespace,
        labels: { 'kubernetes.io/service-name': name, 'endpointslice.kubernetes.io/managed-by': 'cdk8s-patterns' },
      }),
      addressType: family,
      endpoints: addresses.map((address) => ({ addresses: [address] })),
      ports: ports.map(({ port, targetPort = port, name, protocol, appProtocol }) => ({
        name,
        port: targetPort,
        protocol,
        appProtocol,
      })),
    });
  }
}

/** What the API server takes in one slice. */
const MOST = 1000;

function withAddresses(type: kplus.ServiceType): string | undefined {
  return type === kplus.ServiceType.EXTERNAL_NAME ? 'must be that of a Service with addresses' : undefined;
}

function familiesOf(families: IpFamily[]): { ipFamilies?: IpFamily[]; ipFamilyPolicy?: IpFamilyPolicy } {
  if (families.length === 2) return { ipFamilyPolicy: IpFamilyPolicy.PREFER_DUAL_STACK };
  return families[0] === IpFamily.IPV6 ? { ipFamilies: families } : {};
}

/** The addresses of a family, in the one form that Kubernetes takes from 1.36 on. */
function ofFamily(addresses: string[], family: IpFamily): string[] {
  const wanted = family === IpFamily.IPV4 ? 4 : 6;
  return addresses
    .filter((address) => isIP(address) === wanted)
    .map((address) => (wanted === 4 ? address : new URL(`http://[${address}]`).hostname.slice(1, -1)));
}

const SPECIAL: [words: string, networks: [address: string, bits: number, family: 'ipv4' | 'ipv6'][]][] = [
  [
    'the unspecified address',
    [
      ['0.0.0.0', 32, 'ipv4'],
      ['::', 128, 'ipv6'],
    ],
  ],
  [
    'a loopback address',
    [
      ['127.0.0.0', 8, 'ipv4'],
      ['::1', 128, 'ipv6'],
    ],
  ],
  [
    'a link-local address',
    [
      ['169.254.0.0', 16, 'ipv4'],
      ['fe80::', 10, 'ipv6'],
      ['224.0.0.0', 24, 'ipv4'],
      ['ff02::', 16, 'ipv6'],
    ],
  ],
  ['an IPv4 address in the form of an IPv6 address', [['::ffff:0:0', 96, 'ipv6']]],
];

/** An address that the API server takes for endpoints. */
function ordinaryAddress(value: string): string | undefined {
  const family = { 4: 'ipv4', 6: 'ipv6' }[isIP(value)] as 'ipv4' | 'ipv6' | undefined;
  if (family === undefined || value.includes('%')) return 'must be an IP address';
  const found = SPECIAL.find(([, networks]) => {
    const list = new BlockList();
    for (const [address, bits, of] of networks) if (of === family) list.addSubnet(address, bits, of);
    return list.check(value, family);
  });
  return found && `must not be ${found[0]}`;
}
