import { dnsLabel, dnsSubdomain, portNumber, Rule as ValueRule } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { address, familyOf, ordinaryAddress } from './addresses';
import { brokenNumber, brokenText, isEmpty, minorOf } from '../../broken';

/** Rules on addresses behind Services that are written by hand. */
export const ENDPOINT_RULES: Rule[] = [
  {
    id: 'endpoint-address',
    title: 'endpoints that the API server refuses',
    kinds: ['Endpoints', 'EndpointSlice.discovery.k8s.io'],
    object: (object, graph) => (object.kind === 'Endpoints' ? ofEndpoints(object, graph) : ofSlice(object, graph)),
  },
];

function* ofEndpoints(object: KubeObject, graph: Graph): Iterable<Problem> {
  const rule = addressRule(graph);
  for (const subset of object.at('subsets').items) {
    const addresses = [...subset.at('addresses').items, ...subset.at('notReadyAddresses').items];
    if (addresses.length === 0) {
      const words = "must have 'addresses' or 'notReadyAddresses'";
      yield problem(subset, words, 'add an address, or remove the subset');
    }
    for (const item of addresses) yield* ofAddress(item.at('ip'), rule);
    const ports = subset.at('ports').items;
    for (const port of ports) {
      const name = port.at('name');
      if (ports.length > 1 && isEmpty(name))
        yield problem(name, 'must be there where there are several ports', 'name each port');
      yield* ofPort(port);
    }
  }
}

function* ofSlice(object: KubeObject, graph: Graph): Iterable<Problem> {
  const type = object.at('addressType').text;
  const family = type === 'IPv4' ? 4 : 6;
  const one = addressRule(graph);
  const rule: ValueRule<string> = (value) => {
    const words = one(value);
    if (words !== undefined || familyOf(value) === undefined || familyOf(value) === family) return words;
    return `must be an ${type} address, as 'addressType' says`;
  };
  for (const endpoint of object.at('endpoints').items) {
    const addresses = endpoint.at('addresses');
    if (Array.isArray(addresses.value) && isEmpty(addresses)) {
      yield problem(addresses, 'must have at least one address', 'add one, or remove the endpoint');
    }
    for (const place of addresses.items) yield* ofAddress(place, type === 'FQDN' ? fullName : rule);
  }
  const names = new Set<string>();
  for (const port of object.at('ports').items) {
    const name = port.at('name');
    if (names.has(name.text ?? ''))
      yield problem(name, 'must differ from the names of the other ports', 'rename one of them');
    names.add(name.text ?? '');
    yield* ofPort(port);
  }
}

function* ofAddress(place: Place, rule: ValueRule<string>): Iterable<Problem> {
  if (place.text === '') yield problem(place, 'must not be empty', 'write an address');
  yield* brokenText(place, rule, 'write an address that pods can reach');
}

function* ofPort(port: Place): Iterable<Problem> {
  yield* brokenText(port.at('name'), dnsLabel, "write the name of the Service's port");
  yield* brokenNumber(port.at('port'), portNumber, 'write the port that is called');
}

function addressRule(graph: Graph): ValueRule<string> {
  const rule = address(minorOf(graph));
  return (value) => rule(value) ?? ordinaryAddress(value);
}

function fullName(value: string): string | undefined {
  const name = value.replace(/\.$/, '');
  return dnsSubdomain(name) === undefined && name.includes('.') ? undefined : 'must be a full DNS name';
}
