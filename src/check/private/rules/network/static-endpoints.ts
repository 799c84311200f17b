import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { doubt, listed, meant, problem, Problem, Rule } from '../../rule';
import { servicePorts } from '../../service-ports';
import { isHeadless, typeOf } from './services';

/** The label by which a slice calls its Service. */
const SERVICE_LABEL = 'kubernetes.io/service-name';

/** Rules on what ties addresses that are written by hand to their Service. */
export const STATIC_ENDPOINT_RULES: Rule[] = [
  {
    id: 'endpoint-service',
    title: 'endpoints that belong to no Service, or that it never uses',
    kinds: ['Endpoints', 'EndpointSlice.discovery.k8s.io'],
    object: function* (object, graph) {
      const name = object.kind === 'Endpoints' ? object.at('metadata', 'name') : labelOf(object);
      if (isEmptyList(object) || !(yield* named(name, object, graph))) return;
      const service = graph.objectNamed('Service', object.namespace, name.text ?? '');
      if (service !== undefined) yield* ofService(object, service, name);
    },
  },
];

function labelOf(slice: KubeObject): Place {
  return slice.at('metadata', 'labels', SERVICE_LABEL);
}

/** Objects without addresses are sometimes made for other ends, such as to elect a leader. */
function isEmptyList(object: KubeObject): boolean {
  return object.at(object.kind === 'Endpoints' ? 'subsets' : 'endpoints').items.length === 0;
}

/** Whether the name calls a Service. */
function* named(name: Place, object: KubeObject, graph: Graph): Generator<Problem, boolean> {
  const called = name.text ?? '';
  const there = ` in namespace ${object.namespace}`;
  if (called === '') {
    yield doubt(name, `must name the Service${there} that these addresses are for`, 'add the label');
    return false;
  }
  if (graph.find('Service', object.namespace, called, object) !== undefined) return true;
  const near = graph.nearestName('Service', object.namespace, called);
  const words = `must be the name of a Service${there} that is in the manifests or declared`;
  yield doubt(name, words, meant(near, 'add a Service of that name without a selector, or correct it'));
  return false;
}

function* ofService(object: KubeObject, service: KubeObject, name: Place): Iterable<Problem> {
  const spec = service.at('spec');
  if (typeOf(spec) === 'ExternalName') {
    const words = `must call a Service that has addresses, and ${service.title} is an ExternalName`;
    yield problem(name, words, 'remove these endpoints, or its externalName');
  } else if (object.kind === 'Endpoints' && spec.at('selector').members.length > 0) {
    const words = `must call a Service without a selector: the cluster writes the Endpoints of ${service.title}`;
    yield problem(name, words, 'remove the selector of the Service, or these Endpoints');
  } else if (!isHeadless(spec)) yield* unmatched(object, service);
}

/** An address is called at the port that has the name and the protocol of a port of the Service. */
function* unmatched(object: KubeObject, service: KubeObject): Iterable<Problem> {
  const ports = service.at('spec', 'ports').items;
  const lists = object.kind === 'Endpoints' ? object.at('subsets').items : [object.root];
  for (const port of lists.flatMap((list) => list.at('ports').items)) {
    if (ports.some((some) => idOf(some) === idOf(port))) continue;
    const name = port.at('name');
    const same = ports.find((some) => (some.at('name').text ?? '') === (name.text ?? ''));
    if (same !== undefined) {
      const words = `must be ${same.at('protocol').text ?? 'TCP'}, as that port of ${service.title} has it`;
      yield problem(port.at('protocol'), words, 'correct one of them');
      continue;
    }
    const names = ports.flatMap((some) => some.at('name').text ?? []);
    const words = `must be the name of a port of ${service.title} (${listed(servicePorts(service))})`;
    const otherwise = names.length === 0 ? 'omit it: the port of the Service has none' : 'write that name';
    yield problem(name, words, meant(nearest(name.text ?? '', names), otherwise));
  }
}

function idOf(port: Place): string {
  return `${port.at('name').text ?? ''}/${port.at('protocol').text ?? 'TCP'}`;
}
