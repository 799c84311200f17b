import { IConstruct } from 'constructs';
import { invalid } from '../../private/errors';
import * as workload from '../../workload';

const KINDS = ['configMap', 'emptyDir', 'projected', 'secret'];

/** Fails for volumes that Knative rejects as it is installed: its pods come and go, and keep nothing. */
export function checkVolumes(scope: IConstruct, containers: workload.ContainerProps[]): void {
  for (const [i, { mounts }] of containers.entries()) {
    for (const { volume } of mounts ?? []) {
      const template = volume._toClaimTemplate() !== undefined;
      const kind = template ? 'claim template' : Object.keys(volume._toKube()).find((key) => key !== 'name');
      if (kind === undefined || KINDS.includes(kind)) continue;
      throw invalid(
        scope,
        `'containers[${i}].mounts' must be of kind ${KINDS.join(', ')} in Knative, got ${kind} "${volume.name}"`,
        'keep data in a store that the pods reach over the network',
      );
    }
  }
}
