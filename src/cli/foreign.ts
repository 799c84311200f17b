import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml, YamlDocument } from '../private/yaml';
import { readText } from './read-file';

/** Names of files that make a folder one of Helm or of Kustomize. */
const CHART = 'Chart.yaml';
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Fields of a kustomization that leave the references between its files as they are. */
const HARMLESS = new Set(
  'apiVersion kind metadata resources namespace labels commonLabels commonAnnotations images replicas sortOptions buildMetadata'.split(
    ' ',
  ),
);

/** Groups, and API versions, of files that are read by tools and never applied to a cluster. */
const LOCAL =
  /^(?:kustomize\.config\.k8s\.io|[\w.]+\.config\.k8s\.io|kubeadm\.k8s\.io|kind\.x-k8s\.io|k3d\.io|audit\.k8s\.io|skaffold|ctlptl\.dev)\//;

/** Why the manifests in a folder are not what is applied: a note, or nothing when they are. */
export function foreignFolder(path: string, name: string): string | undefined {
  if (existsSync(join(path, CHART))) return `${name}: a Helm chart; check what 'helm template ${name}' writes`;
  const file = KUSTOMIZATIONS.find((other) => existsSync(join(path, other)));
  if (file === undefined || isPlain(join(path, file), join(name, file))) return undefined;
  return `${name}: changed by its ${file}; check what 'kubectl kustomize ${name}' writes`;
}

/** Whether a kustomization only lists files beside it. */
function isPlain(path: string, name: string): boolean {
  return readYaml(readText(path, name), name).every(({ json }) => {
    const { resources = [], ...rest } = (json ?? {}) as { resources?: unknown };
    const isLocal = (item: unknown): boolean => /^(?!.*(?:\.\.\/|:\/\/|\?ref=)).*\.(?:ya?ml|json)$/.test(String(item));
    return Object.keys(rest).every((key) => HARMLESS.has(key)) && Array.isArray(resources) && resources.every(isLocal);
  });
}

/** Whether a text can hold an object of Kubernetes at all: others are not even parsed. */
export function mayHoldObjects(text: string): boolean {
  return text.includes('apiVersion') || (text.includes('kind') && text.includes('metadata'));
}

/** Whether a text is a template that is no manifest yet. */
export function isTemplate(text: string): boolean {
  return /\{\{-?\s*[\w."$(/]/.test(text) || /^\s*\{%/m.test(text);
}

/** Whether a document is read by tools and never applied to a cluster. */
export function isLocal({ json }: YamlDocument): boolean {
  const { apiVersion, kind } = headOf(json);
  if (apiVersion === 'v1' && kind === 'Config') return true; // a kubeconfig
  return typeof apiVersion === 'string' && LOCAL.test(apiVersion);
}

/** Whether a document is meant as an object for the API server, even where a part is missing. */
export function isObject({ json }: YamlDocument): boolean {
  const { apiVersion, kind, metadata } = headOf(json);
  const heads = [apiVersion, kind].filter((head) => head !== undefined).length;
  return heads === 2 || (heads === 1 && metadata !== undefined);
}

function headOf(json: unknown): { apiVersion?: unknown; kind?: unknown; metadata?: unknown } {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}
