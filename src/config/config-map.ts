import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { rememberConfig } from '../private/config-index';
import { checkMetadata } from '../private/metadata';
import { transform } from '../private/override';
import { check, configKey } from '../private/rules';

/**
 * Settings that pods read as files or variables: the ConfigMap of `cdk8s-plus-27`, checked and without its empty defaults.
 * Fails when a key is not 1 to 253 letters, digits, `-`, `_` and `.`.
 * Source: Learn Kubernetes in a Month of Lunches, 4.1 and 4.2.
 */
export class ConfigMap extends kplus.ConfigMap {
  constructor(scope: Construct, id: string, props: kplus.ConfigMapProps = {}) {
    super(scope, id, { ...props, data: undefined, binaryData: undefined });
    checkMetadata(this, props.metadata);
    rememberConfig(Chart.of(this), 'ConfigMap', this.name, this);
    for (const [key, value] of Object.entries(props.data ?? {})) this.addData(key, value);
    for (const [key, value] of Object.entries(props.binaryData ?? {})) this.addBinaryData(key, value);
    transform(ApiObject.of(this), ({ immutable, ...json }) => (immutable === true ? { ...json, immutable } : json));
  }

  /** Adds a key. Fails when the key is taken or is no key. */
  public addData(key: string, value: string): void {
    check(this, 'data', key, configKey, 'rename the key');
    super.addData(key, value);
  }

  /** Adds a key with base64 data. Fails when the key is taken or is no key. */
  public addBinaryData(key: string, value: string): void {
    check(this, 'binaryData', key, configKey, 'rename the key');
    super.addBinaryData(key, value);
  }
}
