import { isIP } from 'node:net';
import { dnsLabel, dnsSubdomain, labelKey, Rule as Words, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { emptyText, repeated, setAmong } from './pod-values';

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;

/** Rules on what pods are called in the network, and on the rest of their fields. */
export const POD_FIELD_RULES: Rule[] = [
  {
    id: 'pod-network',
    title: 'a host name, alias or resolver of pods that Kubernetes does not take',
    podFields: ['hostname', 'subdomain', 'hostnameOverride', 'dnsConfig', 'dnsPolicy', 'hostAliases'],
    pods: function* ({ spec }, graph) {
      for (const name of ['hostname', 'subdomain']) yield* brokenText(spec.at(name), dnsLabel, 'write one label');
      yield* ofOverride(spec, graph);
      yield* ofDns(spec, graph);
      for (const alias of spec.at('hostAliases').items) {
        yield* brokenText(alias.at('ip'), address, 'write the address that the names stand for');
        for (const name of alias.at('hostnames').items) yield* brokenText(name, dnsSubdomain, 'write it in lower case');
      }
    },
  },
  {
    id: 'pod-field',
    title: 'a field of pods with a value that no cluster takes',
    pods: (pods, graph) => fieldsOf(pods, graph),
  },
];

const address: Words<string> = (value) => {
  // Older servers read leading zeros.
  const plain = value.replace(/(^|\.)0+(?=\d)/g, '$1');
  return isIP(plain) > 0 && !value.includes('%') ? undefined : 'must be an IP address';
};

const MOST_HOST_NAME = 64;

/** A host name of more than one label, which Kubernetes knows by default since 1.35. */
function* ofOverride(spec: Place, graph: Graph): Iterable<Problem> {
  const name = spec.at('hostnameOverride');
  if (minorOf(graph) < 35 || !name.present) return;
  yield* brokenText(name, dnsSubdomain, 'write it in lower case');
  if ((name.text ?? '').length > MOST_HOST_NAME)
    yield problem(name, `must have at most ${MOST_HOST_NAME} characters`, 'shorten it');
  for (const other of ['setHostnameAsFQDN', 'hostNetwork'])
    if (spec.at(other).flag === true)
      yield problem(name, `must not be set beside '${other}: true'`, 'remove one of them');
}

function* ofDns(spec: Place, graph: Graph): Iterable<Problem> {
  const config = spec.at('dnsConfig');
  const [servers, searches] = [config.at('nameservers'), config.at('searches')];
  const count = servers.items.length;
  if (spec.at('dnsPolicy').text === 'None' && count === 0)
    yield problem(servers, "must be set beside 'dnsPolicy: None'", 'list the resolvers of the pods');
  if (count > MOST_NAMESERVERS)
    yield problem(servers, `must be at most ${MOST_NAMESERVERS}`, 'remove some', `${count} of them`);
  for (const server of servers.items) yield* brokenText(server, address, 'write the address of the resolver');
  const length = searches.items.map(({ text }) => text ?? '').join(' ').length;
  if (searches.items.length > MOST_SEARCHES)
    yield problem(searches, `must be at most ${MOST_SEARCHES}`, 'remove some', `${searches.items.length} of them`);
  else if (length > MOST_SEARCH_CHARACTERS)
    yield problem(
      searches,
      `must have at most ${MOST_SEARCH_CHARACTERS} characters`,
      'remove some',
      `${length} of them`,
    );
  for (const search of searches.items) yield* brokenText(search, searchDomain(graph), 'write a domain in lower case');
  for (const option of config.at('options').items)
    yield* emptyText(option.at('name'), 'name the option of resolv.conf');
}

/** Since 1.33 a search domain may be the root, and have underscores. */
function searchDomain(graph: Graph): Words<string> {
  if (minorOf(graph) < 33) return (value) => dnsSubdomain(value.replace(/\.$/, ''));
  return (value) => (value === '.' ? undefined : dnsSubdomain(value.replace(/\.$/, '').replaceAll('_', 'a')));
}

function* fieldsOf(pods: Pods, graph: Graph): Iterable<Problem> {
  const { spec, owner } = pods;
  if (owner.type === 'Pod' || owner.type.endsWith('.batch') || owner.type === 'PodTemplate')
    yield* brokenNumber(spec.at('activeDeadlineSeconds'), whole(1), 'write how long the pod may run, or omit it');
  for (const name of ['serviceAccountName', 'priorityClassName', 'runtimeClassName', 'nodeName'])
    yield* brokenText(spec.at(name), dnsSubdomain, 'correct the name');
  const ephemeral = spec.at('ephemeralContainers');
  if (ephemeral.items.length > 0)
    yield problem(
      ephemeral,
      'must not be in a manifest',
      "add them to running pods with 'kubectl debug'",
      'containers',
    );
  for (const gate of spec.at('readinessGates').items) {
    yield* emptyText(gate.at('conditionType'), 'name the condition');
    yield* brokenText(gate.at('conditionType'), labelKey, 'name the condition like example.com/ready');
  }
  yield* ofGates(pods);
  if (minorOf(graph) >= 34) yield* ofClaims(spec);
  const cost = pods.template.at('metadata', 'annotations', 'controller.kubernetes.io/pod-deletion-cost');
  yield* brokenText(cost, int32, 'write a whole number of 32 bits in quotes');
  yield* ofPriority(spec, graph);
  const overhead = spec.at('overhead');
  if (overhead.members.length > 0 && !spec.at('runtimeClassName').present)
    yield problem(overhead, "must not be set without 'runtimeClassName', which brings it", 'omit it');
}

const int32: Words<string> = (value) =>
  /^(0|-?[1-9]\d*)$/.test(value) && Math.abs(Number(value)) < 2 ** 31 ? undefined : 'must be a whole number';

/** Where the pod takes devices from. */
function* ofClaims(spec: Place): Iterable<Problem> {
  const claims = spec.at('resourceClaims').items;
  for (const claim of claims) {
    const [first, second] = setAmong(claim, ['resourceClaimName', 'resourceClaimTemplateName']);
    yield* brokenText(claim.at('name'), dnsLabel, 'write one label');
    if (first === undefined)
      yield problem(claim, "must have 'resourceClaimName' or 'resourceClaimTemplateName'", 'name the claim');
    if (second !== undefined) yield problem(second, "must not be set beside 'resourceClaimName'", 'remove one of them');
  }
  const names = claims.map((claim) => claim.at('name'));
  yield* repeated(names, ({ text }) => text, 'must differ from the other claims', 'give one of them another name');
}

function* ofGates({ spec }: Pods): Iterable<Problem> {
  const gates = spec.at('schedulingGates').items.map((gate) => gate.at('name'));
  for (const gate of gates) {
    yield* emptyText(gate, 'name the gate');
    yield* brokenText(gate, labelKey, 'name the gate like example.com/quota');
  }
  const node = spec.at('nodeName');
  if (gates.length > 0 && (node.text ?? '') !== '')
    yield problem(node, "must not be set beside 'schedulingGates'", 'remove one of them');
}

const SYSTEM_PRIORITIES: { [name: string]: number } = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** The server writes the priority of the class into the pod, and refuses another one. */
function* ofPriority(spec: Place, graph: Graph): Iterable<Problem> {
  const priority = spec.at('priority');
  if (priority.number === undefined) return;
  const name = spec.at('priorityClassName').text ?? '';
  const type = 'PriorityClass.scheduling.k8s.io';
  if (name === '') {
    const classes = graph.objectsOf(type).filter(({ root }) => root.at('globalDefault').flag === true);
    const known = [...(classes.length === 0 ? [0] : []), ...classes.map(({ root }) => root.at('value').number)];
    const words = `must be ${known.join(' or ')}, the default of the cluster`;
    if (!known.includes(priority.number)) yield doubt(priority, words, "omit it, or name a 'priorityClassName'");
    return;
  }
  const value = SYSTEM_PRIORITIES[name] ?? graph.objectNamed(type, undefined, name)?.at('value').number;
  if (value !== undefined && value !== priority.number)
    yield problem(priority, `must be ${value}, the value of PriorityClass ${name}`, 'omit it');
}
