import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

const indexes = new WeakMap<Chart, Map<string, IConstruct>>();

/** Remembers a ConfigMap or Secret by name, because an environment variable keeps only the name of its source. */
export function rememberConfig(chart: Chart, kind: string, name: string, construct: IConstruct): void {
  const index = indexes.get(chart) ?? new Map<string, IConstruct>();
  indexes.set(chart, index.set(`${kind}/${name}`, construct));
}

/** The ConfigMap or Secret of that name in the chart, if this library made it. */
export function configNamed(chart: Chart, kind: string, name: string): IConstruct | undefined {
  return indexes.get(chart)?.get(`${kind}/${name}`);
}
