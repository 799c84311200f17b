import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Container, Pods, PROBES } from '../../pods';
import { doubt, listed, meant, problem, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { backendsOf, BACKEND_TYPES, declares, portsOf, servicePorts } from '../../service-ports';

/** Rules on ports that are called by name or by number. */
export const PORT_RULES: Rule[] = [
  {
    id: 'missing-port',
    title: 'a port of a container, or of a Service, that is not there',
    kinds: ['Service', 'NetworkPolicy.networking.k8s.io', ...BACKEND_TYPES],
    object: function* (object, graph) {
      if (object.type === 'Service') yield* ofService(object, graph);
      if (object.type === 'NetworkPolicy.networking.k8s.io') yield* ofPolicy(object, graph);
      for (const { name, namespace, port, otherwise } of backendsOf(object)) {
        const service = name.text === undefined ? undefined : graph.objectNamed('Service', namespace, name.text);
        if (service !== undefined) yield* ofBackend(service, port, otherwise);
      }
    },
    containerFields: [...PROBES, 'lifecycle'],
    container: (container) => ofProbes(container),
  },
];

function* ofService(service: KubeObject, graph: Graph): Iterable<Problem> {
  const selector = service.at('spec', 'selector');
  if (!selector.present || service.at('spec', 'type').text === 'ExternalName') return;
  const pods = graph.selected(service.namespace ?? '', Selector.labels(selector));
  if (pods.length === 0) return;
  const headless = service.at('spec', 'clusterIP').text === 'None';
  for (const port of service.at('spec', 'ports').items) {
    const target = port.at('targetPort').present ? port.at('targetPort') : port.at('port');
    const called = target.text ?? target.number;
    const protocol = port.at('protocol').text ?? 'TCP';
    if (called === undefined || pods.some((some) => declares(some, called, protocol))) continue;
    if (typeof called === 'number' && (headless || !pods.every(declaresAll))) continue;
    const words = `must be a ${protocol} port of the pods (${listed(portsOf(pods))})`;
    const found = typeof called === 'string' || unreachable(service, pods) ? problem : doubt;
    yield found(
      target,
      words,
      protocolOr(called, pods, meant(nearName(called, pods), 'declare it on the container, or correct it')),
    );
  }
}

/** Whether no port of a Service is one that the pods declare: one of several may be there undeclared. */
function unreachable(service: KubeObject, pods: Pods[]): boolean {
  return service.at('spec', 'ports').items.every((port) => {
    const target = port.at('targetPort').present ? port.at('targetPort') : port.at('port');
    const called = target.text ?? target.number ?? 0;
    return !pods.some((some) => declares(some, called, port.at('protocol').text ?? 'TCP'));
  });
}

/** What to write when only the protocol differs. */
function protocolOr(called: string | number, pods: Pods[], otherwise: string): string {
  const other = ['TCP', 'UDP', 'SCTP'].find((protocol) => pods.some((some) => declares(some, called, protocol)));
  return other === undefined ? otherwise : `write protocol ${other}, which the port has`;
}

/** Whether every container says which ports it has: what is undeclared may listen all the same. */
function declaresAll({ running }: Pods): boolean {
  return running.length > 0 && running.every(({ ports }) => ports.length > 0);
}

function nearName(called: string | number, pods: Pods[]): string | undefined {
  const names = pods.flatMap(({ running }) => running.flatMap(portNames));
  return typeof called === 'string' ? nearest(called, names) : undefined;
}

function portNames({ ports }: Container): string[] {
  return ports.flatMap((port) => port.at('name').text ?? []);
}

function* ofBackend(service: KubeObject, port: Place, otherwise: number | undefined): Iterable<Problem> {
  const number = port.present ? port.number : otherwise;
  if ((!port.present && otherwise === undefined) || service.at('spec', 'type').text === 'ExternalName') return;
  const ports = service.at('spec', 'ports').items;
  const names = ports.flatMap((item) => item.at('name').text ?? []);
  const numbers = ports.flatMap((item) => item.at('port').number ?? []);
  const found = port.text === undefined ? numbers.includes(number ?? NaN) : names.includes(port.text);
  if (found) return;
  const words = `must be a port of Service ${service.name} (${listed(servicePorts(service))})`;
  const wayOut = meant(nearest(port.text ?? '', names), 'correct it, or add the port to the Service');
  yield problem(port, words, wayOut, port.present ? undefined : `${otherwise}, the default`);
}

function* ofProbes(container: Container): Iterable<Problem> {
  const { place } = container;
  const handlers = [
    ...PROBES.map((probe) => place.at(probe)),
    ...['postStart', 'preStop'].map((hook) => place.at('lifecycle', hook)),
  ];
  const names = portNames(container);
  for (const handler of handlers) {
    for (const action of ['httpGet', 'tcpSocket']) {
      const port = handler.at(action, 'port');
      if (port.text === undefined || names.includes(port.text)) continue;
      const words = `must name a port of container ${container.name} (${listed(names)})`;
      yield problem(port, words, meant(nearest(port.text, names), 'name the port, or give its number'));
    }
  }
}

function* ofPolicy(policy: KubeObject, graph: Graph): Iterable<Problem> {
  const pods = graph.selected(policy.namespace ?? '', Selector.of(policy.at('spec', 'podSelector')));
  if (pods.length === 0) return;
  for (const rule of policy.at('spec', 'ingress').items) {
    for (const item of rule.at('ports').items) {
      const port = item.at('port');
      const name = port.text;
      const protocol = item.at('protocol').text ?? 'TCP';
      if (name === undefined) yield* portOfService(port, pods, policy, graph);
      if (name === undefined || pods.some((some) => declares(some, name, protocol))) continue;
      const words = `must name a ${protocol} port of the selected pods (${listed(portsOf(pods))})`;
      yield problem(port, words, meant(nearName(name, pods), 'name the port on the container, or give its number'));
    }
  }
}

/** A policy sees the ports of pods, not those of the Services in front of them. */
function* portOfService(port: Place, pods: Pods[], policy: KubeObject, graph: Graph): Iterable<Problem> {
  const { number } = port;
  if (number === undefined || !pods.every(declaresAll)) return;
  if (pods.some((some) => ['TCP', 'UDP', 'SCTP'].some((protocol) => declares(some, number, protocol)))) return;
  for (const service of graph.objectsOf('Service', policy.namespace)) {
    if (!service.at('spec', 'ports').items.some((item) => item.at('port').number === number)) continue;
    const selector = Selector.labels(service.at('spec', 'selector'));
    if (selector.empty || !pods.some((some) => selector.selects(some))) continue;
    const words = `must be a port of the selected pods (${listed(portsOf(pods))}), not that of ${service.title}`;
    yield doubt(port, words, 'write the port of the container');
    return;
  }
}
