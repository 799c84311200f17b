import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { checkClaim, claimSpec } from '../private/claim-spec';
import { invalid, shown } from '../private/errors';
import { checkLabels } from '../private/metadata';
import { kibibytes, sizeAmount, sizeQuantity } from '../private/quantities';
import { absolutePath, check, dnsLabel, fileMode } from '../private/rules';
import type { ClaimOptions } from './persistent-volume-claim';
import { PodFact } from './pod-fact';
import { checkFacts, checkItems, factFiles, Facts, keyToPaths } from './private/volume-files';
import { ProjectedSource } from './projected-source';

/** Options of `Volume.emptyDir`. */
export interface EmptyDirOptions {
  /**
   * Where the files live.
   * @default - the disk of the node
   */
  readonly medium?: kplus.EmptyDirMedium;
  /**
   * How much the volume may hold; a pod that exceeds it is evicted.
   * @default - no limit
   */
  readonly sizeLimit?: Size;
}

/** Options of `Volume.configMap` and `Volume.secret`. */
export interface FileVolumeOptions {
  /**
   * Which keys become files, and at which relative paths. A key that the object lacks keeps the pod from starting.
   * @default - every key is a file of its own name
   */
  readonly items?: { [key: string]: kplus.PathMapping };
  /**
   * Permissions of the files, as an octal number such as `0o440`, at most `0o777`.
   * @default - 0644
   */
  readonly defaultMode?: number;
  /**
   * Whether the pod may start without the object.
   * @default false
   */
  readonly optional?: boolean;
}

/** Options of `Volume.secretValues`, `Volume.projected` and `Volume.downwardApi`. */
export interface ProjectedOptions {
  /**
   * Permissions of the files, as an octal number such as `0o440`, at most `0o777`.
   * @default - 0644
   */
  readonly defaultMode?: number;
}

/** What the path of a `Volume.hostPath` must be on the node. */
export enum HostPathType {
  /** A directory that exists. */
  DIRECTORY = 'Directory',
  /** A directory, made with mode 0755 when it is missing. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',
  /** A file that exists. */
  FILE = 'File',
  /** A file, made when it is missing. */
  FILE_OR_CREATE = 'FileOrCreate',
  /** A Unix socket that exists. */
  SOCKET = 'Socket',
  /** A character device that exists. */
  CHAR_DEVICE = 'CharDevice',
  /** A block device that exists. */
  BLOCK_DEVICE = 'BlockDevice',
}

/** Options of `Volume.hostPath`. */
export interface HostPathOptions {
  /**
   * What the path must be.
   * @default - not checked
   */
  readonly type?: HostPathType;
}

/** Options of `Volume.persistentVolumeClaim`. */
export interface ClaimVolumeOptions {
  /**
   * Whether no container may write to the volume.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Options of `Volume.claimTemplate`. */
export interface ClaimTemplateOptions extends ClaimOptions {
  /**
   * Labels of the claims, beside those of the selector, which Kubernetes adds.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** How a volume is mounted. */
export interface MountOptions {
  /**
   * Whether the container may only read. The flag belongs to the mount: another container may write to the same volume.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * A path inside the volume, relative and without `..`, that is mounted instead of its root. A ConfigMap or Secret
   * mounted so never receives updates.
   * @default - the root of the volume
   */
  readonly subPath?: string;
  /**
   * As `subPath`, with `$(VARIABLE)` replaced from the environment of the container. Fails together with `subPath`.
   * @default - none
   */
  readonly subPathExpr?: string;
  /**
   * How mounts below this one are passed between node and container.
   * @default - none are passed
   */
  readonly mountPropagation?: kplus.MountPropagation;
}

/** A volume at a path of a container; made by `volume.at(path)`. */
export interface VolumeMount extends MountOptions {
  /** What is mounted. */
  readonly volume: Volume;
  /** Where: an absolute path without `:`. It hides what the image has there. */
  readonly mountPath: string;
}

/**
 * A volume of a pod. Containers mount it with `volume.at(path)`; the pod lists it because a container mounts it, so
 * there is neither a mount without a volume nor a volume without a mount. The same object in two containers is shared.
 * Source: Learn Kubernetes in a Month of Lunches, 4.2 and chapter 5.
 */
export class Volume {
  /** A directory that is made empty with the pod and deleted with it; it outlives restarts of containers. */
  public static emptyDir(name: string, options: EmptyDirOptions = {}): Volume {
    const sizeLimit = options.sizeLimit && kplus.k8s.Quantity.fromString(sizeQuantity(options.sizeLimit));
    const medium = options.medium === kplus.EmptyDirMedium.DEFAULT ? undefined : options.medium;
    return new Volume(name, { name, emptyDir: { medium, sizeLimit } }, { sizeLimit: options.sizeLimit });
  }

  /** The keys of a ConfigMap as read-only files. */
  public static configMap(name: string, configMap: kplus.IConfigMap, options: FileVolumeOptions = {}): Volume {
    const { defaultMode, optional } = options;
    return new Volume(
      name,
      { name, configMap: { name: configMap.name, items: keyToPaths(options.items), defaultMode, optional } },
      { files: options, configs: [configMap] },
    );
  }

  /** The keys of a Secret as read-only files in memory. */
  public static secret(name: string, secret: kplus.ISecret, options: FileVolumeOptions = {}): Volume {
    const { defaultMode, optional } = options;
    return new Volume(
      name,
      { name, secret: { secretName: secret.name, items: keyToPaths(options.items), defaultMode, optional } },
      { files: options, configs: [secret] },
    );
  }

  /** Single keys of any Secrets as read-only files in one directory, by the paths of the files. */
  public static secretValues(
    name: string,
    values: { [path: string]: kplus.SecretValue },
    options: ProjectedOptions = {},
  ): Volume {
    const sources = Object.entries(values).map(([path, { secret, key }]) => ({
      secret: { name: secret.name, items: [{ key, path }] },
    }));
    const configs = Object.values(values).map(({ secret }) => secret);
    return new Volume(
      name,
      { name, projected: { sources, defaultMode: options.defaultMode } },
      { files: { defaultMode: options.defaultMode }, configs },
    );
  }

  /** Files of several sources in one directory: keys of ConfigMaps and Secrets, facts of the pod, tokens. */
  public static projected(name: string, sources: ProjectedSource[], options: ProjectedOptions = {}): Volume {
    const { defaultMode } = options;
    return new Volume(
      name,
      { name, projected: { sources: sources.map((source) => source._toKube()), defaultMode } },
      { files: { defaultMode }, sources: [...sources], configs: sources.flatMap((source) => source._configs) },
    );
  }

  /** Facts of the pod as files, by their relative paths: its name, its labels, what its containers ask for. */
  public static downwardApi(name: string, files: { [path: string]: PodFact }, options: ProjectedOptions = {}): Volume {
    const { defaultMode } = options;
    return new Volume(
      name,
      { name, downwardApi: { items: factFiles(files), defaultMode } },
      { files: { defaultMode }, facts: { ...files } },
    );
  }

  /** A directory or file of the node. Needs the security level `privileged`; the data does not follow the pod to another node. */
  public static hostPath(name: string, path: string, options: HostPathOptions = {}): Volume {
    return new Volume(name, { name, hostPath: { path, type: options.type } });
  }

  /** The volume of a claim that exists beside the pod. */
  public static persistentVolumeClaim(
    name: string,
    claim: kplus.IPersistentVolumeClaim,
    options: ClaimVolumeOptions = {},
  ): Volume {
    return new Volume(name, { name, persistentVolumeClaim: { claimName: claim.name, readOnly: options.readOnly } });
  }

  /** A claim of its own for each replica of a StatefulSet, named `<name>-<set>-<ordinal>`. Other workloads refuse it. */
  public static claimTemplate(name: string, options: ClaimTemplateOptions): Volume {
    return new Volume(name, { name }, { template: options });
  }

  /** Any other kind of volume, as Kubernetes spells it: `nfs`, `csi`, `ephemeral`. */
  public static of(volume: kplus.k8s.Volume): Volume {
    return new Volume(volume.name, volume);
  }

  private constructor(
    /** The name of the volume in the pod: a DNS label. */
    public readonly name: string,
    private readonly spec: kplus.k8s.Volume,
    private readonly extra: {
      files?: FileVolumeOptions;
      configs?: IConstruct[];
      template?: ClaimTemplateOptions;
      sizeLimit?: Size;
      sources?: ProjectedSource[];
      facts?: Facts;
    } = {},
  ) {}

  /** This volume at an absolute path of a container. The mount hides what the image has at that path. */
  public at(mountPath: string, options: MountOptions = {}): VolumeMount {
    return { ...options, volume: this, mountPath };
  }

  /** The ConfigMaps and Secrets behind the volume. @internal */
  public get _configs(): IConstruct[] {
    return this.extra.configs ?? [];
  }

  /** Whether the volume shows a path of the node. @internal */
  public get _isHostPath(): boolean {
    return this.spec.hostPath !== undefined;
  }

  /** The claim template, when the volume is one. @internal */
  public _toClaimTemplate(): kplus.k8s.KubePersistentVolumeClaimProps | undefined {
    const { template } = this.extra;
    return (
      template && {
        metadata: { name: this.name, labels: template.labels && { ...template.labels } },
        spec: claimSpec(template),
      }
    );
  }

  /** The volume as the pod lists it. @internal */
  public _toKube(): kplus.k8s.Volume {
    return this.spec;
  }

  /** Fails when the API server would reject the volume. @internal */
  public _check(scope: IConstruct, prop: string): void {
    check(scope, `${prop}.name`, this.name, dnsLabel, 'choose another name for the volume');
    check(scope, `${prop}.path`, this.spec.hostPath?.path, absolutePath, 'write the path from the root of the node');
    const { files, template } = this.extra;
    check(scope, `${prop}.defaultMode`, files?.defaultMode, fileMode, 'write it as an octal number such as 0o440');
    checkItems(scope, prop, files?.items);
    checkFacts(scope, prop, this.extra.facts);
    for (const [i, source] of (this.extra.sources ?? []).entries()) source._check(scope, `${prop}.sources[${i}]`);
    const { sizeLimit } = this.extra;
    check(scope, `${prop}.sizeLimit`, sizeLimit && kibibytes(sizeLimit), sizeAmount, 'give at least 1 KiB');
    if (template !== undefined) {
      checkClaim(scope, template, `${prop}.`);
      checkLabels(scope, `${prop}.labels`, template.labels);
    }
    const sources = Object.entries(this.spec).filter(([key, value]) => key !== 'name' && value !== undefined);
    if (sources.length === 0 && template === undefined) {
      throw invalid(scope, `'${prop}' must have a source, got none`, 'say what it holds');
    }
    if (sources.length > 1) {
      const kinds = sources.map(([key]) => key);
      throw invalid(scope, `'${prop}' must have one source, got ${shown(kinds)}`, 'omit all but one');
    }
  }
}
