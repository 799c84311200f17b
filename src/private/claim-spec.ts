import { Size } from 'cdk8s';
import { k8s, PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { sizeQuantity } from './quantities';

/** What a claim asks for. */
export interface ClaimRequest {
  readonly storage: Size;
  readonly accessModes?: PersistentVolumeAccessMode[];
  readonly storageClassName?: string;
}

/** The `spec` of a claim, stand-alone or template: an absent class is the default class, an empty one is no class. */
export function claimSpec(request: ClaimRequest): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [...(request.accessModes ?? [PersistentVolumeAccessMode.READ_WRITE_ONCE])],
    resources: { requests: { storage: k8s.Quantity.fromString(sizeQuantity(request.storage)) } },
    storageClassName: request.storageClassName,
  };
}
