import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { DisruptionBudget } from '../disruption-budget';
import { Workload } from '../workload';

/** Makes the budget of a workload. Whether it can be kept shows once it is known who sets the number of pods. */
export function addBudget(
  workload: Workload,
  budget: DisruptionBudget,
  metadata: ApiObjectMetadata,
  replicas: number,
): void {
  const spec = budget._toKube(workload);
  new ApiObject(workload, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: kplus.k8s.toJson_PodDisruptionBudgetSpec({
      ...spec,
      selector: { matchLabels: { ...workload.pods.labels } },
    }) as object,
  });
  workload.node.addValidation({
    validate: () => (workload.hasAutoscaler ? [] : [budget._problem(replicas) ?? []].flat()),
  });
}
