import { isUtf8 } from 'node:buffer';
import { basename } from 'node:path';
import { ApiObject, ApiObjectMetadata, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { rememberConfig } from '../private/config-index';
import { checkMetadata, present } from '../private/metadata';
import { transform } from '../private/override';
import { addBytes, base64, check } from '../private/rules';
import { bytesOfFile } from './private/read-file';
import { CONFIG_MAP, fixedReads } from './private/readers';
import { bytesOf, checkKey } from './private/text';
import { versionOf } from './private/version';

/** Properties for `ConfigMap.versioned`. */
export interface VersionedConfigMapProps {
  /** The name without its version: `web-config` becomes `web-config-1a2b3c4d`. */
  readonly name: string;
  /**
   * Texts by key.
   * @default - none
   */
  readonly data?: { [key: string]: string };
  /**
   * Bytes in base64 by key.
   * @default - none
   */
  readonly binaryData?: { [key: string]: string };
  /**
   * More metadata; a name in it counts for nothing.
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Settings that pods read as files or variables: the ConfigMap of `cdk8s-plus-27`, checked and without its empty defaults.
 * Fails when a key is not 1 to 253 letters, digits, `-`, `_` and `.`.
 * Source: Learn Kubernetes in a Month of Lunches, 4.1, 4.2 and 4.5.
 */
export class ConfigMap extends kplus.ConfigMap {
  /**
   * Settings that never change: their name ends in a hash of them, and the object is immutable. Other settings are another
   * object, so pods that refer to it are replaced, and a rollback finds the settings of its time; the objects of old versions
   * stay on the cluster until someone deletes them. Nothing can be added later.
   */
  public static versioned(scope: Construct, id: string, props: VersionedConfigMapProps): ConfigMap {
    const { data, binaryData } = props;
    const metadata = { ...props.metadata, name: `${props.name}-${versionOf(data, binaryData)}` };
    const made = new ConfigMap(scope, id, { metadata, data, binaryData, immutable: true });
    made.complete = true;
    return made;
  }

  /**
   * Settings that change under pods that run, for applications that watch their files: a change of the object shows in the
   * files within a minute or two, and nothing restarts. Fails when it is immutable; at synth also when pods of its folder,
   * or of folders below, read it in a way that never changes: as variables or through a `subPath`.
   */
  public static live(scope: Construct, id: string, props: kplus.ConfigMapProps): ConfigMap {
    const made = new ConfigMap(scope, id, props);
    if (props.immutable === true)
      throw invalid(made, "'immutable' must be absent from live settings, got true", 'omit it');
    made.node.addValidation({ validate: () => made.stale() });
    return made;
  }

  private bytes = 0;
  private complete = false;

  constructor(scope: Construct, id: string, props: kplus.ConfigMapProps = {}) {
    super(scope, id, { ...props, metadata: present(props.metadata), data: undefined, binaryData: undefined });
    checkMetadata(this, props.metadata);
    rememberConfig(Chart.of(this), 'ConfigMap', this.name, this);
    for (const [key, value] of Object.entries(props.data ?? {})) this.addData(key, value);
    for (const [key, value] of Object.entries(props.binaryData ?? {})) this.addBinaryData(key, value);
    transform(ApiObject.of(this), ({ immutable, ...json }) => (immutable === true ? { ...json, immutable } : json));
  }

  /** Adds a key. Fails when the key is taken or is no key, and when all values exceed 1 MiB. */
  public addData(key: string, value: string): void {
    this.checkKey('data', key);
    this.bytes = addBytes(this, 'data', this.bytes, bytesOf(this, `data["${key}"]`, value));
    super.addData(key, value);
  }

  /** Adds a key with base64 data. Fails when the key is taken or is no key, and when all values exceed 1 MiB. */
  public addBinaryData(key: string, value: string): void {
    this.checkKey('binaryData', key);
    check(this, `binaryData["${key}"]`, value, base64, 'encode the bytes with base64');
    this.bytes = addBytes(this, 'binaryData', this.bytes, Buffer.from(value, 'base64').length);
    super.addBinaryData(key, value);
  }

  /**
   * Adds a file under its name, or under `key`: as text, or in base64 when its bytes are no UTF-8, as kubectl does. Fails
   * when it cannot be read.
   */
  public addFile(localFile: string, key: string = basename(localFile)): void {
    const bytes = bytesOfFile(this, 'localFile', localFile);
    if (isUtf8(bytes)) this.addData(key, bytes.toString());
    else this.addBinaryData(key, bytes.toString('base64'));
  }

  private checkKey(prop: string, key: string): void {
    checkKey(this, prop, key);
    if (Object.hasOwn(this.data, key) || Object.hasOwn(this.binaryData, key)) {
      throw invalid(this, `'${prop}' must not name a key twice, got ${shown(key)}`, 'rename one of them');
    }
    if (this.complete) {
      const problem = `'${prop}' must be complete when a version is made, got ${shown(key)} later`;
      throw invalid(this, problem, "give it to 'ConfigMap.versioned'");
    }
  }

  /** Which pods, of the charts beside its own and below, would not see a change of live settings. */
  private stale(): string[] {
    const namespace = ApiObject.of(this).metadata.namespace;
    const chart = this.node.scopes.find((scope) => scope instanceof Chart) ?? this;
    const readers = fixedReads(chart.node.scope ?? chart, CONFIG_MAP).filter((reads) => reads.namespace === namespace);
    return readers.flatMap(({ owner, variables, subPaths }) => [
      ...(variables.has(this.name) ? [`live settings must not be variables, got them in ${owner}; ${WAY_OUT}`] : []),
      ...(subPaths.has(this.name) ? [`live settings must not have a 'subPath', got one in ${owner}; ${WAY_OUT}`] : []),
    ]);
  }
}

const WAY_OUT = 'mount the whole ConfigMap, or make it with ConfigMap.versioned';
