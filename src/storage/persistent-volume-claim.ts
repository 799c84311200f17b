import { ApiObject, ApiObjectMetadata, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkClaim, claimSpec } from '../private/claim-spec';
import { checkMetadata, present } from '../private/metadata';

/** What a claim asks for; shared by claims and by claim templates. */
export interface ClaimOptions {
  /** How much: at least one kibibyte. */
  readonly storage: Size;
  /**
   * Who may mount the volume. `ReadWriteOnce` means one node, `ReadWriteOncePod` one pod.
   * @default - ReadWriteOnce
   */
  readonly accessModes?: kplus.PersistentVolumeAccessMode[];
  /**
   * The storage class. An empty string asks for a volume without a class, which somebody must have made.
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/** Properties for `PersistentVolumeClaim`. */
export interface PersistentVolumeClaimProps extends ClaimOptions {
  /**
   * Metadata of the claim.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A claim to a volume that outlives the pods that mount it. Takes any size, where `cdk8s-plus-27` takes whole gibibytes only.
 * Fails when `storage` is 0 or `accessModes` is empty.
 * Source: Learn Kubernetes in a Month of Lunches, 5.3 and 5.4.
 */
export class PersistentVolumeClaim extends kplus.Resource implements kplus.IPersistentVolumeClaim {
  /** For `cdk8s-plus-27`: the kind as permissions name it. */
  public readonly resourceType = 'persistentvolumeclaims';
  protected readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PersistentVolumeClaimProps) {
    super(scope, id);
    checkMetadata(this, props.metadata);
    checkClaim(this, props);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: present(props.metadata),
      spec: kplus.k8s.toJson_PersistentVolumeClaimSpec(claimSpec(props)),
    });
  }
}
