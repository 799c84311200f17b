import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { listed, meant, problem, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { brokenText, isEmpty } from '../../broken';
import { hostName, hostWayOut } from './ingresses';

const GROUP = 'gateway.networking.k8s.io';
const GATEWAY = `Gateway.${GROUP}`;

/** The kinds of routes that a listener takes when it names none. */
const KINDS_OF: { [protocol: string]: string[] } = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** Rules on Gateways and the routes that are attached to them. */
export const GATEWAY_RULES: Rule[] = [
  {
    id: 'gateway-listener',
    title: 'listeners of a Gateway that its definition refuses',
    kinds: [GATEWAY],
    object: function* (object) {
      const listeners = object.at('spec', 'listeners').items;
      yield* repeatedListeners(listeners);
      for (const listener of listeners) yield* ofListener(listener);
    },
  },
  {
    id: 'gateway-route',
    title: 'a route that no listener of its Gateway takes',
    kinds: Object.values(KINDS_OF).flatMap((kinds) => kinds.map((kind) => `${kind}.${GROUP}`)),
    object: function* (object, graph) {
      for (const parent of object.at('spec', 'parentRefs').items) yield* ofParent(object, parent, graph);
    },
  },
];

function* repeatedListeners(listeners: readonly Place[]): Iterable<Problem> {
  const names = new Set<string>();
  const sockets = new Set<string>();
  for (const listener of listeners) {
    const name = listener.at('name');
    if (name.text !== undefined && names.has(name.text)) {
      yield problem(name, 'must differ from the names of the other listeners', 'rename one of them');
    }
    names.add(name.text ?? '');
    const parts = ['port', 'protocol', 'hostname'].map((field) => listener.at(field).value ?? '');
    const socket = JSON.stringify(parts);
    if (sockets.has(socket)) {
      yield problem(
        listener,
        'must differ from the other listeners in port, protocol or hostname',
        'remove one of them',
      );
    }
    sockets.add(socket);
  }
}

function* ofListener(listener: Place): Iterable<Problem> {
  const [tls, host] = [listener.at('tls'), listener.at('hostname')];
  const protocol = listener.at('protocol').text ?? '';
  if (['HTTP', 'TCP', 'UDP'].includes(protocol) && tls.present) {
    yield problem(
      tls,
      `must be absent where 'protocol' is ${protocol}`,
      "remove it, or set 'protocol' to HTTPS or TLS",
    );
  }
  if (['TCP', 'UDP'].includes(protocol) && !isEmpty(host)) {
    yield problem(host, `must be absent where 'protocol' is ${protocol}`, 'remove it');
  }
  yield* brokenText(host, hostName, hostWayOut);
  if (!tls.present || !['HTTPS', 'TLS'].includes(protocol)) return;
  const mode = tls.at('mode');
  if (protocol === 'HTTPS' && mode.text === 'Passthrough') {
    yield problem(
      mode,
      "must be Terminate where 'protocol' is HTTPS",
      "set 'protocol' to TLS to pass connections through",
    );
  } else if ((mode.text ?? 'Terminate') === 'Terminate' && isEmpty(tls.at('certificateRefs'))) {
    if (tls.at('options').members.length > 0) return;
    yield problem(
      tls.at('certificateRefs'),
      'must name a Secret with the certificate',
      "add one, or set 'mode' to Passthrough",
    );
  }
}

function* ofParent(route: KubeObject, parent: Place, graph: Graph): Iterable<Problem> {
  const name = parent.at('name').text;
  const group = parent.at('group').text ?? GROUP;
  if (name === undefined || group !== GROUP || (parent.at('kind').text ?? 'Gateway') !== 'Gateway') return;
  const gateway = graph.objectNamed(GATEWAY, parent.at('namespace').text ?? route.namespace, name);
  const listeners = gateway?.at('spec', 'listeners').items ?? [];
  if (gateway === undefined || listeners.length === 0) return;
  const named = ofSection(parent, listeners);
  if (named.length === 0) return yield* noListener(parent, gateway, listeners);
  const taken = named.filter((listener) => takesKind(listener, route.kind));
  if (taken.length === 0) {
    const words = `must name a Gateway with a listener for kind ${route.kind} (${gateway.title})`;
    return yield problem(parent, words, "correct 'protocol' or 'allowedRoutes.kinds' of the listener", `"${name}"`);
  }
  const open = taken.filter((listener) => takesNamespace(listener, gateway, route.namespace ?? '', graph));
  if (open.length === 0) {
    const words = `must name a Gateway with a listener for routes of namespace ${route.namespace} (${gateway.title})`;
    return yield problem(parent, words, "set 'allowedRoutes.namespaces.from' of the listener to All", `"${name}"`);
  }
  yield* hostnames(route, open, gateway);
}

function ofSection(parent: Place, listeners: readonly Place[]): Place[] {
  const [section, port] = [parent.at('sectionName').text, parent.at('port').number];
  return listeners.filter(
    (listener) =>
      (section === undefined || listener.at('name').text === section) &&
      (port === undefined || listener.at('port').number === port),
  );
}

function* noListener(parent: Place, gateway: KubeObject, listeners: readonly Place[]): Iterable<Problem> {
  const section = parent.at('sectionName');
  const names = listeners.flatMap((listener) => listener.at('name').text ?? []);
  if (section.text !== undefined && !names.includes(section.text)) {
    const words = `must be a listener of ${gateway.title} (${listed(names)})`;
    yield problem(section, words, meant(nearest(section.text, names), 'correct it, or add the listener'));
    return;
  }
  const ports = listeners.flatMap((listener) => listener.at('port').number ?? []);
  const words = `must be the port of a listener of ${gateway.title} (${listed(ports.map(String))})`;
  yield problem(parent.at('port'), words, 'correct it, or remove it');
}

function takesKind(listener: Place, kind: string): boolean {
  const named = listener.at('allowedRoutes', 'kinds').items;
  if (named.length > 0) return named.some((item) => item.at('kind').text === kind);
  const kinds = KINDS_OF[listener.at('protocol').text ?? ''];
  return kinds === undefined || kinds.includes(kind);
}

function takesNamespace(listener: Place, gateway: KubeObject, namespace: string, graph: Graph): boolean {
  const namespaces = listener.at('allowedRoutes', 'namespaces');
  switch (namespaces.at('from').text ?? 'Same') {
    case 'Same':
      return gateway.namespace === namespace;
    case 'Selector': {
      const object = graph.objectNamed('Namespace', undefined, namespace);
      if (object === undefined) return true;
      const labels = object.at('metadata', 'labels').texts;
      return Selector.of(namespaces.at('selector')).matches({ 'kubernetes.io/metadata.name': namespace, ...labels });
    }
    case 'None':
      return false;
    default:
      return true;
  }
}

/** A route is attached where one of its hosts is one of the listener's. */
function* hostnames(route: KubeObject, listeners: readonly Place[], gateway: KubeObject): Iterable<Problem> {
  const place = route.at('spec', 'hostnames');
  const hosts = place.items.flatMap(({ text }) => text ?? []);
  for (const host of place.items) yield* brokenText(host, hostName, hostWayOut);
  const taken = listeners.map((listener) => listener.at('hostname').text ?? '');
  if (hosts.length === 0 || taken.includes('')) return;
  if (hosts.some((host) => taken.some((other) => meet(host, other)))) return;
  const words = `must have a host of the listeners of ${gateway.title} (${listed(taken)})`;
  yield problem(place, words, 'correct one of them');
}

/** Whether two hosts, of which both may have a wildcard, have a name in common. */
function meet(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.startsWith('*.') && other.startsWith('*.'))
    return one.endsWith(other.slice(1)) || other.endsWith(one.slice(1));
  if (one.startsWith('*.')) return other.endsWith(one.slice(1));
  return other.startsWith('*.') && one.endsWith(other.slice(1));
}
