import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';

/** The kinds that run a number of pods which are all alike. */
export const REPLICATED = ['Deployment.apps', 'StatefulSet.apps', 'ReplicaSet.apps', 'ReplicationController'];

/** Where the number of pods stands: with the autoscalers that set it, or else with the owner. */
export function replicaCounts(owner: KubeObject, graph: Graph, bound: 'minReplicas' | 'maxReplicas'): Place[] {
  const scalers = graph.objectsOf('HorizontalPodAutoscaler.autoscaling', owner.namespace).filter((scaler) => {
    const target = scaler.at('spec', 'scaleTargetRef');
    return target.at('kind').text === owner.kind && target.at('name').text === owner.name;
  });
  return scalers.length === 0 ? [owner.at('spec', 'replicas')] : scalers.map((scaler) => scaler.at('spec', bound));
}
