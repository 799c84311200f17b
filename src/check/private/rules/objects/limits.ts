import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';

/** The limits of a kind of thing (`Container`, `Pod`, `PersistentVolumeClaim`) that the LimitRanges of a namespace set. */
export function limitsOf(graph: Graph, namespace: string, type: string): Place[] {
  const ranges = graph.objectsOf('LimitRange', namespace);
  return ranges.flatMap((range) => range.at('spec', 'limits').items.filter((item) => item.at('type').text === type));
}

/** Whether a container asks for a resource: itself, by its limit, or through a LimitRange or the resources of the pod. */
export function requests(container: Container, pods: Pods, resource: string, graph: Graph): boolean {
  const given = ['default', 'defaultRequest', 'max', 'min'];
  return (
    ['requests', 'limits'].some((list) => has(container.place.at('resources', list), resource)) ||
    has(pods.spec.at('resources', 'requests'), resource) ||
    limitsOf(graph, pods.namespace, 'Container').some((item) => given.some((list) => has(item.at(list), resource)))
  );
}

/** Whether a container is limited: by itself, by a LimitRange or by the pod. */
export function isLimited(container: Container, pods: Pods, resource: string, graph: Graph): boolean {
  return (
    has(container.place.at('resources', 'limits'), resource) ||
    has(pods.spec.at('resources', 'limits'), resource) ||
    limitsOf(graph, pods.namespace, 'Container').some((item) =>
      ['default', 'max'].some((list) => has(item.at(list), resource)),
    )
  );
}

function has(list: Place, resource: string): boolean {
  return list.at(resource).present;
}
