// The apply sets of a `dist` folder: every folder that holds manifests, and its steps.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';

/** A folder whose manifests are applied as one. */
export interface ApplySet {
  /** Its path from `dist`. */
  readonly name: string;
  readonly folder: string;
  readonly objects: KubernetesObject[];
  /** What must be deleted before it is applied over the step before: `kind/name`. */
  readonly deleteFirst: string[];
  /** The storage classes that must be there. */
  readonly storageClasses: string[];
}

/** The apply sets below a folder. Those of one list are applied one after the other: a folder, and its step folders `2-...`, `3-...`. */
export function chainsOf(dist: string): ApplySet[][] {
  const folders = new Set(manifests(dist, true).map((file) => dirname(join(dist, file))));
  const starts = new Set([...folders].map(startOf));
  return [...starts].map((start) =>
    [...folders]
      .filter((folder) => startOf(folder) === start)
      .sort((a, b) => stepOf(a) - stepOf(b))
      .map((folder) => applySet(dist, folder)),
  );
}

/** Whether the set has objects of Knative. */
export function needsKnative(set: ApplySet): boolean {
  return set.objects.some(({ apiVersion }) => apiVersion?.startsWith('serving.knative.dev/'));
}

/** The namespaces of its objects, also those that it makes. */
export function namespacesOf(sets: ApplySet[]): string[] {
  const names = sets
    .flatMap(({ objects }) => objects)
    .map(({ kind, metadata }) => (kind === 'Namespace' ? metadata?.name : metadata?.namespace));
  return [...new Set(names.map((name) => name ?? 'default'))];
}

const step = /^(\d+)-[^/]*$/;
const stepOf = (folder: string) => Number(step.exec(basename(folder))?.[1] ?? 0);
const startOf = (folder: string) => (step.test(basename(folder)) ? dirname(folder) : folder);

function manifests(folder: string, recursive: boolean): string[] {
  return readdirSync(folder, { recursive, encoding: 'utf8' })
    .filter((file) => file.endsWith('.k8s.yaml'))
    .sort();
}

function applySet(dist: string, folder: string): ApplySet {
  const texts = manifests(folder, false).map((file) => readFileSync(join(folder, file), 'utf8'));
  const documents = texts.flatMap((text) => [...parseAllDocuments(text, { version: '1.1' })]); // as kubectl reads it
  return {
    name: relative(dirname(dist), folder),
    folder,
    objects: documents.flatMap((document) => (document.toJS() as KubernetesObject | null) ?? []),
    deleteFirst: texts.flatMap((text) => declared(text, /^# delete first: (\S+)$/gm)),
    storageClasses: texts.flatMap((text) => declared(text, /^# needs: StorageClass (\S+)/gm)),
  };
}

/** What the header of a manifest says. */
function declared(text: string, line: RegExp): string[] {
  return [...text.matchAll(line)].map(([, name = '']) => name);
}
