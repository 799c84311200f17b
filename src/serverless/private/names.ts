import { ApiObject, Chart } from 'cdk8s';

const names = new WeakMap<Chart, Set<string>>();

/** Remembers a Knative Service, which owns a Route of its own name. */
export function rememberService(service: ApiObject): void {
  const known = names.get(Chart.of(service)) ?? new Set<string>();
  names.set(Chart.of(service), known.add(keyOf(service)));
}

/** Whether a Knative Service of the chart owns a Route of this name. */
export function isOwned(route: ApiObject): boolean {
  return names.get(Chart.of(route))?.has(keyOf(route)) ?? false;
}

function keyOf({ metadata, name }: ApiObject): string {
  return `${metadata.namespace ?? ''}/${name}`;
}
