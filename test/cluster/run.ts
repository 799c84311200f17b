// `npm run test:cluster`: builds what the tests need, starts it, tests, and stops it; see CONTRIBUTING.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { parseArgs } from 'node:util';
import { ApplySet, chainsOf, needsKnative } from './apply-sets';
import { cache, knative, kubernetes, kwok, Version, versions } from './build';
import { Cluster } from './cluster';
import { ControlPlane, startControlPlane } from './control-plane';
import { testFaults } from './faults.test';
import { testFolders } from './folders.test';
import { startKnative } from './knative';
import { testKnative } from './knative.test';
import { atEnd, cleanUp, output } from './processes';
import { testReaders } from './readers.test';
import { buildRealNode } from './real-node/node';
import { testRealNode } from './real-node/real-node.test';
import { checkRequirements, onRealNode, Part, parts } from './requirements';
import { UserCluster, userCluster } from './user-cluster';

const usage = `npm run test:cluster -- [--only ${parts.join(',')}] [--version ${versions.join(',')}]`;

/** What is tested. */
interface Plan {
  readonly parts: readonly Part[];
  readonly versions: readonly Version[];
  /** The applications, in the order of their paths. */
  readonly chains: ApplySet[][];
  readonly dist: string;
  readonly temp: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, version: { type: 'string' } } });
  const chosen = { parts: choose(parts, values.only), versions: choose(versions, values.version) };
  const temp = mkdtempSync(join(tmpdir(), 'cluster-test-'));
  atEnd(() => rmSync(temp, { recursive: true, force: true }));
  const kubeconfig = process.env.KUBECONFIG ?? ''; // an empty one is none, as for kubectl
  if (values.version !== undefined && (kubeconfig !== '' || !chosen.parts.some(onFakeNodes)))
    console.log('--version is ignored: it chooses among the clusters of fake nodes');
  const user = kubeconfig === '' ? undefined : await userCluster(kubeconfig, temp, chosen.parts);
  if (user === undefined) await build(chosen);
  const dist = await synthesized(temp);
  const plan = { ...chosen, temp, dist, chains: chainsOf(dist) };
  after(cleanUp);
  if (user === undefined) testOnPrivateClusters(plan);
  else testOnUserCluster(user, plan);
}

/** Builds beforehand what is not in the cache, so that no test waits for it. */
async function build({ parts, versions }: Pick<Plan, 'parts' | 'versions'>): Promise<void> {
  await checkRequirements(parts);
  console.log(`programs are kept in ${cache}`);
  if (parts.some(onFakeNodes)) for (const version of versions) await kubernetes(version);
  if (parts.some(onFakeNodes)) await kwok();
  if (parts.includes('knative')) await knative();
  if (parts.some(onRealNode)) await buildRealNode(parts.includes('lessons'));
}

const onFakeNodes = (part: Part) => !onRealNode(part);

function choose<T extends string>(all: readonly T[], wanted?: string): readonly T[] {
  const names = wanted?.split(',') ?? all;
  const unknown = names.find((name) => !all.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`'${unknown}' is none of ${all.join(', ')}; usage: ${usage}`);
  return all.filter((name) => names.includes(name));
}

/** Writes `dist` as its user does. */
async function synthesized(temp: string): Promise<string> {
  const dist = join(temp, 'dist');
  process.env.CDK8S_CHECK_UPGRADE = 'false'; // it would ask the network
  const { code, stdout, stderr } = await output('npx', ['cdk8s', 'synth', '--output', dist]);
  if (code !== 0) throw new Error(`cdk8s synth fails:\n${stdout}${stderr}`);
  return dist;
}

function testOnPrivateClusters(plan: Plan): void {
  // Together, since most of their time is spent waiting.
  describe('fake nodes', { concurrency: plan.versions.length }, () => {
    if (plan.parts.some(onFakeNodes)) for (const version of plan.versions) testOnFakeNodes(version, plan);
  });
  if (plan.parts.some(onRealNode)) testRealNode(plan.dist, plan.parts.includes('lessons'));
}

function testOnFakeNodes(version: Version, { parts, chains, dist, temp }: Plan): void {
  describe(`Kubernetes ${version}`, { concurrency: 1 }, () => {
    let plane: ControlPlane;
    let cluster: Cluster;
    before(async () => {
      plane = await startControlPlane({ version });
      cluster = new Cluster({ kubectl: plane.program('kubectl'), kubeconfig: plane.kubeconfig, patience: 60 });
    });
    after(() => plane.stop());
    const connect = () => cluster;
    if (parts.includes('folders')) for (const chain of chains.filter(plain)) testFolders(chain, connect);
    if (parts.includes('folders')) testReaders(connect);
    if (parts.includes('faults')) testFaults(dist, join(temp, version), connect);
    if (!parts.includes('knative')) return;
    describe('Knative', () => {
      before(() => startKnative(plane));
      for (const chain of chains.filter(ofKnative)) testKnative(chain, connect);
    });
  });
}

const ofKnative = (chain: ApplySet[]) => chain.some(needsKnative);
const plain = (chain: ApplySet[]) => !ofKnative(chain);

/** Without faults, whose time is cut short for fake nodes. */
function testOnUserCluster({ cluster, parts }: UserCluster, { chains }: Plan): void {
  const connect = () => cluster;
  if (parts.includes('folders')) for (const chain of chains.filter(plain)) testFolders(chain, connect);
  if (parts.includes('knative')) for (const chain of chains.filter(ofKnative)) testKnative(chain, connect);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
  return cleanUp();
});
