import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { rememberConfig } from '../private/config-index';
import { checkMetadata, present } from '../private/metadata';
import { transform } from '../private/override';
import { addBytes, base64, check, configKey } from '../private/rules';

/**
 * Settings that pods read as files or variables: the ConfigMap of `cdk8s-plus-27`, checked and without its empty defaults.
 * Fails when a key is not 1 to 253 letters, digits, `-`, `_` and `.`.
 * Source: Learn Kubernetes in a Month of Lunches, 4.1 and 4.2.
 */
export class ConfigMap extends kplus.ConfigMap {
  private bytes = 0;

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
    this.bytes = addBytes(this, 'data', this.bytes, Buffer.byteLength(value));
    super.addData(key, value);
  }

  /** Adds a key with base64 data. Fails when the key is taken or is no key, and when all values exceed 1 MiB. */
  public addBinaryData(key: string, value: string): void {
    this.checkKey('binaryData', key);
    check(this, `binaryData["${key}"]`, value, base64, 'encode the bytes with base64');
    this.bytes = addBytes(this, 'binaryData', this.bytes, Buffer.from(value, 'base64').length);
    super.addBinaryData(key, value);
  }

  private checkKey(prop: string, key: string): void {
    check(this, prop, key, configKey, 'rename the key');
    if (Object.hasOwn(this.data, key) || Object.hasOwn(this.binaryData, key)) {
      throw invalid(this, `'${prop}' must not name a key twice, got ${shown(key)}`, 'rename one of them');
    }
  }
}
