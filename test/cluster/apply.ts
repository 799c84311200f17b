// The steps that every apply set goes through, each of which fails when something is not as it should be.
import assert from 'node:assert/strict';
import { KubernetesObject, V1Job, V1PersistentVolume, V1PersistentVolumeClaim } from '@kubernetes/client-node';
import { ApplySet, namespacesOf } from './apply-sets';
import { grave, problems, warningLine } from './checks';
import { Cluster, nameOf } from './cluster';
import { until } from './processes';

/** Prints a line. */
export type Say = (line: string) => void;

/** Fails when an object of the sets exists: it is not ours to change and delete. */
export async function expectAbsent(cluster: Cluster, chain: ApplySet[]): Promise<void> {
  const there = await existing(cluster, chain);
  assert(there.length === 0, `already in the cluster: ${there.join(', ')}`);
}

/** Deletes what the headers of the manifests say must go first. */
export async function deleteFirst(cluster: Cluster, set: ApplySet): Promise<void> {
  for (const { object, namespace } of set.deleteFirst) await cluster.quietly(['delete', object, '-n', namespace]);
}

/** Applies a set as its user does, and fails unless it is accepted without a word, comes up in time, and stays as it was written. */
export async function expectApplies(cluster: Cluster, set: ApplySet, say: Say, seconds?: number): Promise<void> {
  const namespaces = namespacesOf([set]);
  const earlier = new Set((await cluster.warnings(namespaces)).map(warningLine));
  await cluster.quietly(['apply', '-f', set.folder]);
  const objects = [...set.objects, ...(await runCronJobs(cluster, set))];
  const found = await cluster.settled(() => problems(cluster, objects), seconds);
  const warnings = (await cluster.warnings(namespaces)).filter((warning) => !earlier.has(warningLine(warning)));
  const last = [...new Set(warnings.map(warningLine))].slice(-10);
  say(last.length === 0 ? 'no warnings' : ['the last warnings:', ...last].join('\n'));
  found.push(...grave(warnings).map(warningLine));
  assert(found.length === 0, [...found, 'the last warnings:', ...last].join('\n'));

  const { code, stdout, stderr } = await cluster.kubectl(['diff', '-f', set.folder]);
  assert(code === 0 && stdout === '', `kubectl diff is not empty after the apply:\n${stdout}${stderr}`);
}

/** Deletes the sets as their user does, the last one first, and fails when anything stays but claims of claim templates. */
export async function expectDeletes(cluster: Cluster, chain: ApplySet[], before: string[], say: Say): Promise<void> {
  for (const set of [...chain].reverse()) await cluster.quietly(['delete', '-f', set.folder, '--ignore-not-found']);

  const claims = await retainedClaims(cluster, chain);
  for (const claim of claims) {
    say(`${nameOf(claim)} is retained, as it should be; deleted now`);
    await cluster.quietly(['delete', 'pvc', claim.metadata?.name ?? '', '-n', claim.metadata?.namespace ?? '']);
  }
  let left: string[] = [];
  const gone = async () => {
    left = await inventory(cluster, chain);
    left = [...left.filter((name) => !before.includes(name)), ...(await existing(cluster, chain))];
    return left.length === 0;
  };
  // The garbage collector works on in the background, on objects of any kind.
  await until('end of the deletion', gone).catch((error: Error) =>
    assert.fail(`${error.message}; left: ${left.join(', ')}`),
  );
}

/** All objects that are in the namespaces of the sets, apart from Events; also the volumes of their claims. */
export async function inventory(cluster: Cluster, chain: ApplySet[]): Promise<string[]> {
  const kinds = await cluster.quietly(['api-resources', '--namespaced', '--verbs=list', '-o', 'name']);
  const listed = kinds
    .trim()
    .split('\n')
    .filter((kind) => !/^(events|endpoints$|pods\.metrics)/.test(kind));
  const namespaces = namespacesOf(chain);
  const objects = await Promise.all(
    namespaces.map(async (namespace) => {
      const names = await cluster.quietly(['get', listed.join(), '-n', namespace, '-o', 'name', '--ignore-not-found']);
      return names
        .split('\n')
        .filter(Boolean)
        .map((name) => `${namespace}/${name}`);
    }),
  );
  const volumes = await cluster.list<V1PersistentVolume>('v1', 'PersistentVolume');
  const ofClaims = volumes.filter(({ spec }) => namespaces.includes(spec?.claimRef?.namespace ?? ''));
  return [...objects.flat(), ...ofClaims.map(nameOf)];
}

/**
 * Fails unless the API server would accept the set without a word.
 * A dry run refuses what lies in a namespace, or is of a kind, that is not there: those are lent to it.
 */
export async function expectDryRun(cluster: Cluster, set: ApplySet): Promise<void> {
  const lent: KubernetesObject[] = [];
  for (const object of set.objects.filter(({ kind }) => kind === 'Namespace' || kind === 'CustomResourceDefinition')) {
    if ((await cluster.read(object)) === undefined) lent.push(object);
  }
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: lent });
  if (lent.length > 0) await cluster.quietly(['apply', '-f', '-'], list);
  await cluster.quietly(['apply', '--dry-run=server', '-f', set.folder]);
  if (lent.length > 0) await cluster.quietly(['delete', '-f', '-'], list);
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

async function existing(cluster: Cluster, chain: ApplySet[]): Promise<string[]> {
  const live = await Promise.all(chain.flatMap(({ objects }) => objects.map((object) => cluster.read(object))));
  return live.filter((object) => object !== undefined).map(nameOf);
}
