import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { check, labelKey, whole } from '../private/rules';

/** What becomes of a pod for which no place keeps the spread. */
export enum WhenUnsatisfiable {
  /** It runs where it makes the spread least uneven. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',
  /** It waits. */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
}

/** Options of `Spread`. */
export interface SpreadOptions {
  /**
   * By how many pods two places may differ at most, at least 1.
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * What becomes of a pod for which no place keeps the spread.
   * @default - it runs all the same
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
}

/**
 * A spread of the pods of one workload over places, so that the loss of one place is not the loss of them all.
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export class Spread {
  /** Over nodes. */
  public static nodes(options: SpreadOptions = {}): Spread {
    return new Spread('kubernetes.io/hostname', options);
  }

  /** Over the zones of the provider. */
  public static zones(options: SpreadOptions = {}): Spread {
    return new Spread('topology.kubernetes.io/zone', options);
  }

  /** Over the values of any label of the nodes. Nodes without it get no pod where the spread must be kept. */
  public static label(key: string, options: SpreadOptions = {}): Spread {
    return new Spread(key, options);
  }

  private constructor(
    private readonly key: string,
    private readonly options: SpreadOptions,
    private readonly perVersion = false,
  ) {}

  /** The same for each version of a template by itself, where a label of the pods tells the versions apart. @internal */
  public _perVersion(): Spread {
    return new Spread(this.key, this.options, true);
  }

  /** @internal */
  public _toKube(scope: IConstruct, labels: { [key: string]: string }): kplus.k8s.TopologySpreadConstraint {
    const { maxSkew = 1, whenUnsatisfiable = WhenUnsatisfiable.SCHEDULE_ANYWAY } = this.options;
    check(scope, 'spread.maxSkew', maxSkew, whole(1), 'omit it for 1');
    check(scope, 'spread.label', this.key, labelKey, 'use a label of the nodes');
    return {
      maxSkew,
      topologyKey: this.key,
      whenUnsatisfiable,
      labelSelector: { matchLabels: { ...labels } },
      // Or old pods would count during a rollout, and the new ones be uneven once those are gone.
      matchLabelKeys: this.perVersion ? ['pod-template-hash'] : undefined,
    };
  }
}
