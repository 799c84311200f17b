import { Duration } from 'cdk8s';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import type { Workload } from './workload';

/** Options of `RolloutCheck`. */
export interface RolloutCheckOptions {
  /**
   * How long the command waits before it fails, in whole seconds.
   * @default - 5 minutes
   */
  readonly timeout?: Duration;
}

/** The kinds that `kubectl rollout status` knows. */
const ROLLED_OUT = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * Commands that tell whether a new version of a workload runs, for scripts and for headers of manifests. The columns READY
 * and AVAILABLE of `kubectl get` do not: while the new pods fail, in an init container for example, they count the old
 * ones, which go on serving.
 * Source: Learn Kubernetes in a Month of Lunches, 7.3 and 7.5.
 */
export class RolloutCheck {
  /**
   * Succeeds when all pods are of the newest version and ready. Fails for workloads that do not roll out.
   *
   * @example
   *
   * workload.RolloutCheck.status(web); // kubectl rollout status deployment/web --timeout=300s
   */
  public static status(workload: Workload, options: RolloutCheckOptions = {}): string {
    const { kind, name } = workload.apiObject;
    if (!ROLLED_OUT.includes(kind)) {
      const problem = `'workload' must be a Deployment, StatefulSet or DaemonSet, got ${shown(kind)}`;
      throw invalid(workload, problem, 'wait for its pods instead');
    }
    return command(workload, `rollout status ${kind.toLowerCase()}/${name}`, options);
  }

  /**
   * Succeeds when in all pods of this version, of those that are there when it starts, the init containers have ended
   * well and all containers are ready. Fails when `podLabels` does not tell these pods from those of the version before.
   *
   * @example
   *
   * workload.RolloutCheck.containersReady(web); // kubectl wait pod -l app=web,version=v2 --for=condition=ContainersReady --timeout=300s
   */
  public static containersReady(workload: Workload, options: RolloutCheckOptions = {}): string {
    const { labels } = (workload.pods.toJson() as { metadata: { labels: { [key: string]: string } } }).metadata;
    if (Object.keys(labels).length === Object.keys(workload.pods.labels).length) {
      const problem = `'podLabels' must tell the pods of this version from those before, got ${shown(labels)}`;
      throw invalid(workload, problem, "add a version: podLabels: { version: 'v2' }");
    }
    const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    return command(workload, `wait pod -l ${selector.join(',')} --for=condition=ContainersReady`, options);
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function command(workload: Workload, words: string, { timeout }: RolloutCheckOptions): string {
  const { namespace } = workload.apiObject.metadata;
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  return `kubectl ${words}${place} --timeout=${seconds(workload, 'timeout', timeout, 1) ?? 300}s`;
}
