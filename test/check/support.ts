import { check } from 'cdk8s-patterns';
import { parseAllDocuments } from 'yaml';
import { graphsOf } from '../../src/check/private/engine';
import { FieldIndex } from '../../src/check/private/field-index';
import { Problem } from '../../src/check/private/rule';
import { RULES } from '../../src/check/private/rules/all';

/** The report of manifests, as one apply set; strict unless the options say otherwise. */
export function report(yaml: string, options: check.CheckOptions = {}): check.Report {
  const sets = [{ name: '', manifests: parsed(yaml).map((json) => ({ json })) }];
  expect(foundBySkipped(sets, options)).toEqual([]);
  return check.Checks.sets(sets, { strict: true, ...options });
}

/** What rules would find that are not called, because none of the fields is there that they say they are about. */
function foundBySkipped(sets: check.ApplySet[], options: check.CheckOptions): string[] {
  const run = { strict: true, target: '1.27', namespace: 'default', externals: [], ...options };
  return graphsOf(sets, run).flatMap(({ graph }) =>
    graph.objects.flatMap((object) => {
      const pods = graph.podsMadeBy(object);
      return RULES.flatMap((rule) => {
        const { fields, podFields, containerFields, kinds } = rule;
        const called = kinds === undefined || kinds.includes(object.type);
        const onObject = called && isSkipped(fields, object.root.value) ? rule.object?.(object, graph) : [];
        const onPods = pods && isSkipped(podFields, pods.spec.value) ? rule.pods?.(pods, graph) : [];
        const skipped = pods?.containers.filter(({ place }) => isSkipped(containerFields, place.value)) ?? [];
        const onContainers = skipped.flatMap((one) => [...(rule.container?.(one, pods!, graph) ?? [])]);
        const problems: Problem[] = [...(onObject ?? []), ...(onPods ?? []), ...onContainers];
        return problems.map(({ place, words }) => `${rule.id}: ${place.field} ${words}`);
      });
    }),
  );
}

function isSkipped(fields: string[] | undefined, value: unknown): boolean {
  return new FieldIndex([fields], (one) => one).concernedBy(value).length === 0;
}

/** What is found in manifests: rule, pointer and message of each finding. */
export function findings(yaml: string, options?: check.CheckOptions): [string, string, string][] {
  return report(yaml, options).findings.map(({ rule, pointer, message }) => [rule, pointer, message]);
}

/** The same, of findings of one rule only. */
export function findingsOf(rule: string, yaml: string, options?: check.CheckOptions): [string, string][] {
  return findings(yaml, options).flatMap(([id, pointer, message]): [string, string][] =>
    id === rule ? [[pointer, message]] : [],
  );
}

/** The objects of a YAML text. */
export function parsed(yaml: string): unknown[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as unknown);
}
