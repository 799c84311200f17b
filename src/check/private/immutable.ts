import { minorOf } from './broken';
import { shown } from '../../private/errors';
import type { CheckedSet } from './engine';
import { Change, changesOf } from './immutable/changes';
import { isDeletedFirst } from './immutable/excused';
import { valueAt } from './immutable/fields';
import { KubeObject } from './kube-object';
import { Place } from './place';
import { NONE, problem, Problem, Rule } from './rule';

/** What an object is compared with. */
interface Older {
  readonly objects: KubeObject[];
  readonly deleteFirst: string[];
}

const olderOf = new WeakMap<KubeObject, Older>();

/** Rules on what an update may change. */
export const UPDATE_RULES: Rule[] = [
  {
    id: 'immutable-field',
    title: 'a change of a field that the API server lets nobody change',
    object: (object, graph) => {
      const older = olderOf.get(object);
      return older === undefined ? NONE : changed(object, older, minorOf(graph));
    },
  },
];

function changed(object: KubeObject, { objects, deleteFirst }: Older, minor: number): Iterable<Problem> {
  const all = objects.flatMap((older) =>
    changesOf(older, object, minor).map((change) => asProblem(older, object, change)),
  );
  if (all.length === 0 || isDeletedFirst(object, deleteFirst)) return NONE;
  return new Map(all.map((found) => [found.place.pointer, found])).values();
}

/**
 * Lets the rules compare objects with older manifests of them: those that are on the cluster, and those of the sets that
 * are applied before.
 */
export function compareWith(checked: CheckedSet[], against: CheckedSet[]): void {
  const named = new Map(checked.map((entry) => [entry.set.name, entry]));
  const indexes = new Map([...checked, ...against].map((entry) => [entry, indexOf(entry)]));
  for (const entry of checked) {
    const deployed = [...against].sort(
      (a, b) => Number(a.set.name === entry.set.name) - Number(b.set.name === entry.set.name),
    );
    const sources = [before(entry, named), deployed.reverse()].map((sets) =>
      sets.flatMap((set) => indexes.get(set) ?? []),
    );
    for (const object of entry.graph.objects) {
      const id = idOf(object);
      const objects = sources.flatMap((all) => all.find((index) => index.has(id))?.get(id) ?? []);
      const { deleteFirst = [] } = entry.set;
      if (id !== undefined && objects.length > 0) olderOf.set(object, { objects, deleteFirst });
    }
  }
}

/** The sets applied before one, the nearest first. */
function before(entry: CheckedSet, named: Map<string, CheckedSet>): CheckedSet[] {
  const found = new Set<CheckedSet>();
  const visit = ({ set }: CheckedSet): void => {
    for (const name of set.after ?? []) {
      const other = named.get(name);
      if (other === undefined || other === entry || found.has(other)) continue;
      visit(other);
      found.add(other);
    }
  };
  visit(entry);
  return [...found].reverse();
}

function indexOf({ graph }: CheckedSet): Map<string | undefined, KubeObject> {
  const index = new Map(graph.objects.map((object) => [idOf(object), object]));
  index.delete(undefined);
  return index;
}

/** Objects without a name of their own are new each time. */
function idOf({ type, namespace, root }: KubeObject): string | undefined {
  const name = root.at('metadata', 'name').text;
  return name === undefined ? undefined : `${type} ${namespace ?? ''}/${name}`;
}

function asProblem(older: KubeObject, newer: KubeObject, { path, words, secret }: Change): Problem {
  const place: Place = newer.root.along(path);
  const before = valueAt(older.root.value, path) ?? undefined;
  const was = before === undefined ? 'absent' : shown(before);
  const rule = words ?? (secret === true ? 'must stay as it was' : `must stay ${was}`);
  const wayOut = `change it back, or delete the ${newer.kind} first and say so: '# delete first: ${newer.kind.toLowerCase()}/${newer.name}'`;
  return problem(place, rule, wayOut, secret === true ? (place.present ? 'another value' : 'nothing') : undefined);
}
