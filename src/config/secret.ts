import { ApiObject, ApiObjectMetadata, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { rememberConfig } from '../private/config-index';
import { invalid, shown } from '../private/errors';
import { checkMetadata, present } from '../private/metadata';
import { transform } from '../private/override';
import { addBytes } from '../private/rules';
import { bytesOf, checkKey } from './private/text';
import { versionOf } from './private/version';

/** Properties for `Secret.versioned`. */
export interface VersionedSecretProps {
  /** The name without its version: `web-secret` becomes `web-secret-1a2b3c4d`. */
  readonly name: string;
  /** Texts by key. */
  readonly stringData: { [key: string]: string };
  /**
   * The type.
   * @default - Opaque
   */
  readonly type?: string;
  /**
   * More metadata; a name in it counts for nothing.
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A Secret whose values the caller writes: the Secret of `cdk8s-plus-27`, checked, without its empty defaults, and
 * rendered as base64 `data`, because `kubectl diff` reports `stringData` as changed for ever. Base64 hides nothing:
 * the value stands in the manifest.
 * Source: Learn Kubernetes in a Month of Lunches, 4.3 to 4.5.
 */
export class Secret extends kplus.Secret {
  /**
   * A Secret that never changes, as `ConfigMap.versioned` makes settings: its name ends in 8 digits of a hash of its values.
   * Whoever sees the name, in a Deployment too, can try guesses against it: use long random values, not words.
   */
  public static versioned(scope: Construct, id: string, props: VersionedSecretProps): Secret {
    const { name, stringData, type } = props;
    const metadata = { ...props.metadata, name: `${name}-${versionOf(stringData)}` };
    const made = new Secret(scope, id, { metadata, stringData, type, immutable: true });
    made.complete = true;
    return made;
  }

  private bytes = 0;
  private complete = false;

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
    checkKey(this, 'stringData', key);
    if (this.complete) {
      const problem = `'stringData' must be complete when a version is made, got ${shown(key)} later`;
      throw invalid(this, problem, "give it to 'Secret.versioned'");
    }
    const before = Buffer.byteLength(this.getStringData(key) ?? '');
    this.bytes = addBytes(this, 'stringData', this.bytes - before, bytesOf(this, `stringData["${key}"]`, value));
    super.addStringData(key, value);
  }
}

function encoded(values: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, Buffer.from(text).toString('base64')]));
}

function nonEmpty(data: { [key: string]: string }): object {
  return Object.keys(data).length === 0 ? {} : { data };
}
