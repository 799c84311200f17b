import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ApplySets } from './apply-sets';

/** A Service that is reached from outside the cluster. */
export interface OutsideService {
  readonly object: ApiObject;
  readonly type: string;

  /** Its ports with their protocols: `8080/TCP`. */
  readonly ports: string[];
}

/** Two load balancers that want one port. */
export interface SharedPort {
  readonly first: OutsideService;
  readonly second: OutsideService;
  readonly port: string;
}

/** The part of a rendered Service that matters here. */
interface Rendered {
  readonly spec?: {
    readonly type?: string;
    readonly loadBalancerClass?: string;
    readonly ports?: { readonly port?: number; readonly protocol?: string }[];
  };
}

/** The Services below a construct with node ports, but those whose load balancers are another controller's. */
export function outsideServices(scope: IConstruct): OutsideService[] {
  return scope.node.findAll().flatMap((construct) => {
    if (!(construct instanceof ApiObject) || construct.kind !== 'Service' || construct.apiVersion !== 'v1') return [];
    const { type = '', loadBalancerClass, ports = [] } = (construct.toJson() as Rendered).spec ?? {};
    if (!['LoadBalancer', 'NodePort'].includes(type) || loadBalancerClass !== undefined) return [];
    return [{ object: construct, type, ports: ports.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`) }];
  });
}

/** The ports that two load balancers want which are in the cluster at the same time; one Service in two steps is one. */
export function sharedPorts(scope: IConstruct, services: OutsideService[]): SharedPort[] {
  const sets = new ApplySets(scope);
  const byPort = new Map<string, OutsideService[]>();
  const shared: SharedPort[] = [];
  for (const service of services.filter(({ type }) => type === 'LoadBalancer')) {
    for (const port of service.ports) {
      const others = byPort.get(port) ?? [];
      const other = others.find((some) => !isSame(some, service) && areBeside(some, service, sets));
      if (other !== undefined) shared.push({ first: other, second: service, port });
      byPort.set(port, [...others, service]);
    }
  }
  return shared;
}

function areBeside(one: OutsideService, two: OutsideService, sets: ApplySets): boolean {
  const [first, second] = [one.object, two.object];
  return sets.isBeside(first, nameOf(first), second) || sets.isBeside(second, nameOf(second), first);
}

function isSame({ object: one }: OutsideService, { object: two }: OutsideService): boolean {
  return one.name === two.name && one.metadata.namespace === two.metadata.namespace;
}

function nameOf({ name }: ApiObject): string {
  return `service/${name}`.toLowerCase();
}
