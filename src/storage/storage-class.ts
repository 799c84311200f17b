import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { present } from '../private/metadata';
import { check, labelKey, Rule } from '../private/rules';
import { checkClusterMetadata, withoutNamespace } from './private/cluster-object';

/** When the volume of a claim is made or chosen. */
export enum VolumeBindingMode {
  /** With the claim. The volume may end up where the pods of the claim cannot run. */
  IMMEDIATE = 'Immediate',
  /** With the first pod that uses the claim, where that pod can run. Until then the claim is pending. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
}

/** Properties for `StorageClass`. */
export interface StorageClassProps {
  /**
   * Metadata of the class, which lies in no namespace. Its name is what claims ask for: call it by what it can do, not by
   * what it is made of.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /** Who makes the volumes: the name of a driver of the cluster, or `StorageClass.NO_PROVISIONER`. */
  readonly provisioner: string;
  /**
   * What the driver is told, in its own words.
   * @default - none
   */
  readonly parameters?: { [key: string]: string };
  /**
   * What becomes of a volume and its data when the claim is deleted. `Retain` keeps both, and their price.
   * @default - Delete
   */
  readonly reclaimPolicy?: kplus.PersistentVolumeReclaimPolicy;
  /**
   * When the volume of a claim is made or chosen.
   * @default - Immediate
   */
  readonly volumeBindingMode?: VolumeBindingMode;
  /**
   * Whether claims may be raised later, where the driver can do it.
   * @default false
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * Options of the mounts. Nobody checks them before a pod mounts a volume.
   * @default - none
   */
  readonly mountOptions?: string[];
  /**
   * Where volumes may be made.
   * @default - anywhere
   */
  readonly allowedTopologies?: kplus.k8s.TopologySelectorTerm[];
  /**
   * Whether claims that name no class get this one. A cluster should have one such class.
   * @default false
   */
  readonly isDefault?: boolean;
}

/**
 * A kind of storage that claims ask for by name: who makes the volumes, when, and what becomes of them. Provisioner,
 * parameters, reclaim policy and binding mode are fixed once it is made.
 * Source: Learn Kubernetes in a Month of Lunches, 5.4.
 */
export class StorageClass extends kplus.Resource {
  /** The provisioner of classes whose volumes somebody makes by hand; they want `WAIT_FOR_FIRST_CONSUMER`. */
  public static readonly NO_PROVISIONER = 'kubernetes.io/no-provisioner';

  /** For `cdk8s-plus-27`: the kind as permissions name it. */
  public readonly resourceType = 'storageclasses';
  protected readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id);
    checkClusterMetadata(this, props.metadata);
    check(this, 'provisioner', props.provisioner, provisionerName, 'write the name of a driver, or NO_PROVISIONER');
    for (const key of Object.keys(props.parameters ?? {}))
      check(this, 'parameters', key, (value) => (value === '' ? 'must have keys' : undefined), 'name the parameter');
    const object = kplus.k8s.KubeStorageClass.manifest({
      provisioner: props.provisioner,
      parameters: props.parameters && { ...props.parameters },
      reclaimPolicy: props.reclaimPolicy,
      volumeBindingMode: props.volumeBindingMode,
      allowVolumeExpansion: props.allowVolumeExpansion,
      mountOptions: props.mountOptions && [...props.mountOptions],
      allowedTopologies: props.allowedTopologies && [...props.allowedTopologies],
    }) as object;
    this.apiObject = withoutNamespace(
      new ApiObject(this, 'Resource', {
        ...object,
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: metadataOf(props),
      }),
    );
  }
}

function metadataOf({ metadata, isDefault = false }: StorageClassProps): ApiObjectMetadata | undefined {
  if (!isDefault) return present(metadata);
  return { ...present(metadata), annotations: { ...metadata?.annotations, [DEFAULT]: 'true' } };
}

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

const provisionerName: Rule<string> = (value) => labelKey(value.toLowerCase());
