import { IConstruct } from 'constructs';
import { at, manifest, manifests } from '../support';

/** A container of a rendered pod. */
export interface RenderedContainer {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** The pod template of the workload of that name. */
export function templateOf(scope: IConstruct, name: string, kind = 'Deployment'): unknown {
  const spec = at(manifest(scope, kind, name), 'spec');
  return at(kind === 'CronJob' ? at(spec, 'jobTemplate', 'spec') : spec, 'template');
}

/** The container of that name in the workload of that name, whether it runs before the application or with it. */
export function containerOf(scope: IConstruct, name: string, container: string, kind?: string): RenderedContainer {
  const pod = at(templateOf(scope, name, kind), 'spec');
  const all = [at(pod, 'initContainers'), at(pod, 'containers')].flatMap((list) => (list ?? []) as RenderedContainer[]);
  const found = all.find((candidate) => candidate.name === container);
  if (found !== undefined) return found;
  throw new Error(`${name} has no container ${container}; there are: ${all.map((one) => one.name).join(', ')}`);
}

/** The names of the containers that run together. */
export function runningIn(scope: IConstruct, name: string): string[] {
  return (at(templateOf(scope, name), 'spec', 'containers') as RenderedContainer[]).map((container) => container.name);
}

/** Kind and name of all objects, sorted. */
export function objectsIn(scope: IConstruct): string[] {
  return manifests(scope)
    .map((object) => `${String(object['kind'])} ${String(at(object, 'metadata', 'name'))}`)
    .sort();
}
