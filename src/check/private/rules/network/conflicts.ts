import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { isEmpty } from '../../broken';
import { typeOf } from './services';

const NGINX = ['k8s.io/ingress-nginx', 'nginx.org/ingress-controller'];

/** Rules on objects that want the same thing, which only one can have. */
export const CONFLICT_RULES: Rule[] = [
  {
    id: 'shared-node-port',
    title: 'two Services that want the same port of the nodes, or of a load balancer',
    set: function* (graph) {
      yield* sharedNodePorts(graph);
      yield* sharedBalancers(graph);
    },
  },
  {
    id: 'shared-route',
    title: 'a host and path that two Ingresses, or two paths of one, send to different backends',
    set: function* (graph) {
      yield* sharedRoutes(graph);
      for (const object of ingresses(graph)) yield* repeatedPaths(object);
    },
  },
];

/** The API server gives a port number to one Service only, whatever the protocol. */
function* sharedNodePorts(graph: Graph): Iterable<Problem> {
  const first = new Map<number, KubeObject>();
  for (const service of servicesOf(graph)) {
    const spec = service.at('spec');
    if (!['NodePort', 'LoadBalancer'].includes(typeOf(spec))) continue;
    const ports = [...spec.at('ports').items.map((port) => port.at('nodePort')), spec.at('healthCheckNodePort')];
    for (const place of ports) {
      if (place.number === undefined || isEmpty(place)) continue;
      const other = first.get(place.number);
      first.set(place.number, other ?? service);
      if (other === undefined || isSame(other, service)) continue;
      const words = `must differ from the node ports of ${other.title} in namespace ${other.namespace}`;
      yield problem(place, words, 'choose another port, or omit it for a free one');
    }
  }
}

function* sharedBalancers(graph: Graph): Iterable<Problem> {
  const first = new Map<string, KubeObject>();
  for (const service of servicesOf(graph)) {
    const spec = service.at('spec');
    const ip = spec.at('loadBalancerIP').text ?? '';
    if (ip === '' || typeOf(spec) !== 'LoadBalancer') continue;
    for (const port of spec.at('ports').items) {
      const number = port.at('port');
      const protocol = port.at('protocol').text ?? 'TCP';
      const id = `${spec.at('loadBalancerClass').text ?? ''} ${ip} ${protocol} ${number.number}`;
      const other = first.get(id);
      first.set(id, other ?? service);
      if (other === undefined || isSame(other, service)) continue;
      const words = `must differ from the ${protocol} ports of ${other.title} in namespace ${other.namespace}, which has the same 'loadBalancerIP'`;
      yield problem(number, words, 'choose another port or address');
    }
  }
}

function servicesOf(graph: Graph): KubeObject[] {
  return graph.objects.filter(({ type }) => type === 'Service');
}

function ingresses(graph: Graph): KubeObject[] {
  return graph.objects.filter(({ type }) => type === 'Ingress.networking.k8s.io');
}

/** The controllers for Nginx let one Ingress of a class have a host and path; others may merge or weigh them. */
function* sharedRoutes(graph: Graph): Iterable<Problem> {
  const first = new Map<string, KubeObject>();
  for (const ingress of ingresses(graph)) {
    const name = classOf(ingress);
    if (name === undefined || !isNginx(name, graph) || isMerged(ingress)) continue;
    for (const rule of ingress.at('spec', 'rules').items) {
      const host = rule.at('host').text ?? '';
      for (const path of rule.at('http', 'paths').items) {
        const id = JSON.stringify([name, host, path.at('path').text ?? '/', path.at('pathType').text]);
        const other = first.get(id);
        first.set(id, other ?? ingress);
        if (other === undefined || isSame(other, ingress)) continue;
        const words = `must differ from the paths of ${other.title} in namespace ${other.namespace} for host "${host}"`;
        yield problem(path.at('path'), words, 'the controller takes only one of them; use another path or host');
      }
    }
  }
}

function isNginx(name: string, graph: Graph): boolean {
  const found = graph.objectNamed('IngressClass.networking.k8s.io', undefined, name);
  const controller = found?.at('spec', 'controller').text;
  return controller === undefined ? name === 'nginx' : NGINX.includes(controller);
}

function classOf(ingress: KubeObject): string | undefined {
  return ingress.at('spec', 'ingressClassName').text ?? annotationsOf(ingress)['kubernetes.io/ingress.class'];
}

/** Canaries share the paths of another Ingress, as do the minions of the controller of nginx.org their hosts. */
function isMerged(ingress: KubeObject): boolean {
  const keys = Object.keys(annotationsOf(ingress));
  return keys.some((key) => key === 'nginx.ingress.kubernetes.io/canary' || key === 'nginx.org/mergeable-ingress-type');
}

function annotationsOf(ingress: KubeObject): { [key: string]: string } {
  return ingress.at('metadata', 'annotations').texts;
}

/** In one Ingress, only one of two equal paths is ever taken. */
function* repeatedPaths(ingress: KubeObject): Iterable<Problem> {
  // Their controllers tell equal paths apart by annotations.
  if (Object.keys(annotationsOf(ingress)).some((key) => /^alb\.|\.konghq\.com\//.test(key))) return;
  const first = new Map<string, Place>();
  for (const rule of ingress.at('spec', 'rules').items) {
    const host = rule.at('host').text ?? '';
    for (const path of rule.at('http', 'paths').items) {
      const type = path.at('pathType').text;
      if (type !== 'Exact' && type !== 'Prefix') continue;
      const id = JSON.stringify([host, path.at('path').text, type]);
      const other = first.get(id);
      first.set(id, other ?? path);
      if (other === undefined || sameBackend(other, path)) continue;
      const words = `must differ from the path at '${other.field}', which has another backend`;
      yield problem(path.at('path'), words, 'only one of them is ever taken; use another path or host, or remove one');
    }
  }
}

function sameBackend(one: Place, other: Place): boolean {
  return JSON.stringify(one.at('backend').value) === JSON.stringify(other.at('backend').value);
}

/** One object that is there twice is another rule's matter. */
function isSame(one: KubeObject, other: KubeObject): boolean {
  return one.name === other.name && one.namespace === other.namespace;
}
