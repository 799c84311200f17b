import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { rememberConfig } from '../private/config-index';
import { checkMetadata } from '../private/metadata';
import { transform } from '../private/override';
import { check, configKey } from '../private/rules';

/**
 * A Secret whose values the caller writes: the Secret of `cdk8s-plus-27`, checked, without its empty defaults, and
 * rendered as base64 `data`, because `kubectl diff` reports `stringData` as changed for ever. Base64 hides nothing:
 * the value stands in the manifest.
 * Source: Learn Kubernetes in a Month of Lunches, 4.3 and 4.4.
 */
export class Secret extends kplus.Secret {
  constructor(scope: Construct, id: string, props: kplus.SecretProps = {}) {
    super(scope, id, { ...props, stringData: undefined });
    checkMetadata(this, props.metadata);
    rememberConfig(Chart.of(this), 'Secret', this.name, this);
    for (const [key, value] of Object.entries(props.stringData ?? {})) this.addStringData(key, value);
    transform(ApiObject.of(this), ({ apiVersion, kind, metadata, type, immutable, stringData }) => ({
      apiVersion,
      kind,
      metadata,
      ...(type === undefined ? {} : { type }),
      ...(immutable === true ? { immutable } : {}),
      ...encoded((stringData ?? {}) as { [key: string]: string }),
    }));
  }

  /** Adds a key. Fails when it is no key; replaces the value of a key that is there. */
  public addStringData(key: string, value: string): void {
    check(this, 'stringData', key, configKey, 'rename the key');
    super.addStringData(key, value);
  }
}

function encoded(values: { [key: string]: string }): { data?: { [key: string]: string } } {
  const data = Object.entries(values).map(([key, text]) => [key, Buffer.from(text).toString('base64')] as const);
  return data.length === 0 ? {} : { data: Object.fromEntries(data) };
}
