import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Manifests } from '../../src/testing';

/** The manifests of the chart of `scope`. */
export function manifestsOf(scope: IConstruct): Manifests {
  return Manifests.of(Chart.of(scope));
}

/** The pod template of the workload of that name. */
export function templateOf(scope: IConstruct, name: string, kind = 'Deployment'): unknown {
  return manifestsOf(scope).pod(kind, name).template;
}

/** The container of that name in the workload of that name, whether it runs before the application or with it. */
export function containerOf(
  scope: IConstruct,
  name: string,
  container: string,
  kind = 'Deployment',
): { [field: string]: unknown } {
  return manifestsOf(scope).pod(kind, name).container(container).spec;
}

/** The names of the containers that run together. */
export function runningIn(scope: IConstruct, name: string): string[] {
  return manifestsOf(scope).pod('Deployment', name).running;
}

/** Kind and name of all objects, sorted. */
export function objectsIn(scope: IConstruct): string[] {
  return manifestsOf(scope).names;
}
