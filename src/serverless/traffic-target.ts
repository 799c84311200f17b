/** Options of `TrafficTarget`. */
export interface TrafficTargetOptions {
  /**
   * Gives the target a host of its own as well, `<tag>-<name>.<namespace>.<domain>`, which works at 0 percent too.
   * Lower case letters, digits and `-`, starting with a letter; unique among the targets.
   * @default - none
   */
  readonly tag?: string;
}

/**
 * A share of the requests, in whole percent from 0 to 100, and who gets it. The shares of all targets make 100. A
 * revision at 0 percent stays in the list without requests; one that is not in the list gets none either.
 * Source: DevOps with Kubernetes, part 5, "Hello Serverless World".
 */
export class TrafficTarget {
  /** The newest revision that is ready, whatever its name. */
  public static latest(percent: number, options: TrafficTargetOptions = {}): TrafficTarget {
    return new TrafficTarget(undefined, percent, options.tag);
  }

  /**
   * One revision, by its whole name or by what follows `<service name>-` in it. The cluster must have the revision, or
   * get it by the same apply: manifests of a fresh cluster can only name the revision that they make.
   */
  public static revision(name: string, percent: number, options: TrafficTargetOptions = {}): TrafficTarget {
    return new TrafficTarget(name, percent, options.tag);
  }

  private constructor(
    /** The name of the revision as it was given, nothing for the newest. @internal */
    public readonly _revision: string | undefined,
    /** The share in percent. */
    public readonly percent: number,
    /** The tag, if there is one. */
    public readonly tag?: string,
  ) {}
}
