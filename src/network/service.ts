import { isIP } from 'node:net';
import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import { checkLabels, checkMetadata, present } from '../private/metadata';
import { IpFamily, IpFamilyPolicy } from './ip-family';
import { checkFamilies } from './private/families';
import { check, dnsLabel, dnsSubdomain, labelKey, portName, portNumber, serviceName, whole } from '../private/rules';

/** Which nodes an outside request may be answered from. */
export enum TrafficPolicy {
  /** Any node; the address of the client is lost. */
  CLUSTER = 'Cluster',
  /** Only the node that the request reached; the address of the client is kept. */
  LOCAL = 'Local',
}

/** A port of a `Service`. */
export interface ServicePort {
  /** The number that clients use. */
  readonly port: number;
  /**
   * The port of the pods, by number. Fails together with `targetPortName`.
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /**
   * The port of the pods, by the name that a container gives it.
   * @default - by number
   */
  readonly targetPortName?: string;
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
   * The port on every node, usually 30000 to 32767. Fails unless the type is NodePort or LoadBalancer.
   * @default - chosen by the cluster where the type needs one
   */
  readonly nodePort?: number;
  /**
   * The application protocol, for example `kubernetes.io/h2c`.
   * @default - none
   */
  readonly appProtocol?: string;
}

/** Properties for `Service`. */
export interface ServiceProps {
  /**
   * Metadata of the Service; its name is the DNS name that clients use.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The pods behind the Service. Fails together with `externalName`.
   * @default - none: somebody else writes the endpoints, as `StaticEndpoints` does
   */
  readonly selector?: kplus.IPodSelector;
  /**
   * Its ports. May be empty only for a headless Service and for an ExternalName.
   * @default - none
   */
  readonly ports?: ServicePort[];
  /**
   * Who can reach it.
   * @default - ClusterIP: only pods of the cluster
   */
  readonly type?: kplus.ServiceType;
  /**
   * `None` makes it headless: its DNS name gives the addresses of the pods. Else an address of the cluster's range.
   * @default - chosen by the cluster
   */
  readonly clusterIP?: string;
  /**
   * The DNS name outside that this name stands for; sets the type ExternalName. Only DNS changes: HTTP clients still ask
   * for the name of the Service, which most web servers do not know. For servers of other protocols, such as databases.
   * Source: Learn Kubernetes in a Month of Lunches, 3.4.
   * @default - none
   */
  readonly externalName?: string;
  /**
   * Whether pods that are not ready have DNS records too, as peers that find each other before they are ready need.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * How long requests of one client go to the same pod, at most one day.
   * @default - any pod may answer each request
   */
  readonly clientIpAffinity?: Duration;
  /**
   * Which nodes answer requests from outside. Fails for types that have no node port.
   * @default - Cluster
   */
  readonly externalTrafficPolicy?: TrafficPolicy;
  /**
   * Client networks that the load balancer accepts. Fails unless the type is LoadBalancer.
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];
  /**
   * The families of its addresses, the first one first.
   * @default - the first of the cluster
   */
  readonly ipFamilies?: IpFamily[];
  /**
   * Whether it has addresses of one family or of both.
   * @default - of one; of both for a headless Service without a selector
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;
}

/** Options of `Service.fullDnsName`. */
export interface FullDnsNameOptions {
  /**
   * The namespace to which the Service is applied.
   * @default - that of its metadata, or of its chart; fails where neither has one
   */
  readonly namespace?: string;
  /**
   * The domain of the cluster.
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/**
 * A Service: the one of `cdk8s-plus-27` (an `Ingress` takes it), with what that cannot say and without its empty defaults:
 * target ports by name, headless without ports, addresses of pods that are not ready, traffic policy, affinity.
 * Source: Learn Kubernetes in a Month of Lunches, chapter 3; headless: 8.1.
 */
export class Service extends kplus.Service {
  private readonly podLabels: { [key: string]: string } = {};
  private readonly props: ServiceProps;

  constructor(scope: Construct, id: string, props: ServiceProps = {}) {
    super(scope, id, {
      metadata: present(props.metadata),
      type: props.type,
      clusterIP: props.clusterIP,
      externalName: props.externalName,
    });
    this.props = {
      ...props,
      loadBalancerSourceRanges: props.loadBalancerSourceRanges && [...props.loadBalancerSourceRanges],
      ipFamilies: props.ipFamilies && [...props.ipFamilies],
    };
    checkMetadata(this, props.metadata);
    check(this, 'metadata.name', this.name, serviceName, 'choose another name or omit it');
    this.checkType();
    this.checkFields();
    checkFamilies(this, props, this.type === kplus.ServiceType.EXTERNAL_NAME);
    for (const port of props.ports ?? []) this.bind(port.port, { ...port });
    if (props.selector) this.select(props.selector);
    if (props.ports !== undefined) this.checkPorts();
    this.node.addValidation({ validate: () => this.lateProblems() });
  }

  /** The DNS name by which pods of its own namespace call it: its name. */
  public get dnsName(): string {
    return this.name;
  }

  /**
   * The DNS name by which pods of any namespace call it: `<name>.<namespace>.svc.<domain of the cluster>`.
   * Source: Learn Kubernetes in a Month of Lunches, 3.5.
   */
  public fullDnsName(options: FullDnsNameOptions = {}): string {
    const { namespace = this.metadata.namespace, clusterDomain = 'cluster.local' } = options;
    check(this, 'namespace', namespace, dnsLabel, 'give the namespace to which the Service is applied');
    check(this, 'clusterDomain', clusterDomain, dnsSubdomain, "omit it for 'cluster.local'");
    if (namespace === undefined)
      throw invalid(this, "'namespace' must be known for a full DNS name", 'give it here, or give one to the chart');
    return `${this.name}.${namespace}.svc.${clusterDomain}`;
  }

  /** Adds a port. Fails when its number or name is taken or wrong. */
  public bind(port: number, options: kplus.ServiceBindOptions = {}): void {
    checkPort(this, { ...options, port }, `ports[${this.ports.length}]`);
    super.bind(port, options);
  }

  /** Selects the pods of a workload; repeated calls add labels that all must match. */
  public select(selector: kplus.IPodSelector): void {
    const { matchLabels: labels = {}, matchExpressions = [] } = selector.toPodSelectorConfig().labelSelector._toKube();
    if (matchExpressions.length > 0) {
      throw invalid(this, "'selector' must select by labels alone, got expressions", 'give the labels of the pods');
    }
    for (const [key, value] of Object.entries(labels)) this.selectLabel(key, value);
  }

  /** Selects pods by one more label that must match. Fails for the type ExternalName, which has no pods behind it. */
  public selectLabel(key: string, value: string): void {
    checkLabels(this, 'selector', { [key]: value });
    if (this.type === kplus.ServiceType.EXTERNAL_NAME) {
      const problem = `'selector' must not be set with the type ExternalName, got ${shown({ [key]: value })}`;
      throw invalid(this, problem, "omit it, or omit 'externalName'");
    }
    this.podLabels[key] = value;
  }

  /**
   * Replaces the rendering of the base class, which has no place for named target ports and more.
   * @internal
   */
  public override _toKube(): kplus.k8s.ServiceSpec {
    const { props, type } = this;
    this.checkPorts();
    return {
      type: type === kplus.ServiceType.CLUSTER_IP && props.type === undefined ? undefined : type,
      clusterIp: props.clusterIP,
      externalName: props.externalName,
      publishNotReadyAddresses: props.publishNotReadyAddresses,
      selector: Object.keys(this.podLabels).length === 0 ? undefined : this.podLabels,
      ports: this.ports.length === 0 ? undefined : this.ports.map(portSpec),
      sessionAffinity: props.clientIpAffinity && 'ClientIP',
      sessionAffinityConfig: props.clientIpAffinity && {
        clientIp: { timeoutSeconds: props.clientIpAffinity.toSeconds() },
      },
      externalTrafficPolicy: props.externalTrafficPolicy,
      loadBalancerSourceRanges: props.loadBalancerSourceRanges && [...props.loadBalancerSourceRanges],
      ipFamilies: props.ipFamilies && [...props.ipFamilies],
      ipFamilyPolicy: props.ipFamilyPolicy,
    };
  }

  private checkType(): void {
    const { externalName, clusterIP, loadBalancerSourceRanges, externalTrafficPolicy } = this.props;
    if (
      externalName !== undefined &&
      this.props.type !== undefined &&
      this.props.type !== kplus.ServiceType.EXTERNAL_NAME
    ) {
      throw invalid(
        this,
        `'type' must be ExternalName with an 'externalName', got ${shown(this.props.type)}`,
        'omit one of them',
      );
    }
    if (clusterIP === 'None' && (this.hasNodePorts || externalName !== undefined)) {
      throw invalid(
        this,
        `'clusterIP' must not be None with the type ${this.type}, got "None"`,
        'omit it, or use the type ClusterIP',
      );
    }
    if (externalTrafficPolicy !== undefined && !this.hasNodePorts) {
      throw invalid(
        this,
        `'externalTrafficPolicy' must not be set with the type ${this.type}, got ${shown(externalTrafficPolicy)}`,
        'omit it',
      );
    }
    if (loadBalancerSourceRanges !== undefined && this.type !== kplus.ServiceType.LOAD_BALANCER) {
      throw invalid(
        this,
        `'loadBalancerSourceRanges' must not be set with the type ${this.type}, got ${shown(loadBalancerSourceRanges)}`,
        'omit it',
      );
    }
  }

  private checkFields(): void {
    const { externalName, clusterIP, clientIpAffinity, loadBalancerSourceRanges } = this.props;
    if (this.type === kplus.ServiceType.EXTERNAL_NAME && externalName === undefined) {
      throw invalid(this, "'externalName' must be set with the type ExternalName", 'give the DNS name');
    }
    if (externalName !== undefined && clusterIP !== undefined && clusterIP !== 'None') {
      throw invalid(this, `'clusterIP' must not be set with the type ExternalName, got ${shown(clusterIP)}`, 'omit it');
    }
    check(this, 'externalName', externalName?.replace(/\.$/, ''), dnsSubdomain, 'give a DNS name');
    check(this, 'externalName', externalName, noAddress, 'make StaticEndpoints for addresses');
    check(this, 'clusterIP', clusterIP, clusterAddress, 'omit it, or make the Service headless with None');
    seconds(this, 'clientIpAffinity', clientIpAffinity, 0);
    check(this, 'clientIpAffinity', clientIpAffinity?.toSeconds(), whole(1, 86400), 'give 1 second to 1 day');
    if (loadBalancerSourceRanges?.length === 0) {
      throw invalid(this, "'loadBalancerSourceRanges' must name a network, got []", 'omit it for all');
    }
    for (const range of loadBalancerSourceRanges ?? []) {
      check(this, 'loadBalancerSourceRanges', range, network, 'write it as 10.0.0.0/8');
    }
  }

  /** For a stock App, which would have written other files before it renders this one. */
  private lateProblems(): string[] {
    try {
      this.checkPorts();
      return [];
    } catch (error) {
      return [(error as Error).message.replace(/^\[.*?\] /, '')];
    }
  }

  private checkPorts(): void {
    const ports = this.ports as ServicePort[];
    if (ports.length === 0 && this.type !== kplus.ServiceType.EXTERNAL_NAME && this.props.clusterIP !== 'None') {
      throw invalid(
        this,
        "'ports' must name at least one port, got []",
        "add one, or make the Service headless with clusterIP 'None'",
      );
    }
    if (ports.length > 1 && ports.some(({ name }) => name === undefined)) {
      throw invalid(
        this,
        `'ports' must each have a name when there are two or more, got ${shown(ports.map(({ name }) => name ?? null))}`,
        'name them',
      );
    }
    const keys = ports.map(({ port, protocol }) => `${port}/${protocol ?? kplus.Protocol.TCP}`);
    for (const list of [keys, ports.map(({ name }) => name ?? '')]) {
      const twice = list.find((key, i) => key !== '' && list.indexOf(key) !== i);
      if (twice !== undefined)
        throw invalid(this, `'ports' must differ in number and name, got ${shown(twice)} twice`, 'change one of them');
    }
    const nodePorts = ports.flatMap(({ nodePort, protocol }) =>
      nodePort === undefined ? [] : [`${nodePort}/${protocol ?? 'TCP'}`],
    );
    const shared = nodePorts.find((key, i) => nodePorts.indexOf(key) !== i);
    if (shared !== undefined)
      throw invalid(this, `'ports' must differ in node port, got ${shown(shared)} twice`, 'change one of them');
    if (!this.hasNodePorts && ports.some(({ nodePort }) => nodePort !== undefined)) {
      throw invalid(
        this,
        `'nodePort' must not be set with the type ${this.type}`,
        'omit it, or use NodePort or LoadBalancer',
      );
    }
  }

  private get hasNodePorts(): boolean {
    return this.type === kplus.ServiceType.NODE_PORT || this.type === kplus.ServiceType.LOAD_BALANCER;
  }
}

function checkPort(service: Service, port: ServicePort, prop: string): void {
  check(service, `${prop}.port`, port.port, portNumber, 'choose a port number');
  check(service, `${prop}.targetPort`, port.targetPort, portNumber, 'choose a port number');
  check(service, `${prop}.nodePort`, port.nodePort, portNumber, 'choose a port number, usually 30000 to 32767');
  check(service, `${prop}.targetPortName`, port.targetPortName, portName, 'use the name of a container port');
  check(service, `${prop}.name`, port.name, dnsLabel, 'choose another name');
  check(service, `${prop}.appProtocol`, port.appProtocol, labelKey, 'use a name such as kubernetes.io/h2c');
  if (port.targetPort !== undefined && port.targetPortName !== undefined) {
    throw invalid(
      service,
      `'${prop}' must have one of 'targetPort' and 'targetPortName', got both`,
      'omit one of them',
    );
  }
}

function noAddress(value: string): string | undefined {
  return isIP(value) === 0 ? undefined : 'must be a DNS name, not an address';
}

function clusterAddress(value: string): string | undefined {
  return value === 'None' || isIP(value) !== 0 ? undefined : "must be 'None' or an address";
}

function network(value: string): string | undefined {
  const [address = '', bits = ''] = value.split('/');
  const max = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return /^\d+$/.test(bits) && Number(bits) <= max ? undefined : 'must be networks as address and bits';
}

function portSpec(port: ServicePort): kplus.k8s.ServicePort {
  const { targetPort, targetPortName } = port;
  const byName = targetPortName === undefined ? undefined : kplus.k8s.IntOrString.fromString(targetPortName);
  return {
    name: port.name,
    port: port.port,
    targetPort: byName ?? (targetPort === undefined ? undefined : kplus.k8s.IntOrString.fromNumber(targetPort)),
    nodePort: port.nodePort,
    protocol: port.protocol,
    appProtocol: port.appProtocol,
  };
}
