import { ApiObject, Chart } from 'cdk8s';
import { withoutStrayNamespace } from '../../private/kinds';

/** What is read of a rendered object; a chart with a `toJson` of its own may render anything. */
export interface Json {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly [key: string]: unknown };
}

/** An object as it is written. */
export interface Rendered {
  readonly json: Json;
  readonly chart: Chart;

  /** The construct that renders it; none where a chart renders its objects itself. */
  readonly object?: ApiObject;
}

/** Renders the objects of a chart, each once; a chart with a `toJson` of its own renders them itself. */
export function render(chart: Chart, objects: ApiObject[]): Rendered[] {
  const own = chart.toJson !== Chart.prototype.toJson;
  const rendered: Rendered[] = own
    ? Object.values(chart.toJson()).map((json: Json) => ({ json, chart }))
    : objects.map((object) => ({ json: object.toJson(), chart, object }));
  return rendered
    .filter(({ json }) => json !== undefined)
    .map((item) => ({ ...item, json: withoutStrayNamespace(item.json) }));
}
