import { labelKey, labelValue } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { isObject } from '../../../../private/json';
import { Key, Place } from '../../place';
import { problem, Problem, Rule } from '../../rule';
import { Schemas } from '../../schema/schemas';
import { brokenText } from '../../broken';

/** Rules on label selectors as such, wherever they stand. */
export const LABEL_SELECTOR_RULES: Rule[] = [
  {
    id: 'label-selector',
    title: 'a label selector that is empty where it must not be, or that Kubernetes cannot read',
    object: function* (object, graph) {
      if (WITHOUT.includes(object.type)) return;
      const selectors = [...selectorsOf(object)];
      if (selectors.length === 0 && !CONTROLLERS.includes(object.type)) return;
      if (!isBuiltIn(object, graph)) return;
      yield* notEmpty(object);
      for (const place of selectors) yield* read(place);
    },
  },
];

const CONTROLLERS = ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicaSet.apps'];

/** Kinds whose values look like selectors and are none, or are too large to be looked through for nothing. */
const WITHOUT = ['CustomResourceDefinition.apiextensions.k8s.io', 'ConfigMap', 'Secret'];

/** Members that hold selectors of nodes, which have operators of their own. */
const OF_NODES = ['nodeAffinity', 'nodeSelector'];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Custom resources have selectors too, but what they mean is their controllers' matter. */
function isBuiltIn({ apiVersion, kind }: KubeObject, { target }: Graph): boolean {
  return Schemas.kubernetes().kind(apiVersion, kind, target) !== undefined;
}

function* notEmpty(object: KubeObject): Iterable<Problem> {
  const selector = object.at('spec', 'selector');
  if (!CONTROLLERS.includes(object.type) || !isObject(selector.value)) return;
  const terms = [...selector.at('matchLabels').members, ...selector.at('matchExpressions').items];
  if (terms.length > 0) return;
  yield problem(selector, 'must not be empty', 'select the labels of the pod template with matchLabels');
}

function* selectorsOf(object: KubeObject): Iterable<Place> {
  const plain = object.at('spec', 'selector');
  if (object.type === 'ReplicationController' || object.type === 'Service') yield* labelled(plain);
  for (const keys of pathsOf(object.root.value)) yield object.root.along(keys);
}

function* labelled(map: Place): Iterable<Place> {
  if (isObject(map.value)) yield map;
}

/** Where objects with `matchLabels` or `matchExpressions` stand; on plain values, since each object is looked through. */
function pathsOf(value: unknown): Key[][] {
  const found: Key[][] = [];
  collect(value, [], found);
  return found;
}

function collect(value: unknown, path: Key[], found: Key[][]): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) collectBelow(i, value[i], path, found);
  } else if (isObject(value)) {
    if ('matchLabels' in value || 'matchExpressions' in value) found.push([...path]);
    for (const key in value) if (!OF_NODES.includes(key)) collectBelow(key, value[key], path, found);
  }
}

function collectBelow(key: Key, value: unknown, path: Key[], found: Key[][]): void {
  if (typeof value !== 'object') return;
  path.push(key);
  collect(value, path, found);
  path.pop();
}

function* read(selector: Place): Iterable<Problem> {
  const plain = !selector.at('matchLabels').present && !selector.at('matchExpressions').present;
  for (const [key, value] of (plain ? selector : selector.at('matchLabels')).members) {
    const words = labelKey(key);
    if (words !== undefined) yield problem(value, `${words}, as key`, 'correct the label', JSON.stringify(key));
    yield* brokenText(value, labelValue, 'correct the value');
  }
  if (selector.key === 'scopeSelector') return;
  for (const expression of selector.at('matchExpressions').items) yield* readExpression(expression);
}

function* readExpression(expression: Place): Iterable<Problem> {
  const [key, operator, values] = [expression.at('key'), expression.at('operator'), expression.at('values')];
  yield* brokenText(key, labelKey, 'correct the label');
  for (const value of values.items) yield* brokenText(value, labelValue, 'correct the value');
  if (operator.text !== undefined && !OPERATORS.includes(operator.text))
    yield problem(operator, `must be one of ${OPERATORS.join(', ')}`, 'correct it');
  const count = values.items.length;
  if (/^(Not)?In$/.test(operator.text ?? '') && count === 0)
    yield problem(values, `must not be empty for ${operator.text}`, 'list the values, or use Exists or DoesNotExist');
  if (/^(Exists|DoesNotExist)$/.test(operator.text ?? '') && count > 0)
    yield problem(values, `must be absent for ${operator.text}`, 'omit them, or use In or NotIn');
}
