import { App, Chart, ChartProps } from 'cdk8s';
import { testing } from 'cdk8s-patterns';
import { IConstruct } from 'constructs';

/** A rendered object. */
export interface Manifest {
  readonly [field: string]: unknown;
}

/** Options of `newChart`. */
export interface NewChartOptions extends ChartProps {
  /** The Kubernetes version that `synth.App` would publish; a stock App publishes none. */
  readonly target?: string;
}

/** A chart `app` in a stock App, with names that carry no hash unless `disableResourceNameHashes` is false. */
export function newChart({ target, ...props }: NewChartOptions = {}): Chart {
  const app = new App();
  if (target !== undefined) app.node.setContext('cdk8s-patterns:target', target);
  return new Chart(app, 'app', { disableResourceNameHashes: true, ...props });
}

/** What a new chart renders after `build`. */
export function inChart(build: (chart: Chart) => unknown, options?: NewChartOptions): Manifest[] {
  const chart = newChart(options);
  build(chart);
  return manifests(chart);
}

/** All objects of the chart of `scope`. */
export function manifests(scope: IConstruct): Manifest[] {
  return testing.Manifests.of(Chart.of(scope)).all;
}

/** The object of that kind and name; of that kind alone when there is one. Else fails, and lists what is there. */
export function manifest(scope: IConstruct, kind: string, name?: string): Manifest {
  return testing.Manifests.of(Chart.of(scope)).one(kind, name);
}

/** The value at a path of a rendered object; nothing when the path ends early. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as { [key: string]: unknown } | undefined)?.[key], value);
}

/** The pod spec of the only object of that kind. */
export function podOf(scope: IConstruct, kind = 'Deployment'): unknown {
  const spec = at(manifest(scope, kind), 'spec');
  return at(kind === 'CronJob' ? at(spec, 'jobTemplate', 'spec') : spec, 'template', 'spec');
}

/** The message of the error that `run` throws. Fails when it throws none. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was thrown');
}
