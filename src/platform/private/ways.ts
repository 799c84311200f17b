/** What is reached from outside the cluster: a Service at one of its ports, or an Ingress. */
export interface Target {
  readonly kind: 'service' | 'ingress';
  readonly name: string;
  readonly namespace: string | undefined;
  readonly port: number;

  /** Of a Service with node ports: where the port stands in its list, and its number, unless the cluster chooses it. */
  readonly nodePort?: { readonly index: number; readonly number: number | undefined };
}

/** What to run, and where the target then is; `<...>` stands for what a command prints. */
export interface Place {
  readonly commands: string[];
  readonly host: string;
  readonly port: number | string;
}

/** How targets of one sort are reached on a platform. */
export type Way = (target: Target) => Place;

/** A load balancer, or what does its work, on the machine itself. */
export const localhost: Way = ({ port }) => ({ commands: [], host: 'localhost', port });

/** The address that the load balancer got, as the object itself tells; not `.*`, which prints its `ipMode` too. */
export const ownAddress: Way = (target) => ({
  commands: [
    `${kubectl(target)} get ${target.kind} ${target.name} -o jsonpath="{.status.loadBalancer.ingress[0]['ip','hostname']}"`,
  ],
  host: '<address>',
  port: target.port,
});

/** A port of the machine that kubectl forwards: below 1024 it would need more rights. */
export const forwarded: Way = (target) => {
  const local = target.port < 1024 ? target.port + 8000 : target.port;
  const ports = local === target.port ? `${local}` : `${local}:${target.port}`;
  return {
    commands: [`${kubectl(target)} port-forward service/${target.name} ${ports}`],
    host: 'localhost',
    port: local,
  };
};

/** What must go on running before a way works. */
export function behind(command: string, way: Way): Way {
  return (target) => {
    const place = way(target);
    return { ...place, commands: [command, ...place.commands] };
  };
}

/** The node port, on a host that a command prints; without a command, on the machine itself. */
export function onNodes(command?: string): Way {
  return (target) => {
    const { index, number } = target.nodePort ?? { index: 0, number: undefined };
    const tell = `${kubectl(target)} get service ${target.name} -o jsonpath='{.spec.ports[${index}].nodePort}'`;
    return {
      commands: [...(command === undefined ? [] : [command]), ...(number === undefined ? [tell] : [])],
      host: command === undefined ? 'localhost' : '<address>',
      port: number ?? '<node port>',
    };
  };
}

function kubectl({ namespace }: Target): string {
  return namespace === undefined ? 'kubectl' : `kubectl -n ${namespace}`;
}
