import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { check, dnsSubdomain } from '../private/rules';
import { OutsideService, outsideServices, sharedPorts } from './private/outside-services';
import { behind, forwarded, localhost, onNodes, ownAddress, Place, Target, Way } from './private/ways';

/** How something of the cluster is reached from the machine of whoever runs kubectl. */
export interface Reach {
  /** What to run, in this order: each prints what stands as `<...>` in the address, or must go on running. */
  readonly commands: string[];
  /** Host and port, such as `localhost:8080` or `<address>:8080`. */
  readonly address: string;
  /** The same as URL, where the answer is HTTP. */
  readonly url: string;
}

/** Options of `ClusterProfile.attach`. */
export interface ClusterProfileOptions {
  /**
   * Whether Services may be of type NodePort: something forwards to the ports of the nodes, such as mapped ports or a load
   * balancer of your own.
   * @default - as `nodePortsReachable` of the profile says
   */
  readonly nodePorts?: boolean;
}

/** What a profile says about its platform. */
interface Facts {
  readonly loadBalancer: Way;
  /** @default - not every client reaches the nodes: their ports are forwarded */
  readonly nodePort?: Way;
  /** @default - no Ingress has an address */
  readonly ingress?: Way;
  readonly needs?: string[];
  readonly sharesAddress?: boolean;
  readonly takenPorts?: string[];
}

const NODES = 'kubectl get nodes -o wide';
const TUNNEL = 'minikube tunnel';
const CONTROLLER = 'an ingress controller, for Ingresses';

/**
 * The platform that a cluster runs on: how its Services and Ingresses are reached from outside, and what must be installed
 * first. Manifests are the same on all of them, but for the ports of load balancers, which differ where they share an address.
 * Source: Learn Kubernetes in a Month of Lunches, 1.4 and 3.3, with what holds today.
 *
 * @example
 *
 * platform.ClusterProfile.DOCKER_DESKTOP.attach(app); // two load balancers on one port fail the synth
 */
export class ClusterProfile {
  /** The type of the metadata entries that hold the profile. */
  public static readonly METADATA = 'cdk8s-patterns:cluster-profile';

  /** Docker Desktop: load balancers, and node ports of its one-node cluster, are on localhost. */
  public static readonly DOCKER_DESKTOP = new ClusterProfile('Docker Desktop', {
    loadBalancer: localhost,
    nodePort: onNodes(),
    ingress: localhost,
    needs: [CONTROLLER],
    sharesAddress: true,
  });

  /** k3s as it installs itself: load balancers are ports of the nodes, and Traefik, which serves Ingresses, has 80 and 443. */
  public static readonly K3S = new ClusterProfile('k3s', {
    loadBalancer: ownAddress,
    nodePort: onNodes(NODES),
    ingress: ownAddress,
    sharesAddress: true,
    takenPorts: ['80/TCP', '443/TCP'],
  });

  /** k3s installed with `--disable=traefik`, as the book does. */
  public static readonly K3S_WITHOUT_TRAEFIK = new ClusterProfile('k3s without Traefik', {
    loadBalancer: ownAddress,
    nodePort: onNodes(NODES),
    ingress: ownAddress,
    needs: [CONTROLLER],
    sharesAddress: true,
  });

  /**
   * kind alone: load balancers stay pending. The nodes are containers, which only a machine with Linux reaches, unless the
   * cluster was made to map their ports.
   */
  public static readonly KIND = new ClusterProfile('kind', { loadBalancer: forwarded });

  /** kind on Linux with cloud-provider-kind, which gives each load balancer and each Ingress an address. */
  public static readonly KIND_CLOUD_PROVIDER = new ClusterProfile('kind with cloud-provider-kind', {
    loadBalancer: ownAddress,
    nodePort: onNodes(NODES),
    ingress: ownAddress,
    needs: ['cloud-provider-kind, running on the machine'],
  });

  /** kind on Linux with MetalLB, which gives each load balancer an address of the Docker network. */
  public static readonly KIND_METALLB = new ClusterProfile('kind with MetalLB', {
    loadBalancer: ownAddress,
    nodePort: onNodes(NODES),
    ingress: ownAddress,
    needs: [
      'MetalLB',
      'an IPAddressPool of metallb.io with free addresses of the Docker network, and an L2Advertisement',
      CONTROLLER,
    ],
  });

  /** minikube on Linux: its tunnel makes a route to the address of each load balancer. */
  public static readonly MINIKUBE = new ClusterProfile('minikube', {
    loadBalancer: behind(TUNNEL, ownAddress),
    nodePort: onNodes('minikube ip'),
    ingress: behind(TUNNEL, ownAddress),
    needs: [CONTROLLER],
  });

  /** minikube with the Docker driver on macOS or Windows: its tunnel brings all load balancers to localhost. */
  public static readonly MINIKUBE_LOCALHOST = new ClusterProfile('minikube on localhost', {
    loadBalancer: behind(TUNNEL, localhost),
    ingress: behind(TUNNEL, localhost),
    needs: [CONTROLLER],
    sharesAddress: true,
  });

  /** Azure Kubernetes Service: a public address for each load balancer; nodes have private ones. */
  public static readonly AKS = new ClusterProfile('AKS', {
    loadBalancer: ownAddress,
    ingress: ownAddress,
    needs: [CONTROLLER],
  });

  /** Amazon Elastic Kubernetes Service: a DNS name for each load balancer; security groups close the ports of the nodes. */
  public static readonly EKS = new ClusterProfile('EKS', {
    loadBalancer: ownAddress,
    ingress: ownAddress,
    needs: ['the AWS Load Balancer Controller, or EKS Auto Mode, for Ingresses'],
  });

  /** The profile that was attached to a construct, or to one around it. Fails where there is none. */
  public static of(scope: IConstruct): ClusterProfile {
    for (const outer of scope.node.scopes.reverse()) {
      const attached = attachedTo(outer);
      if (attached !== undefined) return attached;
    }
    throw invalid(scope, "'ClusterProfile' must be attached to the App", 'call attach of the profile that is meant');
  }

  /** Whether all load balancers have one address, so that their ports must differ. */
  public readonly sharesAddress: boolean;
  /** Ports of that address which the platform itself uses, such as `80/TCP`. */
  public readonly takenPorts: string[];
  /** Whether clients outside reach the ports of the nodes, as the platform comes. */
  public readonly nodePortsReachable: boolean;
  /** What must be installed, or run, before. */
  public readonly needs: string[];
  private readonly facts: Facts;

  private constructor(
    /** Its name, for people. */
    public readonly name: string,
    facts: Facts,
  ) {
    this.facts = facts;
    this.sharesAddress = facts.sharesAddress ?? false;
    this.takenPorts = facts.takenPorts ?? [];
    this.nodePortsReachable = facts.nodePort !== undefined;
    this.needs = facts.needs ?? [];
  }

  /**
   * Says that what is below an App, a folder or a chart is for this platform. The synth fails for load balancers that want
   * one port of a shared address, or one that the platform uses, and for the type NodePort where it is not to be relied on.
   * Folders that are not applied after each other are not compared. Fails the second time.
   */
  public attach(scope: IConstruct, options: ClusterProfileOptions = {}): void {
    const before = attachedTo(scope);
    if (before !== undefined)
      throw invalid(scope, `'attach' must be called once, got ${shown(before.name)} before`, 'choose one platform');
    scope.node.addMetadata(ClusterProfile.METADATA, this.name);
    const nodePorts = options.nodePorts ?? this.nodePortsReachable;
    scope.node.addValidation({ validate: () => this.problems(scope, nodePorts) });
  }

  /**
   * How a Service is reached; without `port` at the first of its ports. A ClusterIP is forwarded, and so is a NodePort that
   * the platform does not let through. Fails for an ExternalName, for a port that the Service does not have, and for UDP
   * where it would have to be forwarded.
   */
  public reach(service: kplus.Service, port?: number): Reach {
    const { type, name, ports } = service;
    if (type === kplus.ServiceType.EXTERNAL_NAME)
      throw invalid(service, `'service' must have pods behind it, got an ExternalName`, 'call what it stands for');
    const index = port === undefined ? 0 : ports.findIndex((some) => some.port === port);
    const chosen = ports[index];
    if (chosen === undefined) {
      const numbers = shown(ports.map((some) => some.port));
      throw invalid(service, `'port' must be one of ${numbers}, got ${port ?? 'none'}`, 'give a port of the Service');
    }
    const way = this.wayTo(type);
    const protocol = chosen.protocol ?? kplus.Protocol.TCP;
    if (way === forwarded && protocol !== kplus.Protocol.TCP)
      throw invalid(service, `'port' must be of TCP to be forwarded, got ${protocol}`, 'use the type LoadBalancer');
    const nodePort = { index, number: chosen.nodePort };
    const https = chosen.port === 443 || chosen.name === 'https';
    const { namespace } = service.metadata;
    return reachOf(way({ kind: 'service', name, namespace, port: chosen.port, nodePort }), https ? 'https' : 'http');
  }

  /**
   * How an Ingress is reached by HTTP, through a load balancer of its controller. With a `host`, DNS or the hosts file must
   * lead that name to the address. Fails on a platform where no Ingress has an address.
   */
  public reachIngress(ingress: kplus.Ingress, host?: string): Reach {
    check(ingress, 'host', host, dnsSubdomain, 'give a host of the rules');
    const way = this.facts.ingress;
    if (way === undefined)
      throw invalid(ingress, `'ingress' must have an address, which ${this.name} gives none`, 'forward its controller');
    const target: Target = { kind: 'ingress', name: ingress.name, namespace: ingress.metadata.namespace, port: 80 };
    const reach = reachOf(way(target), 'http');
    return host === undefined ? reach : { ...reach, url: `http://${host}` };
  }

  /** How a Service is reached, in one line for a header or a README: `Docker Desktop: http://localhost:8080`. */
  public describe(service: kplus.Service, port?: number): string {
    const { commands, url } = this.reach(service, port);
    return `${this.name}: ${[...commands, url].join(', then ')}`;
  }

  private wayTo(type: kplus.ServiceType): Way {
    if (type === kplus.ServiceType.LOAD_BALANCER) return this.facts.loadBalancer;
    return (type === kplus.ServiceType.NODE_PORT ? this.facts.nodePort : undefined) ?? forwarded;
  }

  private problems(scope: IConstruct, nodePorts: boolean): string[] {
    const services = outsideServices(scope);
    return [
      ...(this.sharesAddress ? this.sharedPorts(scope, services) : []),
      ...services.flatMap((service) => this.takenBy(service)),
      ...(nodePorts ? [] : services.flatMap((service) => this.unreachable(service))),
    ];
  }

  private sharedPorts(scope: IConstruct, services: OutsideService[]): string[] {
    return sharedPorts(scope, services).map(
      ({ first, second, port }) =>
        `'ports' of ${titleOf(second)} must differ from those of ${titleOf(first)} on ${this.name}, where all load balancers have one address, got ${port}; choose another port for one of them`,
    );
  }

  private takenBy(service: OutsideService): string[] {
    if (service.type !== 'LoadBalancer') return [];
    return service.ports
      .filter((port) => this.takenPorts.includes(port))
      .map((port) => {
        const wayOut = 'choose another port, route with an Ingress, or install it without that';
        return `'ports' of ${titleOf(service)} must leave ${this.takenPorts.join(' and ')} to ${this.name}, got ${port}; ${wayOut}`;
      });
  }

  private unreachable(service: OutsideService): string[] {
    if (service.type !== 'NodePort') return [];
    const wayOut = "use LoadBalancer, or attach with 'nodePorts' where something forwards to them";
    return [
      `'type' of ${titleOf(service)} must not be NodePort on ${this.name}, whose nodes not every client reaches, got "NodePort"; ${wayOut}`,
    ];
  }
}

/** All profiles, by their names. */
function byName(name: unknown): ClusterProfile | undefined {
  return Object.values(ClusterProfile).find(
    (value): value is ClusterProfile => value instanceof ClusterProfile && value.name === name,
  );
}

function attachedTo(scope: IConstruct): ClusterProfile | undefined {
  return byName(scope.node.metadata.find(({ type }) => type === ClusterProfile.METADATA)?.data);
}

function titleOf({ object }: OutsideService): string {
  return `Service ${object.name} (${object.node.path})`;
}

function reachOf({ commands, host, port }: Place, scheme: 'http' | 'https'): Reach {
  const usual = port === (scheme === 'http' ? 80 : 443);
  return { commands, address: `${host}:${port}`, url: `${scheme}://${host}${usual ? '' : `:${port}`}` };
}
