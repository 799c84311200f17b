/** Options of `ProxyPlacement.everyNode`. */
export interface EveryNodeOptions {
  /**
   * Labels of the nodes that get a proxy.
   * @default - every node
   */
  readonly nodeSelector?: { [key: string]: string };
}

/** How many proxies run, and where. */
export class ProxyPlacement {
  /** So many pods of a Deployment, on any nodes. */
  public static replicas(count: number): ProxyPlacement {
    return new ProxyPlacement(count);
  }

  /** One pod on each node: a DaemonSet. */
  public static everyNode(options: EveryNodeOptions = {}): ProxyPlacement {
    return new ProxyPlacement('node', options.nodeSelector && { ...options.nodeSelector });
  }

  private constructor(
    /** The pods of a Deployment, or one on each node. @internal */
    public readonly _count: number | 'node',
    /** @internal */
    public readonly _nodeSelector?: { [key: string]: string },
  ) {}
}
