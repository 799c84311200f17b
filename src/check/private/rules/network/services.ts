import { dnsLabel, dnsSubdomain, labelKey, portName, portNumber, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { doubt, problem, Problem, Rule } from '../../rule';
import { address, addressRange, familyOf, ordinaryAddress, plainRange } from './addresses';
import { brokenNumber, brokenText, forbidden, formOr, isEmpty, minorOf, portWayOut } from '../../broken';

const KINDS = ['Service'];
const OF_TYPES = [
  ...['type', 'allocateLoadBalancerNodePorts', 'externalTrafficPolicy', 'healthCheckNodePort', 'loadBalancerClass'],
  ...['loadBalancerSourceRanges', 'sessionAffinity', 'trafficDistribution'],
];
const ADDRESSES = [
  'clusterIP',
  'clusterIPs',
  'externalIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'loadBalancerSourceRanges',
];

/** Rules on single Services. */
export const SERVICE_RULES: Rule[] = [
  {
    id: 'service-ports',
    title: 'ports of a Service that the API server refuses',
    kinds: KINDS,
    object: function* (object, graph) {
      const spec = object.at('spec');
      yield* required(spec);
      yield* names(spec);
      yield* duplicates(spec);
      for (const port of spec.at('ports').items) yield* numbers(port, spec, graph);
    },
  },
  {
    id: 'service-type',
    title: 'fields of a Service that its type does not allow',
    kinds: KINDS,
    fields: ['metadata.annotations', ...OF_TYPES.map((field) => `spec.${field}`)],
    object: function* (object, graph) {
      const spec = object.at('spec');
      const type = typeOf(spec);
      if (type === 'ExternalName') yield* ofExternalName(spec);
      else if (type !== 'ClusterIP') yield* notHeadless(spec, type);
      if (type !== 'LoadBalancer') yield* loadBalancerOnly(object);
      yield* trafficPolicy(spec, type, graph);
      yield* distribution(spec, graph);
      yield* brokenText(spec.at('loadBalancerClass'), labelKey, 'write a name such as "example.com/internal"');
      const timeout = spec.at('sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
      if (spec.at('sessionAffinity').text !== 'ClientIP') return;
      yield* brokenNumber(timeout, whole(1, 86400), 'omit it for 10800, three hours');
    },
  },
  {
    id: 'service-address',
    title: 'addresses of a Service that the API server refuses',
    kinds: KINDS,
    fields: ADDRESSES.map((field) => `spec.${field}`),
    object: function* (object, graph) {
      const spec = object.at('spec');
      if (typeOf(spec) !== 'ExternalName') yield* clusterAddresses(spec, graph);
      yield* externalAddresses(object, graph);
    },
  },
];

/** Whether a Service has no address of its own. */
export function isHeadless(spec: Place): boolean {
  return spec.at('clusterIP').text === 'None' || spec.at('clusterIPs', 0).text === 'None';
}

/** The type of a Service. */
export function typeOf(spec: Place): string {
  const type = spec.at('type').text ?? '';
  return type === '' ? 'ClusterIP' : type;
}

function* required(spec: Place): Iterable<Problem> {
  if (!isEmpty(spec.at('ports')) || isHeadless(spec) || typeOf(spec) === 'ExternalName') return;
  const words = 'must have at least one port, unless the Service is headless or an ExternalName';
  yield problem(spec.at('ports'), words, "add a port, or set 'clusterIP' to None");
}

function* names(spec: Place): Iterable<Problem> {
  const ports = spec.at('ports').items;
  const seen = new Set<string>();
  for (const port of ports) {
    const name = port.at('name');
    if (ports.length > 1 && isEmpty(name))
      yield problem(name, 'must be there where a Service has several ports', 'name each port');
    yield* brokenText(name, dnsLabel, formOr(dnsLabel, slug, 'write a name such as "http"'));
    if (name.text === undefined || name.text === '') continue;
    if (seen.has(name.text)) yield problem(name, 'must differ from the names of the other ports', 'rename one of them');
    seen.add(name.text);
  }
}

/** The same port may be there twice with different protocols; the schema check finds those that are there twice as written. */
function* duplicates(spec: Place): Iterable<Problem> {
  const seen = new Map<string, string | undefined>();
  const nodePorts = new Set<string>();
  for (const port of spec.at('ports').items) {
    const written = port.at('protocol').text;
    const protocol = written ?? 'TCP';
    const id = `${port.at('port').number} ${protocol}`;
    if (seen.has(id) && seen.get(id) !== written) {
      yield problem(
        port.at('port'),
        `must differ from the other ${protocol} ports`,
        'remove one of them, or give it another protocol',
      );
    }
    seen.set(id, written);
    const nodePort = port.at('nodePort');
    if (isEmpty(nodePort)) continue;
    const node = `${nodePort.number} ${protocol}`;
    if (nodePorts.has(node))
      yield problem(nodePort, `must differ from the other ${protocol} node ports`, 'omit it for a free one');
    nodePorts.add(node);
  }
}

function* numbers(port: Place, spec: Place, graph: Graph): Iterable<Problem> {
  const type = typeOf(spec);
  yield* brokenNumber(port.at('port'), portNumber, 'write the port that clients call');
  const target = port.at('targetPort');
  if (!isEmpty(target)) yield* brokenNumber(target, portNumber, 'write the port on which the container listens');
  yield* brokenText(target, portName, portWayOut('write the number of the port, or its name on the container'));
  yield* brokenText(port.at('appProtocol'), labelKey, 'write a name such as "http" or "example.com/protocol"');
  if (type === 'LoadBalancer' && port.at('port').number === 10250 && minorOf(graph) < 33) {
    yield problem(port.at('port'), 'must not be the port of the kubelet', 'use another port, or Kubernetes 1.33');
  }
  const node = port.at('nodePort');
  if (isEmpty(node)) return;
  if (type === 'ClusterIP') {
    const wayOut = "remove it, or set 'type' to NodePort";
    yield problem(node, 'must be absent on a Service of type ClusterIP', wayOut);
  } else if (type !== 'ExternalName') yield* ofNodes(node);
}

/** A port of the nodes: free to choose within a range that only the API server knows. */
function* ofNodes(port: Place): Iterable<Problem> {
  const { number } = port;
  yield* brokenNumber(port, portNumber, 'omit it for a free one');
  if (number === undefined || portNumber(number) !== undefined || (number >= 30000 && number <= 32767)) return;
  const words = 'must be from 30000 to 32767, unless the API server was given another range';
  yield doubt(port, words, 'choose one of them, or omit it for a free one');
}

/** A name in the form of those that are allowed. */
function slug(value: string): string {
  return value.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function* notHeadless(spec: Place, type: string): Iterable<Problem> {
  if (!isHeadless(spec)) return;
  const place = spec.at('clusterIP').text === 'None' ? spec.at('clusterIP') : spec.at('clusterIPs', 0);
  yield problem(place, `must not be None on a Service of type ${type}`, "remove it, or remove 'type'");
}

function* ofExternalName(spec: Place): Iterable<Problem> {
  const name = spec.at('externalName');
  if (isEmpty(name))
    yield problem(name, 'must be the DNS name that the Service stands for', 'write one such as "db.example.com"');
  else if (name.text !== undefined && dnsSubdomain(name.text.replace(/\.$/, '')) !== undefined) {
    yield problem(
      name,
      'must be a DNS name in lower case, without protocol, port and path',
      'write one such as "db.example.com"',
    );
  }
  for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
    const place = spec.at(field);
    if (isEmpty(place)) continue;
    yield problem(place, 'must be absent on a Service of type ExternalName', 'remove it');
  }
}

function* loadBalancerOnly(object: KubeObject): Iterable<Problem> {
  const spec = object.at('spec');
  const wayOut = "remove it, or set 'type' to LoadBalancer";
  for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'loadBalancerSourceRanges']) {
    const place = spec.at(field);
    if (Array.isArray(place.value) && isEmpty(place)) continue;
    yield* forbidden(place, 'must be absent unless the type is LoadBalancer', wayOut);
  }
  const annotation = object.at('metadata', 'annotations', 'service.beta.kubernetes.io/load-balancer-source-ranges');
  yield* forbidden(annotation, 'must be absent unless the type is LoadBalancer', wayOut);
}

function* trafficPolicy(spec: Place, type: string, graph: Graph): Iterable<Problem> {
  const policy = spec.at('externalTrafficPolicy');
  const external = minorOf(graph) >= 29 && type === 'ClusterIP' && !isEmpty(spec.at('externalIPs'));
  if (!isEmpty(policy) && (type === 'ClusterIP' || type === 'ExternalName') && !external) {
    const wayOut = "remove it, or set 'type' to NodePort or LoadBalancer";
    yield problem(policy, 'must be absent unless the type is NodePort or LoadBalancer', wayOut);
  }
  const health = spec.at('healthCheckNodePort');
  if (isEmpty(health)) return;
  if (type === 'LoadBalancer' && policy.text === 'Local') yield* ofNodes(health);
  else {
    const words = "must be absent unless the type is LoadBalancer and 'externalTrafficPolicy' is Local";
    yield problem(health, words, 'remove it');
  }
}

function* distribution(spec: Place, graph: Graph): Iterable<Problem> {
  const place = spec.at('trafficDistribution');
  const minor = minorOf(graph);
  if (place.text === undefined || minor < 30) return;
  const known = minor < 34 ? ['PreferClose'] : ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
  if (!known.includes(place.text)) yield problem(place, `must be ${known.join(' or ')}`, `use ${known[0]}`);
}

function* clusterAddresses(spec: Place, graph: Graph): Iterable<Problem> {
  const [first, all] = [spec.at('clusterIP'), spec.at('clusterIPs')];
  if (isEmpty(first) && all.items.length > 0) {
    yield problem(first, "must be the first of 'clusterIPs'", `write ${all.at(0).text}, or remove 'clusterIPs'`);
  }
  if (first.text !== undefined && !isEmpty(first) && all.items.length > 0 && all.at(0).text !== first.text) {
    yield problem(
      all.at(0),
      `must be the value of 'clusterIP' (${first.text})`,
      'write the same address in both, or only one of them',
    );
  }
  if (all.items.length > 2)
    yield problem(all, 'must have at most two addresses, one of each family', 'remove the others');
  const single = all.items.length > 0 ? all.items : [first];
  for (const [i, place] of single.entries()) {
    if (place.text === 'None' && i === 0 && all.items.length < 2) continue;
    yield* brokenText(
      place,
      address(minorOf(graph)),
      'omit it for a free address, or write None for a headless Service',
    );
  }
  yield* families(spec, single);
}

function* families(spec: Place, addresses: readonly Place[]): Iterable<Problem> {
  const wanted = spec.at('ipFamilies').items;
  for (const [i, family] of wanted.entries()) {
    const twice = wanted.slice(0, i).some((other) => other.text === family.text);
    if (twice) yield problem(family, 'must differ from the other family', 'remove one of them');
  }
  const policy = spec.at('ipFamilyPolicy');
  const dual = policy.text === 'PreferDualStack' || policy.text === 'RequireDualStack';
  // Without a policy, a headless Service without a selector has both families.
  const both = isHeadless(spec) && spec.at('selector').members.length === 0 && isEmpty(policy);
  if (!dual && !both && Math.max(wanted.length, addresses.length) > 1) {
    yield problem(
      policy,
      'must be PreferDualStack or RequireDualStack where two families or addresses are named',
      'set it, or name one',
    );
  }
  const read = addresses.map(({ text }) => familyOf(text ?? ''));
  if (read.length === 2 && read[0] !== undefined && read[0] === read[1]) {
    yield problem(addresses[1], `must be an IPv${read[0] === 4 ? 6 : 4} address beside the other`, 'remove it');
  }
  for (const [i, place] of addresses.entries()) {
    const expected = wanted[i]?.text;
    if (read[i] === undefined || expected === undefined || expected === `IPv${read[i]}`) continue;
    yield problem(place, `must be an ${expected} address, as 'ipFamilies' says`, 'correct one of them');
  }
}

function* externalAddresses(object: KubeObject, graph: Graph): Iterable<Problem> {
  const minor = minorOf(graph);
  const spec = object.at('spec');
  const one = (value: string): string | undefined => address(minor)(value) ?? ordinaryAddress(value);
  for (const place of spec.at('externalIPs').items)
    yield* brokenText(place, one, 'write an address that reaches the nodes');
  const range = (value: string): string | undefined => addressRange(minor)(value.trim());
  const wayOut = formOr(range, plainRange, 'write one such as "10.0.0.0/8"');
  if (typeOf(spec) !== 'LoadBalancer') return;
  for (const place of spec.at('loadBalancerSourceRanges').items) {
    yield* brokenText(place, range, wayOut);
  }
}
