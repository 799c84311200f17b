import { isObject } from '../../../../private/json';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { problem, Problem } from '../../rule';

/** Whether Knative makes the pods: its webhook fills in names, ports and probe handlers that are left out. */
export function isKnative(pods: Pods): boolean {
  return pods.owner.group === 'serving.knative.dev';
}

/** The problem of a text that is empty. */
export function* emptyText(place: Place, wayOut: string): Iterable<Problem> {
  if (place.text === '') yield problem(place, 'must not be empty', wayOut);
}

/** The problem of a text that is absent or empty, where the schema lets it be absent. */
export function* missingText(place: Place, wayOut: string): Iterable<Problem> {
  if (place.text === '' || !place.present) yield problem(place, 'must be set', wayOut);
}

/** The problems of items that come a second time; `at` tells which value of an item is wrong then. */
export function* repeated(
  items: Place[],
  identity: (item: Place) => string | undefined,
  words: string,
  wayOut: string,
  at: (item: Place) => Place = (item) => item,
): Iterable<Problem> {
  if (items.length < 2) return;
  const seen = new Set<string>();
  for (const item of items) {
    const id = identity(item);
    if (id === undefined) continue;
    if (seen.has(id)) yield problem(at(item), words, wayOut);
    seen.add(id);
  }
}

/** The members of `names` that are set, such as the sources of a volume. */
export function setAmong(place: Place, names: readonly string[]): Place[] {
  const { value } = place;
  if (!isObject(value)) return [];
  return names.filter((name) => (value[name] ?? undefined) !== undefined).map((name) => place.at(name));
}

/** What applies to a container where pods can set it for all: the container's own value, or else that of the pod. */
export function effective(container: Place, pods: Pods, field: string): Place {
  const own = container.at('securityContext', field);
  return own.present ? own : pods.spec.at('securityContext', field);
}
