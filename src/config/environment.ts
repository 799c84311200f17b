import { invalid } from '../private/errors';
import { check, envName } from '../private/rules';

/**
 * Values that the pipeline hands over when it makes the manifests, just before it applies them: they are in no source, and
 * the manifests that hold them should be in no repository.
 * Source: Learn Kubernetes in a Month of Lunches, 4.5.
 *
 * @example
 *
 * new config.Secret(chart, 'Password', { stringData: { password: config.Environment.value('DB_PASSWORD') } });
 */
export class Environment {
  /** The value of a variable of the environment in which the manifests are made. Fails where it is not set, or empty. */
  public static value(name: string): string {
    check('Environment', 'name', name, envName, 'give the name of a variable');
    const value = process.env[name];
    if (value !== undefined && value !== '') return value;
    const problem = `'${name}' must be set where the manifests are made, got ${value === undefined ? 'nothing' : 'an empty text'}`;
    throw invalid('Environment', problem, 'let the pipeline set it from its store of secrets');
  }

  private constructor() {
    // A name for functions, never made.
  }
}
