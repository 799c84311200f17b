import { isIP } from 'node:net';
import { POD_MAKERS } from '../../../../private/pod-templates';
import { Call, callsOf, ServiceName, serviceOf, usesClusterDns } from '../../hosts';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { typeOf } from './services';

/** Workloads whose name is often taken for a host name. */
const WORKLOADS = ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicaSet.apps', 'Pod'];

/** Kinds with variables. */
const CALLING = ['ConfigMap', ...POD_MAKERS];

/** Rules on hosts that variables call. */
export const HOST_RULES: Rule[] = [
  {
    id: 'unknown-host',
    title: 'a variable that calls a Service which is not there',
    kinds: CALLING,
    object: function* (object, graph) {
      for (const call of callsOf(object, graph)) yield* unknownHost(call, object, graph);
    },
  },
  {
    id: 'external-name',
    title: 'an ExternalName that selects pods, is an address, or is called by HTTP',
    kinds: ['Service', ...CALLING],
    object: function* (object, graph) {
      if (object.type === 'Service') yield* ofItself(object);
      for (const call of callsOf(object, graph)) yield* byHttp(call, graph);
    },
  },
];

function* unknownHost(call: Call, from: KubeObject, graph: Graph): Iterable<Problem> {
  const called = serviceOf(call.host, call.namespace);
  if (called === undefined || graph.find('Service', called.namespace, called.name, from) !== undefined) return;
  if (!call.callers.every(usesClusterDns)) return;
  const words = `must call a Service of namespace ${called.namespace} that is in the manifests or declared`;
  const wayOut = called.full ? outOfFull(called, from, graph) : outOfShort(call, called, graph);
  if (wayOut !== undefined) yield doubt(call.place, words, wayOut);
}

/** Operators make Services that no manifest shows. */
function outOfFull({ name, namespace }: ServiceName, from: KubeObject, graph: Graph): string | undefined {
  if (graph.mayHaveOtherPods(namespace)) return undefined;
  const near = graph.nearestName('Service', namespace, name);
  if (near !== undefined) return `did you mean "${near}.${namespace}"?`;
  const elsewhere = namespaceWith(name, graph);
  if (elsewhere !== undefined) return `did you mean "${name}.${elsewhere}"?`;
  if (from.construct === undefined) return "correct the host, or list the Service under 'external' in the config file";
  return `correct the host, or declare it with declare.External.service(chart, '${name}', { namespace: '${namespace}' })`;
}

/** What a short name was meant to be; nothing where it may well be a host that is not a Service. */
function outOfShort(call: Call, { name, namespace }: ServiceName, graph: Graph): string | undefined {
  const own = namespace === call.namespace;
  if (graph.podsInNamespace(call.namespace).some((pods) => resolves(pods, call.host))) return undefined;
  if (!own && graph.objectNamed('Service', call.namespace, namespace) !== undefined) return undefined; // pod.service
  const workload = WORKLOADS.map((type) => graph.objectNamed(type, namespace, name)).find(
    (found) => found !== undefined,
  );
  if (workload !== undefined) {
    if (call.callers.some(({ owner }) => owner === workload)) return undefined;
    const service = serviceBefore(workload, graph);
    return service === undefined
      ? `${workload.title} needs a Service of that name`
      : `did you mean "${service.name}", the Service of ${workload.title}?`;
  }
  const elsewhere = own ? namespaceWith(name, graph) : undefined;
  if (elsewhere !== undefined) return `write "${name}.${elsewhere}": Service ${name} is in namespace ${elsewhere}`;
  const near = graph.nearestName('Service', namespace, name);
  if (near === undefined || !isSlip(near, name) || isVersionOf(near, name)) return undefined;
  return `did you mean "${own ? near : `${near}.${namespace}`}"?`;
}

/** Whether pods give a host an address of their own, or are that host. */
function resolves({ spec }: Pods, host: string): boolean {
  const aliases = spec.at('hostAliases').items.flatMap((alias) => alias.at('hostnames').items.map(({ text }) => text));
  return aliases.includes(host) || spec.at('hostname').text === host;
}

const collected = new WeakMap<Graph, ReadonlyMap<string, string>>();

/** The first namespace that has a Service of that name. They are collected once, or each call would go through all. */
function namespaceWith(name: string, graph: Graph): string | undefined {
  const before = collected.get(graph);
  if (before !== undefined) return before.get(name);
  const services = graph.objectsOf('Service').map((service) => [service.name, service.namespace ?? ''] as const);
  const namespaces = new Map([...services].reverse());
  collected.set(graph, namespaces);
  return namespaces.get(name);
}

function serviceBefore(workload: KubeObject, graph: Graph): KubeObject | undefined {
  const pods = graph.podsMadeBy(workload);
  return graph.objectsOf('Service', workload.namespace).find((service) => {
    const selector = Selector.labels(service.at('spec', 'selector'));
    return pods !== undefined && !selector.empty && selector.selects(pods);
  });
}

/** Whether two names differ by one letter, more, less or other, or by the order of two: more than that is another name. */
function isSlip(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length);
  let [start, end] = [0, 0];
  while (start < most && a[start] === b[start]) start++;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [one, two] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(one.length, two.length) <= 1 || (one.length === 2 && one === [...two].reverse().join(''));
}

/** Another version of the same may well be somewhere else. */
function isVersionOf(a: string, b: string): boolean {
  return a.replaceAll(/\d+/g, '') === b.replaceAll(/\d+/g, '');
}

function* ofItself(service: KubeObject): Iterable<Problem> {
  const spec = service.at('spec');
  if (typeOf(spec) !== 'ExternalName') return;
  const [selector, name] = [spec.at('selector'), spec.at('externalName')];
  if (selector.members.length > 0) {
    const words = 'must be absent on a Service of type ExternalName, which has no pods behind it';
    yield doubt(selector, words, "remove it, or remove 'type' and 'externalName'");
  }
  if (isIP(name.text ?? '') !== 0) {
    const words = 'must be a DNS name: an address is looked up as one, and not found';
    yield doubt(name, words, 'remove the type, and write an EndpointSlice with the address');
  }
}

/** Only DNS knows the other name: the request still asks for the host that the client was given. */
function* byHttp({ place, host, scheme, namespace }: Call, graph: Graph): Iterable<Problem> {
  if (scheme !== 'http' && scheme !== 'https') return;
  const called = serviceOf(host, namespace);
  const service = called && graph.objectNamed('Service', called.namespace, called.name);
  const spec = service?.at('spec');
  const other = spec?.at('externalName').text?.replace(/\.$/, '') ?? '';
  if (service === undefined || spec === undefined || typeOf(spec) !== 'ExternalName' || other === '') return;
  if (scheme === 'http' && serviceOf(other, namespace)?.full === true) return; // servers in a cluster rarely mind
  const words = `must not call ${service.title} by HTTP, which asks ${other} for host "${host}"`;
  yield doubt(place, words, `call ${scheme}://${other}, or let the client send that name in the header Host`);
}
