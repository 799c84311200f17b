import { ApiObject, ApiObjectMetadata, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkClaim, claimSpec } from '../private/claim-spec';
import { invalid } from '../private/errors';
import { checkMetadata, present } from '../private/metadata';
import { PersistentVolume } from './persistent-volume';
import { checkFits, rememberRequest } from './private/binding';

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
  /**
   * The volume that it wants, and no other. The class is then that of the volume. Fails when it can never be bound to this
   * volume: it asks for more, or for another class or mode. `volume.reserveFor(claim)` keeps other claims away.
   * @default - any volume that fits
   */
  readonly volume?: kplus.IPersistentVolume;
  /**
   * Whether pods get a file system or a device.
   * @default - Filesystem
   */
  readonly volumeMode?: kplus.PersistentVolumeMode;
}

/**
 * A claim to a volume that outlives the pods that mount it. Takes any size, where `cdk8s-plus-27` takes whole gibibytes only.
 * The class decides who makes the volume: none given, the default class of the cluster; a name, that class; `''`, somebody
 * has made it. Fails when `storage` is 0 or `accessModes` is empty.
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
    const request = { ...props, storageClassName: this.classOf(props) };
    if (props.volume instanceof PersistentVolume) checkFits(this, request, props.volume);
    rememberRequest(this, request);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: present(props.metadata),
      spec: kplus.k8s.toJson_PersistentVolumeClaimSpec({
        ...claimSpec(request),
        volumeName: props.volume?.name,
        volumeMode: props.volumeMode,
      }),
    });
  }

  /** With no class the API server fills in the default one, which no volume that was made by hand has. */
  private classOf({ storageClassName, volume }: PersistentVolumeClaimProps): string | undefined {
    if (storageClassName !== undefined || volume === undefined) return storageClassName;
    if (volume instanceof PersistentVolume) return volume.storageClassName;
    const problem = `'storageClassName' must be that of volume ${volume.name}, which is not known here, got nothing`;
    throw invalid(this, problem, "write it, or '' for none");
  }
}
