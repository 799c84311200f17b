import { ApiObject, Chart } from 'cdk8s';
import { withoutStrayNamespace } from '../../private/kinds';
import { KeyOrder } from '../key-order';
import { Json } from './json';
import { kubernetesOrder } from './key-order';
import { jsonOf, writtenPlainly } from './plain-rendering';
import { toYaml } from './to-yaml';

/** An object as it is written. */
export interface Rendered {
  /** The object; only what it is called where nobody reads more of it. */
  readonly json: Json;
  readonly text: string;
  readonly chart: Chart;

  /** The construct that renders it; none where a chart renders its objects itself. */
  readonly object: ApiObject | undefined;
}

/**
 * Renders the objects of a chart, each once; a chart with a `toJson` of its own renders them itself.
 *
 * @param whole whether the objects are read after that; those of large charts are costly to keep
 */
export function render(chart: Chart, objects: ApiObject[], keyOrder: KeyOrder, whole: boolean): Rendered[] {
  const item = (rendered: Json | undefined, object?: ApiObject): Rendered[] => {
    if (rendered === undefined) return [];
    const json = withoutStrayNamespace(rendered);
    const text = toYaml(keyOrder === KeyOrder.KUBERNETES ? kubernetesOrder(json) : json);
    const { apiVersion, kind, metadata } = json;
    return [{ json: whole ? json : { apiVersion, kind, metadata }, text, chart, object }];
  };
  return chart.toJson === Chart.prototype.toJson
    ? objects.flatMap((object) => {
        const written = whole || keyOrder !== KeyOrder.ALPHABETICAL ? undefined : writtenPlainly(object);
        return written === undefined
          ? item(jsonOf(object) as Json | undefined, object)
          : [{ ...written, chart, object }];
      })
    : Object.values(chart.toJson()).flatMap((json: Json) => item(json));
}
