import { IConstruct } from 'constructs';
import { applyRank } from '../../private/kinds';
import { Dependencies } from './dependencies';
import { Rendered } from './render';
import { topology } from './topology';
import { Tree } from './tree';

/** The objects of one file in an order that applies at once: dependencies first, then by kind, then as they were made. */
export function applyOrder(items: Rendered[], scope: IConstruct, tree: Tree, dependencies: Dependencies): Rendered[] {
  const ranked = items
    .map((item) => ({ item, rank: applyRank(item.json.apiVersion, item.json.kind) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
  const itemOf = new Map<IConstruct | undefined, Rendered>(ranked.map((item) => [item.object, item]));
  const waiting = topology(
    tree,
    dependencies,
    scope,
    [...itemOf.keys()].filter((object) => object !== undefined),
  );
  const placed = new Set<Rendered>();
  const queue = waiting.values();
  for (const item of ranked) {
    while (item.object !== undefined && !placed.has(item)) {
      const next = itemOf.get(queue.next().value);
      if (next?.object !== undefined) placed.add(next);
    }
    placed.add(item);
  }
  return [...placed];
}
