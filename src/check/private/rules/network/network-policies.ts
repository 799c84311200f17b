import { portName, portNumber } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { addressRange, isPartOf, plainRange } from './addresses';
import { brokenNumber, brokenText, formOr, minorOf, portWayOut } from '../../broken';

const SIDES = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** Rules on single NetworkPolicies. */
export const NETWORK_POLICY_RULES: Rule[] = [
  {
    id: 'network-policy-peer',
    title: 'peers of a NetworkPolicy that the API server refuses',
    kinds: ['NetworkPolicy.networking.k8s.io'],
    object: function* (object, graph) {
      for (const [list, side] of SIDES) {
        for (const peer of rulesOf(object, list).flatMap((rule) => rule.at(side).items)) yield* ofPeer(peer, graph);
      }
    },
  },
  {
    id: 'network-policy-port',
    title: 'ports and types of a NetworkPolicy that the API server refuses',
    kinds: ['NetworkPolicy.networking.k8s.io'],
    object: function* (object) {
      for (const [list] of SIDES) {
        for (const port of rulesOf(object, list).flatMap((rule) => rule.at('ports').items)) yield* ofPort(port);
      }
      const types = object.at('spec', 'policyTypes');
      if (types.items.length > 2) yield problem(types, 'must have at most Ingress and Egress', 'name each once');
    },
  },
];

function rulesOf(policy: KubeObject, list: string): readonly Place[] {
  return policy.at('spec', list).items;
}

function* ofPeer(peer: Place, graph: Graph): Iterable<Problem> {
  const selectors = ['podSelector', 'namespaceSelector'].filter((field) => peer.at(field).present);
  const block = peer.at('ipBlock');
  if (!block.present && selectors.length === 0) {
    const words = "must have 'podSelector', 'namespaceSelector' or 'ipBlock'";
    yield problem(
      peer,
      words,
      'write "podSelector: {}" for all pods of the namespace, or remove the list for all peers',
    );
  }
  if (!block.present) return;
  if (selectors.length > 0) {
    yield problem(block, `must be alone in its peer, without '${selectors.join("' and '")}'`, 'make two peers');
  }
  const range = addressRange(minorOf(graph));
  const cidr = block.at('cidr');
  if (cidr.text === '') yield problem(cidr, 'must be a range of IP addresses', 'write "0.0.0.0/0" for all');
  yield* brokenText(cidr, range, formOr(range, plainRange, 'write one such as "10.0.0.0/8"'));
  for (const except of block.at('except').items) {
    const inside = (value: string): string | undefined =>
      range(value) ?? (isPartOf(value, cidr.text ?? '') ? undefined : `must be a part of 'cidr' (${cidr.text})`);
    if (except.text === '') yield problem(except, 'must be a range of IP addresses', 'remove it');
    yield* brokenText(except, inside, formOr(inside, plainRange, "write a smaller range inside 'cidr'"));
  }
}

function* ofPort(item: Place): Iterable<Problem> {
  const [port, end] = [item.at('port'), item.at('endPort')];
  yield* brokenNumber(port, portNumber, 'omit it for all ports');
  if (port.text === '') yield problem(port, 'must be a port', 'omit it for all ports');
  yield* brokenText(port, portName, portWayOut('write the number of the port, or its name on the container'));
  if (!end.present) return;
  if (port.number === undefined)
    yield problem(end, "must be absent unless 'port' is a number", 'write both as numbers');
  else if (end.number !== undefined && end.number < port.number) {
    yield problem(end, `must be at least 'port' (${port.number})`, 'write the last port of the range');
  } else yield* brokenNumber(end, portNumber, 'write the last port of the range');
}
