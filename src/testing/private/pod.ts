import { madeLabels, mayHave } from '../../private/made-labels';
import { podTemplateOf } from '../../private/pod-templates';
import { isObject } from '../../private/json';
import { at, Item, itemsAt, Json, textAt, textsAt } from './item';

/** The pods that an object makes. */
export interface Pod {
  readonly owner: Item;
  readonly template: Json;
}

/** The pods of an object, if its kind makes any. */
export function podOf(owner: Item): Pod | undefined {
  const keys = podTemplateOf(owner.type);
  const template = keys && at(owner.json, ...keys);
  return isObject(template) ? { owner, template } : undefined;
}

/** The labels that its pods have from the start. */
export function labelsOf({ template }: Pod): { [key: string]: string } {
  return textsAt(template, 'metadata', 'labels');
}

/** All containers: those that run before the others, then the others. */
export function containersOf({ template }: Pod): Json[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => itemsAt(template, 'spec', list));
}

/** The containers that run as long as the pod: sidecars are init containers that go on. */
export function runningOf({ template }: Pod): Json[] {
  const sidecars = itemsAt(template, 'spec', 'initContainers').filter((one) => one['restartPolicy'] === 'Always');
  return [...sidecars, ...itemsAt(template, 'spec', 'containers')];
}

/** Whether a selector of labels selects pods, or some of them: controllers add labels to theirs. */
export function selects(selector: { readonly [key: string]: string }, pod: Pod): boolean {
  const labels = labelsOf(pod);
  const made = madeLabels(pod.owner.type, pod.owner.name);
  const pairs = Object.entries(selector);
  return pairs.length > 0 && pairs.every(([key, value]) => mayHave(labels, made, key, value));
}

/** The name of a container. */
export function nameOf(container: Json): string {
  return textAt(container, 'name') ?? '';
}
