import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { absolutePath, check, dnsSubdomain, labelKey, labelValue, Rule } from '../private/rules';
import type { HostPathOptions } from './volume';

/** Options of `PersistentVolumeSource.nfs`. */
export interface NfsSourceOptions {
  /**
   * Whether nobody may write.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Options of `PersistentVolumeSource.local`. */
export interface LocalSourceOptions {
  /**
   * The file system, where the path is a block device.
   * @default - chosen by Kubernetes
   */
  readonly fsType?: string;
}

/** Options of sources that some nodes may not reach. */
export interface ReachableSourceOptions {
  /**
   * The nodes that reach the data, by their labels; pods with the claim run only there. A node fits when it has the labels
   * of one of these.
   * @default - all nodes
   */
  readonly nodes?: kplus.LabeledNode[];
}

/** Options of `PersistentVolumeSource.hostPath`. */
export interface HostPathSourceOptions extends HostPathOptions, ReachableSourceOptions {}

/**
 * Where the data of a `PersistentVolume` is. Nothing but the volume knows it: claims and pods stay as they are when it
 * moves to another system.
 * Source: Learn Kubernetes in a Month of Lunches, 5.3.
 */
export class PersistentVolumeSource {
  /** A directory that an NFS server exports; every node reaches it. */
  public static nfs(server: string, path: string, options: NfsSourceOptions = {}): PersistentVolumeSource {
    return new PersistentVolumeSource({ nfs: { server, path, readOnly: options.readOnly } });
  }

  /**
   * A disk, or a directory that somebody has made, on the node with these labels, where the pods with the claim then run.
   * Pods of other nodes never see it, so the labels must be those of one node.
   */
  public static local(path: string, node: kplus.LabeledNode, options: LocalSourceOptions = {}): PersistentVolumeSource {
    return new PersistentVolumeSource({ local: { path, fsType: options.fsType } }, [node]);
  }

  /**
   * A directory of whichever node the pod runs on: for clusters of one node. The data does not follow the pod to another.
   */
  public static hostPath(path: string, options: HostPathSourceOptions = {}): PersistentVolumeSource {
    return new PersistentVolumeSource({ hostPath: { path, type: options.type } }, options.nodes);
  }

  /** A volume that a CSI driver of the cluster attaches, by the handle under which the driver knows it. */
  public static csi(
    source: kplus.k8s.CsiPersistentVolumeSource,
    options: ReachableSourceOptions = {},
  ): PersistentVolumeSource {
    return new PersistentVolumeSource({ csi: { ...source } }, options.nodes);
  }

  /** Any other source, as Kubernetes spells it: `iscsi`, `fc`; with `nodeAffinity` where some nodes do not reach it. */
  public static of(source: kplus.k8s.PersistentVolumeSpec): PersistentVolumeSource {
    return new PersistentVolumeSource({ ...source });
  }

  private readonly nodes?: kplus.LabeledNode[];

  private constructor(
    private readonly spec: kplus.k8s.PersistentVolumeSpec,
    nodes?: kplus.LabeledNode[],
  ) {
    this.nodes = nodes && [...nodes];
  }

  /** The fields of the volume that say where it is. @internal */
  public _toKube(): kplus.k8s.PersistentVolumeSpec {
    return { ...this.spec, nodeAffinity: this.spec.nodeAffinity ?? affinityTo(this.nodes) };
  }

  /** Fails when the API server would reject the source. @internal */
  public _check(scope: IConstruct, mountOptions: string[]): void {
    const { nfs, local, hostPath, csi, nodeAffinity, ...others } = this.spec;
    const kinds = Object.entries({ nfs, local, hostPath, csi, ...others }).flatMap(([key, value]) =>
      value === undefined ? [] : [key],
    );
    if (kinds.length !== 1 || Object.keys(others).some((key) => NO_SOURCES.includes(key))) {
      throw invalid(scope, `'source' must have one source and no more, got ${shown(kinds)}`, 'say where the data is');
    }
    check(scope, 'source.server', nfs?.server, filled, 'name the server');
    for (const path of [nfs?.path, local?.path, hostPath?.path])
      check(scope, 'source.path', path, absolutePath, 'write the path from the root');
    check(scope, 'source.driver', csi?.driver.toLowerCase(), driverName, 'write the name of a CSI driver');
    check(scope, 'source.volumeHandle', csi?.volumeHandle, filled, 'name the volume as the driver does');
    if (local !== undefined && this.nodes === undefined && nodeAffinity === undefined) {
      throw invalid(scope, "'source' must tell on which node a local volume is, got none", 'set nodeAffinity');
    }
    if (mountOptions.length > 0 && hostPath !== undefined) {
      const problem = `'mountOptions' must be absent for a hostPath, which is not mounted, got ${shown(mountOptions)}`;
      throw invalid(scope, problem, 'omit it');
    }
    for (const node of this.nodes ?? []) checkNode(scope, node);
    if (this.nodes?.length === 0) throw invalid(scope, "'source.nodes' must not be empty, got []", 'omit it');
  }
}

/** What `PersistentVolume` has props for. */
const NO_SOURCES = [
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions'],
  ...['persistentVolumeReclaimPolicy', 'storageClassName', 'volumeMode'],
];

const filled: Rule<string> = (value) => (value.trim() === '' ? 'must not be empty' : undefined);

const driverName: Rule<string> = (value) =>
  dnsSubdomain(value) ?? (value.length > 63 ? 'must have at most 63 characters' : undefined);

function affinityTo(nodes: kplus.LabeledNode[] | undefined): kplus.k8s.VolumeNodeAffinity | undefined {
  return (
    nodes && {
      required: {
        nodeSelectorTerms: nodes.map(({ labelSelector }) => ({
          matchExpressions: labelSelector.map((query) => query._toKube()),
        })),
      },
    }
  );
}

/** An expression without labels or values fits no node, and the API server refuses it. */
function checkNode(scope: IConstruct, { labelSelector }: kplus.LabeledNode): void {
  if (labelSelector.length === 0)
    throw invalid(scope, "'source' must name nodes by a label, got none", 'give a query, such as NodeLabelQuery.is');
  for (const { key, operator, values } of labelSelector.map((query) => query._toKube())) {
    check(scope, 'source.nodes', key, labelKey, 'correct the key of the label');
    if (['In', 'NotIn'].includes(operator) && (values ?? []).length === 0)
      throw invalid(scope, `'source.nodes["${key}"]' must have at least one value, got []`, 'add one');
    if (['Gt', 'Lt'].includes(operator) && !(values?.length === 1 && /^[+-]?\d+$/.test(values[0] ?? '')))
      throw invalid(scope, `'source.nodes["${key}"]' must be one whole number, got ${shown(values)}`, 'give one');
    for (const value of values ?? [])
      check(scope, `source.nodes["${key}"]`, value, labelValue, 'correct the value of the label');
  }
}
