// Lessons on the real node: what their readers do, in the order of the book.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { KubernetesObject, V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { Yaml } from 'cdk8s';
import { deleteFirst, lendClasses, returnClasses } from '../apply';
import { ApplySet, chainsOf } from '../apply-sets';
import { selectedPods } from '../checks';
import { Cluster, nameOf } from '../cluster';
import { Output, Running, until } from '../processes';
import { Answer, ask, expectUp, Fields, urlOf } from './support';

/** How lessons reach the cluster. */
export interface Reach {
  /** The cluster, once the tests run. */
  readonly connect: () => Cluster;
  /** Starts kubectl, which goes on until it is stopped. */
  readonly start: (args: string[]) => Running;
}

/** The lessons of a book, in a folder of `dist`. */
export class Book {
  /** The names of its lessons, such as `ch05/sleep`. */
  public readonly names: string[];
  /** Those that were asked for. */
  public readonly used = new Set<string>();
  private readonly chains: Map<string, ApplySet[]>;

  constructor(
    dist: string,
    private readonly reach: Reach,
  ) {
    this.chains = new Map(chainsOf(dist).map((chain) => [chain[0]?.name.replace(/^[^/]*\//, '') ?? '', chain]));
    this.names = [...this.chains.keys()];
  }

  /** The lesson of that name, in a namespace of its own or in one that other lessons made. */
  public lesson(name: string, namespace = name.replace('/', '-')): Lesson {
    const chain = this.chains.get(name);
    assert(chain !== undefined, `no lesson ${name}; there are ${this.names.join(', ')}`);
    this.used.add(name);
    return new Lesson(this.reach, chain, namespace);
  }
}

/** A lesson and its steps. */
export class Lesson {
  private failed = false;

  constructor(
    private readonly reach: Reach,
    private readonly chain: ApplySet[],
    public readonly namespace: string,
  ) {}

  public get cluster(): Cluster {
    return this.reach.connect();
  }

  /** Declares the test that its first folder, or that of a step, comes up. */
  public applies(step?: string): void {
    this.shows(`${step ?? 'its first folder'} comes up`, () => this.apply(step));
  }

  /** Declares a test of what it shows, which fails at once when what should be there has not come up. */
  public shows(name: string, test: () => Promise<unknown>): void {
    it(name, async () => {
      assert(!this.failed, 'an earlier step of the lesson has not come up');
      await test();
    });
  }

  /** Declares the test that no container of its pods was restarted; the namespace goes then. */
  public ends(): void {
    this.shows('has restarted no container', async () => {
      const pods = await this.cluster.list<V1Pod>('v1', 'Pod', this.namespace);
      assert.deepEqual(pods.flatMap(restartsOf), []);
    });
    if (this.namespace === 'default') return;
    after(async () => {
      await this.cluster.quietly(['delete', 'namespace', this.namespace, '--wait=false']);
      await returnClasses(this.cluster);
    });
  }

  /** Applies the first folder or that of a step, after what must be deleted before it, and waits until it is up. */
  public async apply(step?: string): Promise<void> {
    const set = this.set(step);
    const earlier = this.chain.slice(0, this.chain.indexOf(set) + 1);
    await this.needed(async () => {
      await this.prepare();
      await deleteFirst(this.cluster, earlier.map((each) => ({ ...each, objects: this.placed(each) }))); // prettier-ignore
      await lendClasses(this.cluster, set);
      await this.kubectl('apply', '-f', set.folder);
    });
    await this.up(this.placed(set));
  }

  /** Applies single files of the first folder, and waits until they are up. */
  public async applyFiles(...names: string[]): Promise<void> {
    const files = names.map((name) => join(this.set().folder, `${name}.k8s.yaml`));
    await this.needed(async () => {
      await this.prepare();
      await this.kubectl('apply', ...files.flatMap((file) => ['-f', file]));
    });
    const objects = files.flatMap((file) => Yaml.load(file) as KubernetesObject[]);
    await this.up(this.placed({ objects }));
  }

  /** Waits until the objects are up, by default those of the first folder, and their pods are ready or have succeeded. */
  public async up(objects = this.objects()): Promise<void> {
    const more = async () => (await Promise.all(objects.map((object) => this.problems(object)))).flat();
    await this.needed(() => expectUp(this.cluster, objects, more));
  }

  /** The folder of a step, or the first. */
  public set(step?: string): ApplySet {
    const set = this.chain.find(({ folder }) => (step === undefined ? folder === this.chain[0]?.folder : folder.endsWith(`/${step}`))); // prettier-ignore
    assert(set !== undefined, `no step ${step}; there are ${this.chain.map(({ name }) => name).join(', ')}`);
    return set;
  }

  /** The objects of a step, or of the first folder. */
  public objects(step?: string): KubernetesObject[] {
    return this.placed(this.set(step));
  }

  /** What kubectl prints in the namespace of the lesson. Fails when it fails or warns. */
  public async kubectl(...args: string[]): Promise<string> {
    return (await this.cluster.quietly(['-n', this.namespace, ...args])).trim();
  }

  /** What a shell in a container prints. Fails when it fails or complains. */
  public async sh(pod: string, script: string, container?: string): Promise<string> {
    return (await this.cluster.quietly(this.exec(pod, script, container))).trim();
  }

  /** What becomes of a shell in a container. */
  public try(pod: string, script: string, container?: string): Promise<Output> {
    return this.cluster.kubectl(this.exec(pod, script, container));
  }

  /** The pods with a label that are not about to end, by their names. */
  public async pods(label: string): Promise<V1Pod[]> {
    const [key = '', value] = label.split('=');
    const pods = await this.cluster.list<V1Pod>('v1', 'Pod', this.namespace);
    return pods
      .filter((pod) => pod.metadata?.labels?.[key] === value && isStaying(pod))
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  }

  /** The name of the only pod with a label. */
  public async pod(label: string): Promise<string> {
    const names = (await this.pods(label)).map(({ metadata }) => metadata?.name);
    const [name] = names;
    assert(name !== undefined && names.length === 1, `one pod has ${label}, not ${names.length}: ${names.join(', ')}`);
    return name;
  }

  /** Ends the container of a pod, and waits until another runs in its place. */
  public async endContainer(pod: string, command: string): Promise<void> {
    await this.try(pod, command);
    const restarted = async () => {
      const live = await this.read<V1Pod>('v1', 'Pod', pod);
      const [{ restartCount = 0, ready = false } = {}] = live.status?.containerStatuses ?? [];
      return restartCount === 1 && ready
        ? []
        : [`${pod} has ${restartCount} restarts, and is ${ready ? '' : 'not '}ready`];
    };
    assert.deepEqual(await this.cluster.settled(restarted, 60), [], 'the node does not start the container again');
  }

  /** An object of the namespace. */
  public async read<T extends KubernetesObject>(apiVersion: string, kind: string, name: string): Promise<T> {
    const found = await this.cluster.read<T>({ apiVersion, kind, metadata: { name, namespace: this.namespace } });
    assert(found !== undefined, `${kind} ${name} is not there`);
    return found;
  }

  /** Where a Service is reached from outside. */
  public url(service: string, port?: string): Promise<string> {
    return urlOf(this.cluster, this.namespace, service, port);
  }

  /** What a port of a pod or a controller answers through `kubectl port-forward`. */
  public async forward(target: string, port: number, path: string): Promise<string> {
    const kubectl = this.reach.start(['port-forward', '-n', this.namespace, target, `:${port}`]);
    try {
      const local = () => /^Forwarding from (127\.0\.0\.1:\d+)/m.exec(readFileSync(kubectl.log, 'utf8'))?.[1];
      await until('port', () => local() !== undefined, { needed: [kubectl] });
      return (await ask(`http://${local()}${path}`)).body;
    } finally {
      await kubectl.stop();
    }
  }

  /** Waits until `attempt` gives true; it may fail meanwhile, since the node learns of a change a moment later. */
  public async until(what: string, attempt: () => Promise<boolean>): Promise<void> {
    let reason = '';
    const tried = () =>
      attempt().catch((error: Error) => {
        reason = `; the last time: ${error.message}`;
        return false;
      });
    await until(what, tried).catch((error: Error) => assert.fail(`${error.message}${reason}`));
  }

  /** Waits until a page is as expected, and gives it. A form is sent with POST. */
  public async page(url: string, expected: (answer: Answer) => boolean, form?: Fields): Promise<Answer> {
    let answer: Answer | undefined;
    await this.until(`answer of ${url} as expected`, async () => {
      answer = await ask(url, form);
      if (expected(answer)) return true;
      throw new Error(`${answer.status} ${answer.body}`);
    });
    assert(answer !== undefined);
    return answer;
  }

  private exec(pod: string, script: string, container?: string): string[] {
    return ['exec', '-n', this.namespace, pod, ...(container === undefined ? [] : ['-c', container]), '--', 'sh', '-c', script]; // prettier-ignore
  }

  /** Does what all that follows in the lesson builds upon. */
  private async needed(work: () => Promise<void>): Promise<void> {
    this.failed = true;
    await work();
    this.failed = false;
  }

  /** Makes the namespace, and waits for the account without which no pod is let in. */
  private async prepare(): Promise<void> {
    const reference = (kind: string, name: string, namespace?: string) => ({ apiVersion: 'v1', kind, metadata: { name, namespace } }); // prettier-ignore
    if ((await this.cluster.read(reference('Namespace', this.namespace))) !== undefined) return;
    await this.cluster.quietly(['create', 'namespace', this.namespace]);
    const account = reference('ServiceAccount', 'default', this.namespace);
    await until('service account', async () => (await this.cluster.read(account)) !== undefined);
  }

  /** The objects of a set in the namespace of the lesson. */
  private placed({ objects }: Pick<ApplySet, 'objects'>): KubernetesObject[] {
    return objects.map((object) =>
      clusterScoped.has(object.kind ?? '')
        ? object
        : { ...object, metadata: { ...object.metadata, namespace: this.namespace } },
    );
  }

  /** What is wrong with an object of which no other check tells, and with its pods. */
  private async problems(object: KubernetesObject): Promise<string[]> {
    if (object.kind === 'Pod') return unready([await this.cluster.read<V1Pod>(object)], nameOf(object));
    const live = await this.cluster.read<V1ReplicaSet>(object);
    if (live?.spec?.template === undefined) return [];
    const all = await selectedPods(this.cluster, live);
    const pods = all.filter(isStaying);
    const wanted = live.spec.replicas ?? 0;
    if (pods.length < wanted) return [`${nameOf(object)} has ${pods.length} of ${wanted} pods`];
    // Until those before are gone, the node may send calls to them.
    const ending = all.filter((pod) => !isStaying(pod)).map(({ metadata }) => `pod ${metadata?.name} is about to end`);
    return [...unready(pods, nameOf(object)), ...ending];
  }
}

const clusterScoped = new Set(['PersistentVolume', 'StorageClass', 'ClusterRole', 'ClusterRoleBinding']);
const isStaying = ({ metadata }: V1Pod) => metadata?.deletionTimestamp === undefined;

/** The pods that are neither ready nor done; those that have failed are the business of their job. */
function unready(pods: (V1Pod | undefined)[], owner: string): string[] {
  return pods.flatMap((pod) => {
    const { phase, conditions = [] } = pod?.status ?? {};
    if (phase === 'Succeeded' || phase === 'Failed') return [];
    const ready = conditions.find(({ type }) => type === 'Ready');
    const reason = ready?.message ?? phase ?? 'it is not there';
    return ready?.status === 'True' ? [] : [`${owner}, pod ${pod?.metadata?.name} is not ready: ${reason}`];
  });
}

/** Its containers that were restarted. */
function restartsOf({ metadata, status }: V1Pod): string[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
    .filter(({ restartCount }) => restartCount > 0)
    .map(({ name }) => `${metadata?.labels?.['app'] ?? metadata?.name}/${name}`);
}
