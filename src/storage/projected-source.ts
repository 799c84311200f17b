import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { check, filePath, whole } from '../private/rules';
import { PodFact } from './pod-fact';
import { checkFacts, checkItems, factFiles, Facts, Items, keyToPaths } from './private/volume-files';

/** Options of `ProjectedSource.configMap` and `ProjectedSource.secret`. */
export interface ProjectedFilesOptions {
  /**
   * Which keys become files, and at which relative paths. A key that the object lacks keeps the pod from starting.
   * @default - every key is a file of its own name
   */
  readonly items?: { [key: string]: kplus.PathMapping };
  /**
   * Whether the pod may start without the object.
   * @default false
   */
  readonly optional?: boolean;
}

/** Options of `ProjectedSource.serviceAccountToken`. */
export interface ServiceAccountTokenOptions {
  /**
   * Who the token is for.
   * @default - the API server
   */
  readonly audience?: string;
  /**
   * How long a token lasts, at least 10 minutes; the file gets a new one in time.
   * @default - 1 hour
   */
  readonly expiration?: Duration;
}

/** Files that share the directory of a `Volume.projected` with those of other sources. */
export class ProjectedSource {
  /** The keys of a ConfigMap. */
  public static configMap(configMap: kplus.IConfigMap, options: ProjectedFilesOptions = {}): ProjectedSource {
    const { items, optional } = options;
    const spec = { configMap: { name: configMap.name, items: keyToPaths(items), optional } };
    return new ProjectedSource(spec, { items, config: configMap });
  }

  /** The keys of a Secret. */
  public static secret(secret: kplus.ISecret, options: ProjectedFilesOptions = {}): ProjectedSource {
    const { items, optional } = options;
    const spec = { secret: { name: secret.name, items: keyToPaths(items), optional } };
    return new ProjectedSource(spec, { items, config: secret });
  }

  /** Facts of the pod, by the relative paths of the files. */
  public static downwardApi(files: { [path: string]: PodFact }): ProjectedSource {
    return new ProjectedSource({ downwardApi: { items: factFiles(files) } }, { facts: { ...files } });
  }

  /** A token with which the pod shows who it is, at a relative path. */
  public static serviceAccountToken(path: string, options: ServiceAccountTokenOptions = {}): ProjectedSource {
    const expirationSeconds = options.expiration?.toSeconds({ integral: false });
    const spec = { serviceAccountToken: { path, audience: options.audience, expirationSeconds } };
    return new ProjectedSource(spec, {});
  }

  private constructor(
    private readonly spec: kplus.k8s.VolumeProjection,
    private readonly parts: { items?: Items; config?: IConstruct; facts?: Facts },
  ) {}

  /** The ConfigMap or Secret behind it. @internal */
  public get _configs(): IConstruct[] {
    return this.parts.config === undefined ? [] : [this.parts.config];
  }

  /** @internal */
  public _toKube(): kplus.k8s.VolumeProjection {
    return this.spec;
  }

  /** Fails when the API server would reject it. @internal */
  public _check(scope: IConstruct, prop: string): void {
    checkItems(scope, prop, this.parts.items);
    checkFacts(scope, prop, this.parts.facts);
    const { path, expirationSeconds } = this.spec.serviceAccountToken ?? {};
    check(scope, `${prop}.path`, path, filePath, 'write the path below the mount');
    check(scope, `${prop}.expiration`, expirationSeconds, whole(600, 2 ** 32), 'give whole seconds, at least 600');
  }
}
