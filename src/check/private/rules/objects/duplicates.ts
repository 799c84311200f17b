import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { problem, Problem, Rule } from '../../rule';

/** Rules on objects that exclude each other. */
export const DUPLICATE_RULES: Rule[] = [
  {
    id: 'duplicate-object',
    title: 'two objects of one kind, namespace and name',
    set: (graph) => duplicates(graph),
  },
  {
    id: 'host-port-clash',
    title: 'two daemon sets that want the same port of every node',
    set: (graph) => hostPorts(graph),
  },
];

function* duplicates(graph: Graph): Iterable<Problem> {
  const first = new Map<string, KubeObject>();
  for (const object of graph.objects) {
    const name = object.at('metadata', 'name');
    if (name.text === undefined || name.text === '' || object.kind === '') continue;
    const id = `${object.type} ${object.namespace ?? ''}/${name.text}`;
    if (!first.has(id)) first.set(id, object);
    else {
      const place = object.namespace === undefined ? '' : ` in namespace ${object.namespace}`;
      yield problem(name, `must be the name of one ${object.kind}${place} only`, 'rename or remove one of them');
    }
  }
}

/** A port of the node that pods take: on all its addresses, or on one. */
interface Taken {
  readonly pods: Pods;
  readonly place: Place;
  readonly address: string;
}

const ALL_ADDRESSES = ['', '0.0.0.0', '::'];

/** Daemon sets that choose their nodes may choose different ones; those that do not meet on every node. */
function* hostPorts(graph: Graph): Iterable<Problem> {
  const taken = new Map<string, Taken[]>();
  for (const pods of graph.pods) {
    if (pods.owner.type !== 'DaemonSet.apps' || choosesNodes(pods)) continue;
    for (const { port, place, address } of nodePortsOf(pods)) {
      const others = taken.get(port) ?? [];
      const other = others.find((one) => one.pods.owner.name !== pods.owner.name && meets(one.address, address));
      taken.set(port, [...others, { pods, place, address }]);
      if (other === undefined) continue;
      const words = `must not be that of ${other.pods.owner.title}, which runs on the same nodes`;
      yield problem(place, words, 'choose another port, or other nodes');
    }
  }
}

function choosesNodes({ spec }: Pods): boolean {
  return spec.at('nodeSelector').members.length > 0 || spec.at('affinity').present || spec.at('nodeName').present;
}

function meets(one: string, other: string): boolean {
  return one === other || ALL_ADDRESSES.includes(one) || ALL_ADDRESSES.includes(other);
}

function* nodePortsOf(pods: Pods): Iterable<{ port: string; place: Place; address: string }> {
  const host = pods.spec.at('hostNetwork').flag === true;
  for (const port of pods.running.flatMap((container) => container.ports)) {
    const place = port.at('hostPort').present || !host ? port.at('hostPort') : port.at('containerPort');
    if (place.number === undefined || place.number === 0) continue;
    const protocol = port.at('protocol').text ?? 'TCP';
    yield { port: `${protocol} ${place.number}`, place, address: port.at('hostIP').text ?? '' };
  }
}
