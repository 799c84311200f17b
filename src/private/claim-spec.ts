import { Size } from 'cdk8s';
import { k8s, PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid } from './errors';
import { kibibytes, sizeAmount, sizeQuantity, WRITE_SIZE } from './quantities';
import { check, dnsSubdomain } from './rules';
import { checkShape, sizeShape } from './shapes';

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

/** Fails for a claim that the API server would reject; `prefix` leads the names of its props. */
export function checkClaim(
  scope: IConstruct,
  { storage, accessModes, storageClassName }: ClaimRequest,
  prefix = '',
): void {
  checkShape(scope, `${prefix}storage`, storage, sizeShape, WRITE_SIZE);
  check(scope, `${prefix}storage`, kibibytes(storage), sizeAmount, 'give a size');
  if (accessModes?.length === 0) {
    throw invalid(scope, `'${prefix}accessModes' must name at least one mode, got []`, 'omit it for ReadWriteOnce');
  }
  const only = PersistentVolumeAccessMode.READ_WRITE_ONCE_POD;
  if ((accessModes?.length ?? 0) > 1 && accessModes?.includes(only) === true) {
    throw invalid(
      scope,
      `'${prefix}accessModes' must name ${only} alone, got ${accessModes.join(', ')}`,
      'omit the others',
    );
  }
  if (storageClassName !== '') {
    check(scope, `${prefix}storageClassName`, storageClassName, dnsSubdomain, 'use the name of a StorageClass');
  }
}
