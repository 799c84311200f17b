import { ApiObject, ApiObjectMetadata, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkClaim } from '../private/claim-spec';
import { invalid, shown } from '../private/errors';
import { present } from '../private/metadata';
import { sizeQuantity } from '../private/quantities';
import { check, dnsLabel } from '../private/rules';
import { PersistentVolumeSource } from './persistent-volume-source';
import { checkFits, requestOf } from './private/binding';
import { checkClusterMetadata, withoutNamespace } from './private/cluster-object';

/** Properties for `PersistentVolume`. */
export interface PersistentVolumeProps {
  /**
   * Metadata of the volume, which lies in no namespace.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /** How much it holds: at least one kibibyte. Claims that ask for at most as much can be bound to it. */
  readonly storage: Size;
  /** Where the data is. */
  readonly source: PersistentVolumeSource;
  /**
   * Who may mount it. `ReadWriteOnce` means one node, `ReadWriteOncePod` one pod. A claim may ask for some of them.
   * @default - ReadWriteOnce
   */
  readonly accessModes?: kplus.PersistentVolumeAccessMode[];
  /**
   * The class, which claims must name to get it. It need not exist as an object.
   * @default - none: for claims with the class `''`
   */
  readonly storageClassName?: string;
  /**
   * What becomes of volume and data when the claim is deleted. `Delete` is for volumes whose driver can delete them.
   * @default - Retain: both stay, and no other claim gets them
   */
  readonly reclaimPolicy?: kplus.PersistentVolumeReclaimPolicy;
  /**
   * Whether pods get a file system or a device.
   * @default - Filesystem
   */
  readonly volumeMode?: kplus.PersistentVolumeMode;
  /**
   * Options of the mount, such as `nfsvers=4.1`. Nobody checks them before a pod mounts the volume. Fails for a hostPath.
   * @default - none
   */
  readonly mountOptions?: string[];
}

/**
 * Storage that an administrator has made, for claims of any namespace: one claim binds to it, and has all of it.
 * Fails when `storage` is 0, `accessModes` is empty, or the source is not filled in.
 * Source: Learn Kubernetes in a Month of Lunches, 5.3.
 */
export class PersistentVolume extends kplus.Resource implements kplus.IPersistentVolume {
  /** For `cdk8s-plus-27`: the kind as permissions name it. */
  public readonly resourceType = 'persistentvolumes';
  /** How much it holds. */
  public readonly storage: Size;
  /** Who may mount it. */
  public readonly accessModes: kplus.PersistentVolumeAccessMode[];
  /** Its class; empty for none. */
  public readonly storageClassName: string;
  /** Whether pods get a file system or a device. */
  public readonly volumeMode: kplus.PersistentVolumeMode;
  protected readonly apiObject: ApiObject;
  private claimRef?: kplus.k8s.ObjectReference;

  constructor(scope: Construct, id: string, props: PersistentVolumeProps) {
    super(scope, id);
    checkClusterMetadata(this, props.metadata);
    checkClaim(this, props);
    props.source._check(this, props.mountOptions ?? []);
    this.storage = props.storage;
    this.accessModes = [...(props.accessModes ?? [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE])];
    this.storageClassName = props.storageClassName ?? '';
    this.volumeMode = props.volumeMode ?? kplus.PersistentVolumeMode.FILE_SYSTEM;
    const spec: kplus.k8s.PersistentVolumeSpec = {
      capacity: { storage: kplus.k8s.Quantity.fromString(sizeQuantity(props.storage)) },
      accessModes: [...this.accessModes],
      storageClassName: props.storageClassName,
      persistentVolumeReclaimPolicy: props.reclaimPolicy,
      volumeMode: props.volumeMode,
      mountOptions: props.mountOptions && [...props.mountOptions],
      ...props.source._toKube(),
    };
    this.apiObject = withoutNamespace(
      new ApiObject(this, 'Resource', {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: present(props.metadata),
        spec: Lazy.any({
          produce: () => kplus.k8s.toJson_PersistentVolumeSpec({ ...spec, claimRef: this.claimRef }) as object,
        }),
      }),
    );
  }

  /**
   * Keeps the volume for one claim: no other gets it in the meantime. Fails for a claim that can never be bound to it, when
   * the namespace of the claim is not known, and the second time.
   *
   * @param claim the claim
   * @param namespace where the claim is; that of its object, or of its chart, when omitted
   */
  public reserveFor(claim: kplus.IPersistentVolumeClaim, namespace?: string): void {
    const object = claim.node.defaultChild;
    const place = namespace ?? (object instanceof ApiObject ? object.metadata.namespace : undefined);
    check(this, 'namespace', place, dnsLabel, 'give the namespace of the claim');
    if (place === undefined) {
      const problem = `'namespace' must be that of claim ${claim.name}, got none`;
      throw invalid(this, problem, 'give it as the second argument, or give its chart one');
    }
    if (this.claimRef !== undefined) {
      throw invalid(this, `'reserveFor' must be called once, got ${shown(this.claimRef.name)} before`, 'omit one');
    }
    const request = requestOf(claim);
    const wanted = request?.volume?.name ?? this.name;
    if (wanted !== this.name) {
      throw invalid(
        this,
        `'claim' must want this volume, or none, got ${claim.name} for ${wanted}`,
        'reserve that one',
      );
    }
    if (request !== undefined) checkFits(this, request, this, ` of claim ${claim.name}`);
    this.claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: claim.name, namespace: place };
  }
}
