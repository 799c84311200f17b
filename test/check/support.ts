import { check } from 'cdk8s-patterns';
import { parseAllDocuments } from 'yaml';

/** The report of manifests, as one apply set; strict unless the options say otherwise. */
export function report(yaml: string, options: check.CheckOptions = {}): check.Report {
  const manifests = parsed(yaml).map((json) => ({ json }));
  return check.Checks.sets([{ name: '', manifests }], { strict: true, ...options });
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
