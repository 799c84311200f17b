import { shown } from '../../../../private/errors';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { isOwned } from '../../owners';
import { Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';

/** Rules on pods that no controller made. */
export const BARE_POD_RULES: Rule[] = [
  {
    id: 'bare-pod',
    title: 'a Service that has only pods without a controller, which nothing replaces',
    set: (graph) => servedByBarePods(graph),
  },
  {
    id: 'adopted-pod',
    title: 'a pod of its own that a controller takes for one of its pods',
    kinds: ['ReplicaSet.apps', 'DaemonSet.apps', 'ReplicationController'],
    object: (object, graph) => adopted(object, graph),
  },
];

function* servedByBarePods(graph: Graph): Iterable<Problem> {
  const known = new Set<Pods>();
  for (const service of graph.objectsOf('Service')) {
    const selector = Selector.labels(service.at('spec', 'selector'));
    if (selector.empty || service.at('spec', 'type').text === 'ExternalName') continue;
    const pods = graph.selected(service.namespace ?? '', selector);
    if (!pods.every(isLasting)) continue;
    for (const pod of pods.filter((one) => !known.has(one))) {
      known.add(pod);
      yield doubt(
        pod.owner.at('kind'),
        `must be that of a controller, since ${service.title} needs the pod`,
        'make it a Deployment, which replaces its pods when their node goes',
      );
    }
  }
}

/** Whether it is a pod that should stay, and has nobody who replaces it. */
function isLasting({ owner, spec }: Pods): boolean {
  return owner.type === 'Pod' && (spec.at('restartPolicy').text ?? 'Always') === 'Always' && !isMade(owner);
}

/** Whether something else made the pod, or looks after it: an operator, the kubelet, Helm. */
function isMade(pod: KubeObject): boolean {
  const metadata = pod.at('metadata');
  const annotations = Object.keys(metadata.at('annotations').texts);
  return (
    isOwned(pod) ||
    annotations.some((key) => key.startsWith('kubernetes.io/config.') || key === 'helm.sh/hook') ||
    pod.at('spec', 'priorityClassName').text === 'system-node-critical'
  );
}

/** Of stateful sets only pods with the right name are theirs, of Deployments only those with a hash. */
function* adopted(controller: KubeObject, graph: Graph): Iterable<Problem> {
  const place = controller.at('spec', 'selector');
  const selector = controller.type === 'ReplicationController' ? Selector.labels(place) : Selector.of(place);
  if (selector.empty) return;
  for (const { owner, template, labels } of graph.selected(controller.namespace ?? '', selector)) {
    if (owner.type !== 'Pod' || isMade(owner)) continue;
    const words = `must not be what ${controller.title} selects`;
    yield doubt(
      template.at('metadata', 'labels'),
      words,
      'give the pod another label: it would be taken',
      shown(labels),
    );
  }
}
