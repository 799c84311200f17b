import { KubeObject } from './kube-object';

/** Whether a controller made the object and looks after it, as a Deployment does for its ReplicaSets. */
export function isOwned(object: KubeObject): boolean {
  return object.at('metadata', 'ownerReferences').items.some((owner) => owner.at('controller').flag === true);
}
