import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isObject } from '../private/json';
import { fixedReads, SECRET } from './private/readers';

/**
 * What the manifests of a team may do with Secrets, for a chart, a folder or a whole App: a synth that breaks it fails.
 * Source: Learn Kubernetes in a Month of Lunches, 4.3 to 4.5.
 *
 * @example
 *
 * config.SecretPolicy.noValues(app);
 * config.SecretPolicy.filesOnly(app);
 */
export class SecretPolicy {
  /**
   * No manifest holds the value of a Secret, not even in base64: for manifests that are kept in git. Secrets are made in the
   * cluster, and declared with `declare.External.secret`.
   */
  public static noValues(scope: Construct): void {
    scope.node.addValidation({ validate: () => scope.node.findAll().flatMap(valueProblems) });
  }

  /**
   * No Secret becomes a variable: every process of a container sees its variables, and some programs write them to their
   * logs. Secrets are mounted as files, whose mode says who may read them.
   */
  public static filesOnly(scope: Construct): void {
    scope.node.addValidation({
      validate: () =>
        fixedReads(scope, SECRET).flatMap(({ owner, variables }) =>
          [...variables].map(
            (name) =>
              `Secret ${name} must not be in variables, got them in ${owner}; mount it with storage.Volume.secret`,
          ),
        ),
    });
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function valueProblems(construct: unknown): string[] {
  if (!(construct instanceof ApiObject) || construct.apiVersion !== 'v1' || construct.kind !== 'Secret') return [];
  const { data, stringData } = construct.toJson() as { data?: unknown; stringData?: unknown };
  const keys = [data, stringData].flatMap((map) => (isObject(map) ? Object.keys(map) : []));
  if (keys.length === 0) return [];
  const problem = `Secret ${construct.name} must hold no values in a manifest, got ${keys.join(', ')}`;
  return [`${problem}; make it in the cluster, and declare it with declare.External.secret`];
}
