import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { check, envName } from '../private/rules';

/** Options of `EnvFrom`. */
export interface EnvFromOptions {
  /**
   * What is put before each key.
   * @default - nothing
   */
  readonly prefix?: string;
  /**
   * Whether the pod may start without the object.
   * @default false
   */
  readonly optional?: boolean;
}

/**
 * All keys of a ConfigMap or Secret as environment variables. Keys that are no names of variables are left out in
 * silence, and variables never change in a running container.
 * Source: Learn Kubernetes in a Month of Lunches, 4.1.
 */
export class EnvFrom {
  /** All keys of a ConfigMap. */
  public static configMap(configMap: kplus.IConfigMap, options: EnvFromOptions = {}): EnvFrom {
    const { prefix, optional } = options;
    return new EnvFrom({ prefix, configMapRef: { name: configMap.name, optional } }, configMap);
  }

  /** All keys of a Secret. They show in the environment of the container: prefer a file. */
  public static secret(secret: kplus.ISecret, options: EnvFromOptions = {}): EnvFrom {
    const { prefix, optional } = options;
    return new EnvFrom({ prefix, secretRef: { name: secret.name, optional } }, secret);
  }

  private constructor(
    private readonly spec: kplus.k8s.EnvFromSource,
    /** The object that is read. @internal */
    public readonly _config: IConstruct,
  ) {}

  /** @internal */
  public _toKube(scope: IConstruct, prop: string): kplus.k8s.EnvFromSource {
    check(scope, `${prop}.prefix`, this.spec.prefix, envName, 'start it with a letter');
    return this.spec;
  }
}
