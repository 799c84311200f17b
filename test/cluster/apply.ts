// The steps that every apply set goes through, each of which fails when something is not as it should be.
import assert from 'node:assert/strict';
import {
  KubernetesObject,
  V1Job,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1StorageClass,
} from '@kubernetes/client-node';
import { ApplySet, namespacesOf } from './apply-sets';
import { grave, isDefaultClass, lastWarnings, problems, warningLine } from './checks';
import { Cluster, nameOf } from './cluster';
import { until } from './processes';

/** Prints a line. */
export type Say = (line: string) => void;

/** Fails when an object of the sets exists: it is not ours to change and delete. */
export async function expectAbsent(cluster: Cluster, chain: ApplySet[]): Promise<void> {
  const there = (await existing(cluster, chain)).map(nameOf);
  assert(there.length === 0, `already in the cluster: ${there.join(', ')}`);
}

/** Deletes what the headers of the manifests of the last step say must go first. */
export async function deleteFirst(cluster: Cluster, steps: ApplySet[]): Promise<void> {
  const objects = steps.flatMap((step) => step.objects);
  for (const named of steps.at(-1)?.deleteFirst ?? []) {
    const sameName = objects.filter(({ metadata }) => metadata?.name === named.replace(/^.*?\//, ''));
    // Only kubectl knows all names of a kind, such as `sts`.
    let deleted = '';
    for (const namespace of new Set(sameName.map(({ metadata }) => metadata?.namespace ?? 'default')))
      deleted += await cluster.quietly(['delete', named, '-n', namespace, '--ignore-not-found']);
    assert.match(deleted, / deleted\b/, `'delete first' must name what an earlier step has applied, got '${named}'`);
  }
}

const LENT_CLASS = 'cdk8s-patterns.test/lent';

/** Makes the storage classes that the set needs and the cluster lacks, as copies of the default class. */
export async function lendClasses(cluster: Cluster, { storageClasses }: ApplySet): Promise<void> {
  const there = await cluster.list<V1StorageClass>('storage.k8s.io/v1', 'StorageClass');
  for (const name of storageClasses.filter((needed) => !there.some(({ metadata }) => metadata?.name === needed))) {
    const original = there.find(isDefaultClass);
    assert(original !== undefined, `storage class ${name} is needed, and there is no default class to copy`);
    const { apiVersion, kind, provisioner, reclaimPolicy, volumeBindingMode } = original;
    const metadata = { name, labels: { [LENT_CLASS]: 'true' } };
    const copy = { apiVersion, kind, metadata, provisioner, reclaimPolicy, volumeBindingMode };
    await cluster.quietly(['create', '-f', '-'], JSON.stringify(copy));
  }
}

/** Removes them. */
export async function returnClasses(cluster: Cluster): Promise<void> {
  await cluster.quietly(['delete', 'storageclass', '-l', LENT_CLASS, '--ignore-not-found']);
}

/** Applies a set as its user does, and fails unless it is accepted without a word, comes up in time, and stays as it was written. */
export async function expectApplies(cluster: Cluster, set: ApplySet, say: Say, seconds?: number): Promise<void> {
  const namespaces = namespacesOf([set]);
  const earlier = new Set((await cluster.warnings(namespaces)).map(warningLine));
  await lendClasses(cluster, set);
  await cluster.quietly(['apply', '-f', set.folder]);
  const objects = [...set.objects, ...(await runCronJobs(cluster, set))];
  const found = await cluster.settled(() => problems(cluster, objects), seconds);
  const warnings = (await cluster.warnings(namespaces)).filter((warning) => !earlier.has(warningLine(warning)));
  found.push(...grave(warnings).map(warningLine));
  assert(found.length === 0, [...found, lastWarnings(warnings)].join('\n'));
  say(lastWarnings(warnings));

  const { code, stdout, stderr } = await cluster.kubectl(['diff', '-f', set.folder]);
  assert(code === 0 && stdout === '', `kubectl diff is not empty after the apply:\n${stdout}${stderr}`);
}

/** Deletes the sets as their user does, the last one first, and fails when anything stays but claims of claim templates. */
export async function expectDeletes(cluster: Cluster, chain: ApplySet[], before: string[], say: Say): Promise<void> {
  const left = () => remains(cluster, chain, before);
  const failed = async (error: Error) => {
    const names = await left().catch(() => ['unknown']);
    assert.fail(`${error.message}\nleft: ${names.join(', ')}`);
  };
  for (const { folder } of [...chain].reverse())
    await cluster.quietly(['delete', '-f', folder, '--ignore-not-found']).catch(failed);

  const claims = await retainedClaims(cluster, chain);
  for (const claim of claims) {
    say(`${nameOf(claim)} is retained, as it should be; deleted now`);
    await cluster.quietly(['delete', 'pvc', claim.metadata?.name ?? '', '-n', claim.metadata?.namespace ?? '']);
  }
  await returnClasses(cluster);
  // The garbage collector works on in the background, on objects of any kind.
  await until('end of the deletion', async () => (await left()).length === 0).catch(failed);
}

/** What is there now and was not before, with the finalizers that hold it. */
async function remains(cluster: Cluster, chain: ApplySet[], before: string[]): Promise<string[]> {
  const added = (await contents(cluster, chain)).filter((object) => !before.includes(nameOf(object)));
  const lines = [...added, ...(await existing(cluster, chain))].map((object) => {
    const { spec, metadata } = object as KubernetesObject & { spec?: { finalizers?: string[] } };
    const finalizers = [...(metadata?.finalizers ?? []), ...(spec?.finalizers ?? [])];
    return finalizers.length === 0 ? nameOf(object) : `${nameOf(object)} (finalizers: ${finalizers.join(', ')})`;
  });
  return [...new Set(lines)];
}

/** The names of what is in the namespaces of the sets. */
export async function inventory(cluster: Cluster, chain: ApplySet[]): Promise<string[]> {
  return (await contents(cluster, chain)).map(nameOf);
}

/** All objects that are in the namespaces of the sets, apart from Events; also the volumes of their claims. */
async function contents(cluster: Cluster, chain: ApplySet[]): Promise<KubernetesObject[]> {
  const kinds = await cluster.quietly(['api-resources', '--namespaced', '--verbs=list', '-o', 'name']);
  const listed = kinds
    .trim()
    .split('\n')
    .filter((kind) => !/^(events|endpoints$|pods\.metrics)/.test(kind));
  const namespaces = namespacesOf(chain);
  const objects = await Promise.all(
    namespaces.map(async (namespace) => {
      const json = await cluster.quietly(['get', listed.join(), '-n', namespace, '-o', 'json', '--ignore-not-found']);
      return json === '' ? [] : (JSON.parse(json) as { items: KubernetesObject[] }).items;
    }),
  );
  const volumes = await cluster.list<V1PersistentVolume>('v1', 'PersistentVolume');
  const ofClaims = volumes.filter(({ spec }) => namespaces.includes(spec?.claimRef?.namespace ?? ''));
  return [...objects.flat(), ...ofClaims];
}

const LENT = new Set(['Namespace', 'CustomResourceDefinition', 'ServiceAccount']);

/**
 * Fails unless the API server would accept the set without a word.
 * A dry run refuses what lies in a namespace, is of a kind, or is a pod with an account that is not there: those are lent to it.
 */
export async function expectDryRun(cluster: Cluster, set: ApplySet): Promise<void> {
  const lent: KubernetesObject[] = [];
  for (const object of set.objects.filter(({ kind = '' }) => LENT.has(kind))) {
    if ((await cluster.read(object)) === undefined) lent.push(object);
  }
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: lent });
  try {
    if (lent.length > 0) await cluster.quietly(['apply', '-f', '-'], list);
    await cluster.quietly(['apply', '--dry-run=server', '-f', set.folder]);
  } finally {
    if (lent.length > 0) await cluster.quietly(['delete', '--ignore-not-found', '-f', '-'], list);
  }
}

/** Runs each CronJob once by hand, since its hour will not come. */
async function runCronJobs(cluster: Cluster, set: ApplySet): Promise<KubernetesObject[]> {
  const jobs = set.objects
    .filter(({ kind }) => kind === 'CronJob')
    .map(({ metadata }) => ({
      cronJob: metadata?.name,
      namespace: metadata?.namespace ?? 'default',
      name: `${metadata?.name}-by-hand`,
    }));
  for (const { cronJob, namespace, name } of jobs) {
    await cluster.kubectl(['delete', 'job', name, '-n', namespace, '--ignore-not-found']);
    await cluster.quietly(['create', 'job', name, '-n', namespace, `--from=cronjob/${cronJob}`]);
  }
  return jobs.map(({ name, namespace }): V1Job => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
  }));
}

/** The claims that were made from claim templates of the sets, and stay when their StatefulSet goes. */
async function retainedClaims(cluster: Cluster, chain: ApplySet[]): Promise<V1PersistentVolumeClaim[]> {
  const prefixes = chain.flatMap(({ objects }) =>
    objects.flatMap((object) => {
      const { spec } = object as { spec?: { volumeClaimTemplates?: V1PersistentVolumeClaim[] } };
      const templates = spec?.volumeClaimTemplates ?? [];
      return templates.map(({ metadata }) => `${metadata?.name}-${object.metadata?.name}-`);
    }),
  );
  const claims = await Promise.all(
    namespacesOf(chain).map((namespace) =>
      cluster.list<V1PersistentVolumeClaim>('v1', 'PersistentVolumeClaim', namespace),
    ),
  );
  return claims.flat().filter(({ metadata }) => prefixes.some((prefix) => metadata?.name?.startsWith(prefix)));
}

async function existing(cluster: Cluster, chain: ApplySet[]): Promise<KubernetesObject[]> {
  const live = await Promise.all(chain.flatMap(({ objects }) => objects.map((object) => cluster.read(object))));
  return live.filter((object) => object !== undefined);
}
