import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Tree } from './tree';

/** Everything below a construct that others wait for. */
export class Target {
  constructor(public readonly construct: IConstruct) {}
}

/** All that the objects below a construct wait for. */
export class Wait {
  constructor(
    public readonly scope: IConstruct,
    public readonly targets: Target[],
  ) {}
}

/**
 * Who waits for whom: the dependencies that constructs declare, by construct.
 *
 * A dependency between two constructs means that each API object of the one waits for each of the other. That product is never
 * written out: both sides are nodes of the graph, so its size is that of the tree.
 */
export class Dependencies {
  private readonly targets = new Map<IConstruct, Target>();
  private readonly waits = new Map<IConstruct, Wait>();
  private readonly direct = new Map<IConstruct, Set<IConstruct>>();

  public static declaredIn(tree: Tree): Dependencies {
    const pairs = tree.constructs.flatMap((from) =>
      from.node.dependencies.map((to): [IConstruct, IConstruct] => [from, to]),
    );
    return new Dependencies(tree, pairs);
  }

  private constructor(
    private readonly tree: Tree,
    pairs: [IConstruct, IConstruct][],
  ) {
    for (const [from, to] of pairs) this.add(from, to);
  }

  /**
   * As above, and a chart waits for the chart of each construct that one of its own waits for.
   *
   * @param nested whether a chart waits for the charts in it, as in cdk8s
   */
  public withCharts(nested: boolean): Dependencies {
    const made = new Dependencies(this.tree, this.pairs());
    for (const chart of nested ? this.tree.charts : []) {
      for (const child of chart.node.children.filter((inner) => inner instanceof Chart)) made.add(chart, child);
    }
    for (const [from, to] of made.pairs()) {
      const [chart, other] = [this.tree.chartOf(from), this.tree.chartOf(to)];
      if (chart !== undefined && other !== undefined && chart !== other) made.add(chart, other);
    }
    return made;
  }

  public get none(): boolean {
    return this.direct.size === 0;
  }

  /** Each construct with one that it waits for, in the order of the tree. */
  public pairs(): [IConstruct, IConstruct][] {
    if (this.none) return [];
    return this.tree.constructs.flatMap((from) =>
      [...(this.direct.get(from) ?? [])].map((to): [IConstruct, IConstruct] => [from, to]),
    );
  }

  public of(construct: IConstruct): Set<IConstruct> {
    return this.direct.get(construct) ?? new Set();
  }

  /** What an API object waits for through itself and the constructs around it in its chart, outermost first. */
  public waitsOf(object: IConstruct): Wait[] {
    const chart = this.tree.chartOf(object);
    const waits: Wait[] = [];
    for (
      let scope: IConstruct | undefined = object;
      scope && this.tree.chartOf(scope) === chart;
      scope = scope.node.scope
    ) {
      const wait = this.waits.get(scope);
      if (wait !== undefined) waits.unshift(wait);
    }
    return waits;
  }

  private add(from: IConstruct, to: IConstruct): void {
    if (from === to) return;
    const direct = this.direct.get(from) ?? new Set();
    this.direct.set(from, direct);
    if (direct.has(to)) return;
    direct.add(to);
    const target = this.targets.get(to) ?? new Target(to);
    this.targets.set(to, target);
    const wait = this.waits.get(from);
    if (wait === undefined) this.waits.set(from, new Wait(from, [target]));
    else wait.targets.push(target);
  }
}
