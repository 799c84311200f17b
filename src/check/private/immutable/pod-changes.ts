import { isObject } from '../../../private/json';
import type { Change } from './changes';
import { difference, Path } from './difference';
import { valueAt } from './fields';

/** What may not change of a Pod: all of its spec but images, deadlines, added tolerations and removed gates. */
export function podChanges(before: unknown, after: unknown): Change[] {
  const [old, now] = [specOf(before, ['spec']), specOf(after, ['spec'])];
  const gated = Array.isArray(old['schedulingGates']) && old['schedulingGates'].length > 0;
  const free = ['activeDeadlineSeconds', 'schedulingGates', 'tolerations', 'ephemeralContainers'];
  const skipped = gated ? [...free, 'nodeSelector', 'affinity'] : free;
  return oneOf(difference(withoutImages(without(old, skipped)), withoutImages(without(now, skipped)), ['spec']));
}

/** What may not change of a Job beside its fixed fields: the completions of one without index, and the template. */
export function jobChanges(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  const path = ['spec', 'completions'];
  if (valueAt(after, ['spec', 'completionMode']) !== 'Indexed' && completionsOf(before) !== completionsOf(after))
    changes.push({ path });
  if (valueAt(before, ['spec', 'suspend']) === true) return changes; // much of the template may change then
  const template = ['spec', 'template'];
  const [old, now] = [before, after].map((object) => withoutAdded(valueAt(object, template)));
  return [...changes, ...oneOf(difference(old, now, template))];
}

/** A revision template may change only with another name of the revision. */
export function revisionChanges(before: unknown, after: unknown): Change[] {
  const template = ['spec', 'template'];
  const name = [...template, 'metadata', 'name'];
  if (typeof valueAt(after, name) !== 'string' || valueAt(after, name) !== valueAt(before, name)) return [];
  const found = differenceOfWritten(valueAt(before, template), valueAt(after, template), template);
  const words = `must stay as it was while the revision is named "${String(valueAt(after, name))}"`;
  return found === undefined ? [] : [{ path: found, words }];
}

/** Without values that are written in one of the two only: Knative has defaults of its own, which an operator may set. */
function differenceOfWritten(older: unknown, newer: unknown, path: Path): Path | undefined {
  if (isObject(older) && isObject(newer)) {
    for (const key of Object.keys(newer).filter((name) => Object.hasOwn(older, name))) {
      const found = differenceOfWritten(older[key], newer[key], [...path, key]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (Array.isArray(older) && Array.isArray(newer) && older.length === newer.length) {
    for (const [i, item] of older.entries()) {
      const found = differenceOfWritten(item, newer[i], [...path, i]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return difference(older, newer, path);
}

function completionsOf(job: unknown): unknown {
  const [completions, parallelism] = ['completions', 'parallelism'].map((field) => valueAt(job, ['spec', field]));
  return completions ?? (parallelism === undefined ? 1 : undefined);
}

function specOf(object: unknown, path: string[]): { [key: string]: unknown } {
  const spec = valueAt(object, path);
  return isObject(spec) ? spec : {};
}

function without(spec: { [key: string]: unknown }, keys: string[]): { [key: string]: unknown } {
  return Object.fromEntries(Object.entries(spec).filter(([key]) => !keys.includes(key)));
}

function withoutImages(spec: { [key: string]: unknown }): unknown {
  const containers = ['containers', 'initContainers'].flatMap((field): [string, unknown][] => {
    const list = spec[field];
    if (!Array.isArray(list)) return [];
    return [
      [field, list.map((container: unknown) => (isObject(container) ? without(container, ['image']) : container))],
    ];
  });
  return { ...spec, ...Object.fromEntries(containers) };
}

/** Metadata that says nothing: the API server writes it into templates. */
function withoutAdded(template: unknown): unknown {
  if (!isObject(template)) return template;
  const { metadata, ...rest } = template;
  return { ...rest, metadata: isObject(metadata) ? without(metadata, ['creationTimestamp', 'name']) : undefined };
}

function oneOf(path: Path | undefined): Change[] {
  return path === undefined ? [] : [{ path }];
}
