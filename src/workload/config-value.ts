import * as kplus from 'cdk8s-plus-27';
import { escaped } from './private/shell';

/** A value that `ConfigAdapter` writes into a configuration file when the pod starts. */
export class ConfigValue {
  /** A text. */
  public static text(value: string): ConfigValue {
    return ConfigValue.env(kplus.EnvValue.fromValue(escaped(value)));
  }

  /** What an environment variable could be: a key of a ConfigMap, a field of the pod, a resource of the container. */
  public static env(value: kplus.EnvValue): ConfigValue {
    return new ConfigValue({ env: value });
  }

  /** One key of a Secret. It is read from a file and is in no environment; line ends at its end are cut. */
  public static secret(secret: kplus.SecretValue): ConfigValue {
    return new ConfigValue({ secret });
  }

  /**
   * An ADO.NET connection string: the settings, then `Password` from a Secret, quoted so that any password is safe.
   * The password is in no environment.
   */
  public static connectionString(settings: { [name: string]: string }, password: kplus.SecretValue): ConfigValue {
    const prefix = Object.entries(settings)
      .map(([name, value]) => `${name}=${settingOf(value)};`)
      .join('');
    return new ConfigValue({ secret: password, prefix: `${prefix}Password="`, suffix: '";', doubled: '"' });
  }

  private constructor(
    private readonly source: {
      env?: kplus.EnvValue;
      secret?: kplus.SecretValue;
      prefix?: string;
      suffix?: string;
      doubled?: string;
    },
  ) {}

  /** @internal */
  public get _env(): kplus.EnvValue | undefined {
    return this.source.env;
  }

  /** @internal */
  public get _secret(): kplus.SecretValue | undefined {
    return this.source.secret;
  }

  /** The value as an expression of yq: of a variable, or of the file that holds the Secret. @internal */
  public _expression(variable: string, file: string): string {
    const { env, prefix, suffix, doubled } = this.source;
    if (env !== undefined) return `strenv(${variable})`;
    const text = `(load_str("${file}") | sub("[\\r\\n]+$", "")${doubled === undefined ? '' : ` | sub(${JSON.stringify(doubled)}, ${JSON.stringify(doubled + doubled)})`})`;
    return [prefix && JSON.stringify(prefix), text, suffix && JSON.stringify(suffix)].filter(Boolean).join(' + ');
  }
}

/** A value of a connection string, in quotes where its signs would be read as those of the string. */
function settingOf(value: string): string {
  return /[;"'=]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
