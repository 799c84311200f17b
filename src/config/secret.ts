import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { rememberConfig } from '../private/config-index';
import { checkMetadata, present } from '../private/metadata';
import { transform } from '../private/override';
import { addBytes, check, configKey } from '../private/rules';

/**
 * A Secret whose values the caller writes: the Secret of `cdk8s-plus-27`, checked, without its empty defaults, and
 * rendered as base64 `data`, because `kubectl diff` reports `stringData` as changed for ever. Base64 hides nothing:
 * the value stands in the manifest.
 * Source: Learn Kubernetes in a Month of Lunches, 4.3 and 4.4.
 */
export class Secret extends kplus.Secret {
  private bytes = 0;

  constructor(scope: Construct, id: string, props: kplus.SecretProps = {}) {
    super(scope, id, { ...props, metadata: present(props.metadata), stringData: undefined });
    checkMetadata(this, props.metadata);
    rememberConfig(Chart.of(this), 'Secret', this.name, this);
    for (const [key, value] of Object.entries(props.stringData ?? {})) this.addStringData(key, value);
    transform(ApiObject.of(this), ({ apiVersion, kind, metadata, data, immutable, stringData, type }) => ({
      apiVersion,
      kind,
      metadata,
      ...nonEmpty({
        ...(data as { [key: string]: string } | undefined),
        ...encoded((stringData ?? {}) as { [key: string]: string }),
      }),
      ...(immutable === true ? { immutable } : {}),
      ...(type === undefined ? {} : { type }),
    }));
  }

  /** Adds a key, or replaces its value. Fails when it is no key, and when all values exceed 1 MiB. */
  public addStringData(key: string, value: string): void {
    check(this, 'stringData', key, configKey, 'rename the key');
    const before = Buffer.byteLength(this.getStringData(key) ?? '');
    this.bytes = addBytes(this, 'stringData', this.bytes - before, Buffer.byteLength(value));
    super.addStringData(key, value);
  }
}

function encoded(values: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, Buffer.from(text).toString('base64')]));
}

function nonEmpty(data: { [key: string]: string }): object {
  return Object.keys(data).length === 0 ? {} : { data };
}
