import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { invalid } from '../../private/errors';
import { Dependencies, Target, Wait } from './dependencies';
import { Tree } from './tree';

type Step = IConstruct | Target | Wait;

interface Frame {
  readonly step: Step;
  readonly next: Iterator<Step>;
}

/**
 * The constructs below `scope` (itself included), each after those that it waits for; otherwise in the order of `starts`.
 * Dependencies that leave `scope` do not count. Fails on a circle.
 *
 * @param starts where to begin: by default, as cdk8s does, with the constructs that nobody waits for, in the order of the tree
 */
export function topology(
  tree: Tree,
  dependencies: Dependencies,
  scope: IConstruct,
  starts?: IConstruct[],
): IConstruct[] {
  const all = starts ?? tree.within(scope);
  if (dependencies.none) return all;
  const first = starts ?? withoutDependents(all, tree, dependencies, scope);
  return new Walk(tree, dependencies, scope).from([...first, ...all]); // what only a circle reaches would be lost
}

function withoutDependents(all: IConstruct[], tree: Tree, dependencies: Dependencies, scope: IConstruct): IConstruct[] {
  const awaited = new Set<IConstruct>();
  const done = new Set<IConstruct>();
  for (const from of all) {
    for (const target of dependencies.of(from)) {
      if (!tree.contains(scope, target)) continue;
      awaited.add(target);
      if (done.has(target)) continue;
      const sources = tree.objectsOf(from);
      const objects = tree.objectsOf(target);
      for (const object of objects) if (sources.some((source) => source !== object)) awaited.add(object);
      if (sources.some((source) => !tree.contains(target, source))) done.add(target);
    }
  }
  return all.filter((construct) => !awaited.has(construct));
}

/** A depth-first walk without recursion, so that a chain of dependencies may be of any length. */
class Walk {
  private readonly state = new Map<Step, 'open' | 'done'>();
  private readonly stack: Frame[] = [];
  private readonly order: IConstruct[] = [];

  constructor(
    private readonly tree: Tree,
    private readonly dependencies: Dependencies,
    private readonly scope: IConstruct,
  ) {}

  public from(starts: IConstruct[]): IConstruct[] {
    for (const start of starts) {
      this.enter(start);
      for (let frame = this.stack.at(-1); frame !== undefined; frame = this.stack.at(-1)) {
        const next = frame.next.next();
        if (next.done !== true) this.enter(next.value);
        else this.leave(frame.step);
      }
    }
    return this.order;
  }

  private enter(step: Step): void {
    const state = this.state.get(step);
    if (state === 'open' && !this.waitsForItself(step)) throw this.circle(step);
    if (state !== undefined) return;
    this.state.set(step, 'open');
    this.stack.push({ step, next: this.after(step) });
  }

  private leave(step: Step): void {
    this.stack.pop();
    this.state.set(step, 'done');
    this.order.push(...constructsOf([step]));
  }

  private *after(step: Step): Generator<Step> {
    if (step instanceof Wait) yield* step.targets;
    else if (step instanceof Target)
      yield* this.tree.objectsOf(step.construct).filter((object) => this.inScope(object));
    else {
      for (const target of this.dependencies.of(step)) if (this.inScope(target)) yield target;
      if (step instanceof ApiObject) yield* this.dependencies.waitsOf(step);
    }
  }

  private inScope(construct: IConstruct): boolean {
    return this.tree.contains(this.scope, construct);
  }

  /** An object below a construct that it waits for, or that waits for it, does not wait for itself. */
  private waitsForItself(step: Step): boolean {
    const open = constructsOf(this.stack.map((frame) => frame.step)).at(-1);
    if (open === undefined || open === step) return true;
    if (step instanceof Target) return this.tree.contains(step.construct, open);
    return step instanceof Wait && step.targets.some((target) => this.tree.contains(target.construct, open));
  }

  private circle(step: Step): Error {
    const frames = this.stack.slice(this.stack.findIndex((frame) => frame.step === step));
    const constructs = constructsOf([...frames.map((frame) => frame.step), step]);
    const paths = constructs.map((construct) => construct.node.path).join(' -> ');
    return invalid(
      constructs[0] ?? this.scope,
      `'dependencies' must not form a circle, got ${paths}`,
      'remove one of them',
    );
  }
}

function constructsOf(steps: Step[]): IConstruct[] {
  return steps.filter((step): step is IConstruct => !(step instanceof Target) && !(step instanceof Wait));
}
