import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Problem, Rule } from '../../rule';
import { SchemaProblem } from '../../schema/problem';

const TITLES: { [id in SchemaProblem['rule']]: string } = {
  'unknown-kind': 'a kind that Kubernetes does not have',
  'wrong-version': 'an API version that the target version of Kubernetes does not serve',
  'unknown-field': 'a field that the kind does not have, or not in the target version',
  'wrong-type': 'a value of another type than the field takes',
  'wrong-value': 'a value that the field does not take',
  'missing-field': 'a field that must be there',
  'duplicate-item': 'two items of a list with one key',
};

/** Rules on the shape of objects, from the schemas of Kubernetes and of the custom resource definitions. */
export const SCHEMA_RULES: Rule[] = Object.entries(TITLES).map(([id, title], i) => ({
  id,
  title,
  ...(i === 0 && { object: allProblems }), // one walk over an object finds the problems of all these rules
}));

function* allProblems(object: KubeObject, graph: Graph): Iterable<Problem> {
  for (const { rule, path, words, got, wayOut } of graph.schemas.problems(object.root.value, graph.target)) {
    yield { rule, place: object.root.along(path), words, got, wayOut };
  }
}
