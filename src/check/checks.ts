import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ExternalObject } from '../declare';
import { OLDEST_TARGET, targetOf } from '../private/target';
import { installTrace, traceBelow } from '../private/trace';
import { ApplySet } from './manifest';
import { acknowledged } from './private/acknowledged';
import { findingsOf, graphsOf, RunOptions } from './private/engine';
import { compareWith } from './private/immutable';
import { DEFAULT_NAMESPACE } from './private/kube-object';
import { unknownRule } from './private/rule-ids';
import { Report } from './report';

installTrace();

/** Options of the checks. */
export interface CheckOptions {
  /**
   * Whether all findings are errors, those too that are right if something outside the manifests exists.
   * @default false
   */
  readonly strict?: boolean;

  /**
   * The Kubernetes version that the manifests are for, such as `1.27`; `synth.KubernetesVersion` lists them.
   * @default - that of the App; `1.27` without an App
   */
  readonly target?: string;

  /**
   * The namespace of objects that name none, as `kubectl apply --namespace` gives it.
   * @default "default"
   */
  readonly namespace?: string;

  /**
   * What exists outside the manifests, beside what constructs declare with `declare.External`.
   * @default - nothing
   */
  readonly externals?: ExternalObject[];

  /**
   * What is on the cluster already: changes of fields that the API server lets nobody change are errors. Objects are
   * compared with those of the set of the same name, or else of any set.
   * @default - objects are compared with those of sets that are applied before only
   */
  readonly against?: ApplySet[];
}

/**
 * Finds mistakes between objects, and in each of them: references that lead nowhere, and what the API server refuses.
 *
 * `synth.App` runs the checks itself. For a stock `App` of cdk8s: `check.Checks.attach(app);` after it is made.
 */
export class Checks {
  /**
   * Lets the synth of a stock cdk8s `App` fail with what the checks find; nothing is written then.
   * To be called before charts are made, so that the lines which make them are known.
   */
  public static attach(app: App, options: CheckOptions = {}): void {
    traceBelow(app);
    app.node.addValidation({
      validate: () => Checks.tree(app, options).errors.map((finding) => Report.lineOf(finding)),
    });
  }

  /** Checks all objects below a construct as one apply set. */
  public static tree(scope: IConstruct, options: CheckOptions = {}): Report {
    const objects = scope.node.findAll().filter((construct): construct is ApiObject => construct instanceof ApiObject);
    const manifests = objects.map((construct) => ({ json: construct.toJson() as unknown, construct }));
    return Checks.sets([{ name: '', manifests }], { target: targetOf(scope), ...options });
  }

  /** Checks apply sets. */
  public static sets(sets: ApplySet[], options: CheckOptions = {}): Report {
    const run: RunOptions = {
      strict: options.strict ?? false,
      target: options.target ?? OLDEST_TARGET,
      namespace: options.namespace ?? DEFAULT_NAMESPACE,
      externals: options.externals ?? [],
    };
    const all = graphsOf(sets, run);
    compareWith(all, graphsOf(options.against ?? [], run));
    const found = all.map((checked) => acknowledged(checked, findingsOf(checked, run)));
    const objects = all.reduce((sum, { graph }) => sum + graph.objects.length, 0);
    return new Report(found.flat(), objects);
  }

  /** What is wrong with the id of a rule that an acknowledgement names; nothing when there is such a rule. @internal */
  public static _unknownRule(id: string): string | undefined {
    return unknownRule(id);
  }

  private constructor() {}
}
