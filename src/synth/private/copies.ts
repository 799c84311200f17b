import { Props, sortedKeys } from './props';
import { innerOf, itemOf, Member, valueOf, Way } from './ways';

/** The JSON of props, with sorted keys: tokens are resolved, and what is absent is left out. */
export function copied(raw: unknown, way: Way): unknown {
  return copiedBelow(valueOf(raw, way), way);
}

function copiedBelow(value: unknown, way: Way): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = innerOf(way);
  if (Array.isArray(value)) return value.map((item: unknown) => copiedBelow(itemOf(item, inner), inner));
  return way.form === 'type' ? copiedType(value as Props, way.members()) : copiedMap(value as Props, inner);
}

function copiedMap(map: Props, inner: Way): object {
  const copy: { [key: string]: unknown } = {};
  for (const key of sortedKeys(map)) {
    const member = copied(map[key], inner);
    if (member !== undefined) copy[key] = member;
  }
  return copy;
}

function copiedType(props: Props, members: readonly Member[]): object {
  const copy: { [key: string]: unknown } = {};
  for (const { name, prop, way } of members) {
    const member = copied(props[prop], way);
    if (member !== undefined) copy[name] = member;
  }
  return copy;
}
