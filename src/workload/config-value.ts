import * as kplus from 'cdk8s-plus-27';
import { invalid, shown } from '../private/errors';
import type { ValueWords } from './private/config-tools';
import { escaped } from './private/shell';

/** Options of `ConfigValue.text` and `ConfigValue.env`. */
export interface ConfigVariableOptions {
  /**
   * The variable of the adapter's container that carries the value: letters, digits and `_`.
   * @default - made from the place: `APPLICATION_ENVIRONMENT` for `Application.Environment`
   */
  readonly variable?: string;
}

/** A value that `ConfigAdapter` writes into a configuration file when the pod starts. */
export class ConfigValue {
  /** A text. */
  public static text(value: string, options: ConfigVariableOptions = {}): ConfigValue {
    return ConfigValue.env(kplus.EnvValue.fromValue(escaped(value)), options);
  }

  /** What an environment variable could be: a key of a ConfigMap, a field of the pod, a resource of the container. */
  public static env(value: kplus.EnvValue, options: ConfigVariableOptions = {}): ConfigValue {
    const { variable } = options;
    if (variable !== undefined && (!/^[A-Za-z_]\w*$/.test(variable) || TAKEN.test(variable))) {
      const problem = `'variable' must be letters, digits and '_', and none that the shell reads, got ${shown(variable)}`;
      throw invalid('ConfigValue', problem, 'choose another name or omit it');
    }
    return new ConfigValue({ env: value, variable });
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
      variable?: string;
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

  /** The variable that carries the value, at that place of a file. @internal */
  public _variable(place: string): string {
    const name = place.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
    return this.source.variable ?? (TAKEN.test(name) ? `CONFIG_${name}` : name);
  }

  /** The value as an expression of a tool. @internal */
  public _expression(tool: ValueWords, variable: string): string {
    const { env, prefix, suffix, doubled } = this.source;
    if (env !== undefined) return tool.env(variable);
    const steps = [
      tool.secret(variable),
      tool.replaced('[\r\n]+$', ''),
      ...(doubled === undefined ? [] : [tool.replaced(doubled, doubled + doubled)]),
    ];
    const text = `(${steps.join(' | ')})`;
    return [prefix && JSON.stringify(prefix), text, suffix && JSON.stringify(suffix)].filter(Boolean).join(' + ');
  }
}

/** Variables that the shell and its programs read themselves. */
const TAKEN = /^(PATH|HOME|IFS|PWD|OLDPWD|SHELL|USER|TERM|TZ|LANG|PS\d|LC_.*|LD_.*|\d.*)$/;

/** A value of a connection string, in quotes where its signs would be read as those of the string. */
function settingOf(value: string): string {
  return /[;"'=]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
