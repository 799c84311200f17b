import { pointerTo } from '../../private/json';

/** A step from a value to one inside it: the key of an object, the index of a list, the name of an item, what a text is read as. */
export type Step = string | number | { readonly name: string } | { readonly text: string };

/** A path as failures write it: `spec.containers[0].image`, `data["app.json"] (JSON) Timer.Seconds`; `manifest` for the whole. */
export function written(steps: readonly Step[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (typeof step === 'string') path += keyOf(step, path);
    else path += 'name' in step ? `[name=${step.name}]` : ` (${step.text})`;
  }
  return path === '' ? 'manifest' : path.trim();
}

/** The part of a path that leads through the object itself and not through a text in it, as a JSON pointer (RFC 6901). */
export function pointerOf(steps: readonly Step[]): string {
  const end = steps.findIndex((step) => typeof step === 'object');
  const keys = (end < 0 ? steps : steps.slice(0, end)) as (string | number)[];
  return pointerTo(keys);
}

function keyOf(key: string, path: string): string {
  const space = path.endsWith(')') ? ' ' : ''; // behind what a text is read as
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${space}[${JSON.stringify(key)}]`;
  return path === '' || space !== '' ? `${space}${key}` : `.${key}`;
}
