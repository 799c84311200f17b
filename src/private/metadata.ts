import { ApiObjectMetadata } from 'cdk8s';
import { IConstruct } from 'constructs';
import { defined } from './defined';
import { check, dnsLabel, dnsSubdomain, labelKey, labelValue, Rule } from './rules';

/** Checks what a caller wrote for the metadata of an object whose names follow `nameRule`. */
export function checkMetadata(
  scope: IConstruct,
  metadata: ApiObjectMetadata | undefined,
  nameRule: Rule<string> = dnsSubdomain,
): void {
  check(scope, 'metadata.name', metadata?.name, nameRule, 'choose another name or omit it');
  check(scope, 'metadata.namespace', metadata?.namespace, dnsLabel, 'choose another namespace');
  checkLabels(scope, 'metadata.labels', metadata?.labels);
  checkAnnotations(scope, 'metadata.annotations', metadata?.annotations);
}

/** Checks keys and values of labels. */
export function checkLabels(scope: IConstruct, prop: string, labels: { [key: string]: string } | undefined): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    check(scope, prop, key, labelKey, 'correct the key of the label');
    check(scope, `${prop}["${key}"]`, value, labelValue, 'shorten it, or use an annotation');
  }
}

/** Checks keys of annotations; their values may be any text. */
export function checkAnnotations(
  scope: IConstruct,
  prop: string,
  annotations: { [key: string]: string } | undefined,
): void {
  for (const key of Object.keys(annotations ?? {})) {
    check(scope, prop, key, annotationKey, 'correct the key of the annotation');
  }
}

/** As keys of labels, but the API server does not tell case apart. */
const annotationKey: Rule<string> = (value) => labelKey(value.toLowerCase());

/** Metadata without members that are there but undefined: they would hide what cdk8s fills in. */
export function present(metadata: ApiObjectMetadata | undefined): ApiObjectMetadata | undefined {
  return metadata && defined(metadata);
}
