import { KubeObject } from '../../kube-object';
import { isOwned } from '../../owners';
import { Place } from '../../place';
import { doubt, problem, Problem, Rule } from '../../rule';

/** Where each kind writes the labels by which it selects pods. */
const SELECTORS: { [type: string]: string[] } = {
  'Deployment.apps': ['spec', 'selector', 'matchLabels'],
  'StatefulSet.apps': ['spec', 'selector', 'matchLabels'],
  'DaemonSet.apps': ['spec', 'selector', 'matchLabels'],
  'ReplicaSet.apps': ['spec', 'selector', 'matchLabels'],
  'PodDisruptionBudget.policy': ['spec', 'selector', 'matchLabels'],
  'NetworkPolicy.networking.k8s.io': ['spec', 'podSelector', 'matchLabels'],
  Service: ['spec', 'selector'],
};

/** Rules on labels that controllers give the pods of each version of their template. */
export const TEMPLATE_HASH_RULES: Rule[] = [
  {
    id: 'template-hash',
    title: 'a selector with the hash that a controller gives each version of its pods',
    kinds: Object.keys(SELECTORS),
    object: function* (object) {
      if (isOwned(object)) return; // a ReplicaSet of a Deployment, read from a cluster
      const labels = object.root.along(SELECTORS[object.type] ?? []);
      for (const key of HASHES) if (labels.at(key).present) yield found(object, key, labels.at(key));
    },
  },
];

const HASHES = ['pod-template-hash', 'controller-revision-hash'];

/** Which of them a controller writes over what the template of its pods says: it looks for pods that it never makes. */
const OVERWRITTEN: { [type: string]: string } = {
  'Deployment.apps': 'pod-template-hash',
  'StatefulSet.apps': 'controller-revision-hash',
  'DaemonSet.apps': 'controller-revision-hash',
};

function found({ type, kind }: KubeObject, key: string, place: Place): Problem {
  if (OVERWRITTEN[type] === key) {
    const words = `must not be there, since the ${kind} gives its pods another value, and never finds them`;
    return problem(place, words, 'omit it, in the pod template too');
  }
  return doubt(place, 'must not be there, since each version of the pods has another value', 'omit it');
}
