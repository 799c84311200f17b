import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { check, whole } from '../private/rules';

/**
 * How many pods of a workload may be taken away while nodes are drained, upgraded or removed. Crashes do not ask.
 * Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget {
  /** At most so many pods may be missing, at least 1. */
  public static maxUnavailable(pods: number): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', pods, false);
  }

  /** At most so many percent of the pods may be missing, rounded up to whole pods, from 1 to 100. */
  public static maxUnavailablePercent(percent: number): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', percent, true);
  }

  /** So many pods must stay, at least 1, and less than there are. */
  public static minAvailable(pods: number): DisruptionBudget {
    return new DisruptionBudget('minAvailable', pods, false);
  }

  /** So many percent of the pods must stay, rounded up to whole pods, from 1 to 99, and less than all pods. */
  public static minAvailablePercent(percent: number): DisruptionBudget {
    return new DisruptionBudget('minAvailable', percent, true);
  }

  private constructor(
    private readonly field: 'maxUnavailable' | 'minAvailable',
    private readonly amount: number,
    private readonly percent: boolean,
  ) {}

  /** @internal */
  public _toKube(scope: IConstruct): kplus.k8s.PodDisruptionBudgetSpec {
    const { field, amount, percent } = this;
    const least = field === 'minAvailable';
    const rule = percent ? whole(1, least ? 99 : 100) : whole(1);
    check(scope, `disruptionBudget.${field}`, amount, rule, least ? 'omit it for none' : 'let one pod be missing');
    return {
      [field]: percent ? kplus.k8s.IntOrString.fromString(`${amount}%`) : kplus.k8s.IntOrString.fromNumber(amount),
    };
  }

  /** What is wrong where so many pods run: a budget that never lets one go. @internal */
  public _problem(pods: number): string | undefined {
    const { field, amount, percent } = this;
    const needed = percent ? Math.ceil((amount * pods) / 100) : amount;
    if (field === 'maxUnavailable' || pods === 0 || needed < pods) return undefined;
    const words = `'disruptionBudget.minAvailable' must be less than the number of pods, got ${needed} of ${pods}`;
    return `${words}; lower it, raise 'replicas', or use 'maxUnavailable'`;
  }
}
