import { isObject } from '../../../../private/json';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { NONE, problem, Problem } from '../../rule';

/** Whether Knative makes the pods: its webhook fills in names, ports and probe handlers that are left out. */
export function isKnative(pods: Pods): boolean {
  return pods.owner.group === 'serving.knative.dev';
}

/** The problem of a text that is empty. */
export function emptyText(place: Place, wayOut: string): Problem[] {
  return place.text === '' ? [problem(place, 'must not be empty', wayOut)] : NONE;
}

/** The problem of a text that is absent or empty, where the schema lets it be absent. */
export function missingText(place: Place, wayOut: string): Problem[] {
  return place.text === '' || !place.present ? [problem(place, 'must be set', wayOut)] : NONE;
}

/** The problems of items that come a second time; `at` tells which value of an item is wrong then. */
export function* repeated(
  items: readonly Place[],
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
  const set = Object.keys(value).filter((key) => names.includes(key) && (value[key] ?? undefined) !== undefined);
  if (set.length > 1) set.sort((a, b) => names.indexOf(a) - names.indexOf(b));
  return set.map((name) => place.at(name));
}

/** What applies to a container where pods can set it for all: the container's own value, or else that of the pod. */
export function effective(container: Place, pods: Pods, field: string): Place {
  const own = container.at('securityContext', field);
  return own.present ? own : pods.spec.at('securityContext', field);
}
