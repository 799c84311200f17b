// How the tests reach the applications from outside their pods.
import assert from 'node:assert/strict';
import { IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { KubernetesObject, V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import { lastWarnings, problems, selectedPods } from '../checks';
import { Cluster } from '../cluster';

/** What a web server answers. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Names and their values. */
export interface Fields {
  readonly [name: string]: string;
}

/** How a page is asked for. */
export interface AskOptions {
  readonly headers?: Fields;
  /** How many seconds it may take; 10 by default. */
  readonly seconds?: number;
}

/** Asks on a connection of its own, so that the Service may choose another pod each time. A form is sent with POST. */
export function ask(url: string, form?: Fields, { headers: more, seconds = 10 }: AskOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...more, ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) };
    const timeout = seconds * 1000;
    const asked = request(url, { agent: false, timeout, method: form ? 'POST' : 'GET', headers });
    asked.on('response', (answer) => {
      const { statusCode: status = 0, headers } = answer;
      text(answer).then((body) => resolve({ status, headers, body }), reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`${url} does not answer`)));
    asked.on('error', reject);
    asked.end(form && new URLSearchParams(form).toString());
  });
}

/** What came of asking again and again. */
export interface Answers {
  /** Of each call; 0 where there was no answer. */
  readonly statuses: number[];
  /** The longest time without an answer, in seconds. */
  readonly silence: number;
}

/** Asks for a page again and again until it is stopped. */
export function answersOf(url: string, options?: AskOptions): { stop(): Promise<Answers> } {
  let asking = true;
  const statuses: number[] = [];
  let [last, silence] = [Date.now(), 0];
  const done = (async () => {
    for (; asking; await pause(50)) {
      const status = await ask(url, undefined, options).then(({ status }) => status, () => 0); // prettier-ignore
      statuses.push(status);
      silence = Math.max(silence, (Date.now() - last) / 1000);
      if (status !== 0) last = Date.now();
    }
    return { statuses, silence };
  })();
  return {
    stop: () => {
      asking = false;
      return done;
    },
  };
}

/** Where a port of a Service, by default the first, is reached from this machine: the port that it has on every node. */
export async function urlOf(cluster: Cluster, namespace: string, name: string, port?: string): Promise<string> {
  const service = await cluster.read<V1Service>({ apiVersion: 'v1', kind: 'Service', metadata: { namespace, name } });
  const [node] = await cluster.list<V1Node>('v1', 'Node');
  const address = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  const found = service?.spec?.ports?.find((each) => port === undefined || each.name === port);
  return `http://${address}:${found?.nodePort}`;
}

/** The pods with that `app.kubernetes.io/name` that are not about to end. */
export async function podsOf(cluster: Cluster, namespace: string, app: string): Promise<V1Pod[]> {
  const pods = await cluster.list<V1Pod>('v1', 'Pod', namespace);
  const ofApp = pods.filter(({ metadata }) => metadata?.labels?.['app.kubernetes.io/name'] === app);
  return ofApp.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
}

/** What a command in a running container prints. Fails when it fails. */
export function inContainer(
  cluster: Cluster,
  pod: V1Pod,
  container: string,
  command: string[],
  input?: string,
): Promise<string> {
  const { name = '', namespace = '' } = pod.metadata ?? {};
  return cluster.quietly(
    ['exec', ...(input === undefined ? [] : ['-i']), '-n', namespace, name, '-c', container, '--', ...command],
    input,
  );
}

/**
 * Waits until the objects are up, and `more` finds no problem either. Fails with what is not, the last words of its
 * containers that are not ready, and the last warnings.
 */
export async function expectUp(
  cluster: Cluster,
  objects: KubernetesObject[],
  more?: () => Promise<string[]>,
): Promise<void> {
  const all = async () => [...(await problems(cluster, objects)), ...((await more?.()) ?? [])];
  const found = await cluster.settled(all, 120);
  if (found.length === 0) return;
  const words = await Promise.all(objects.map((object) => lastWords(cluster, object)));
  const namespaces = new Set(objects.map(({ metadata }) => metadata?.namespace ?? 'default'));
  const warnings = lastWarnings(await cluster.warnings([...namespaces]));
  assert.fail([...found, ...new Set(words.flat()), warnings].join('\n'));
}

/** What the containers of an object that are not ready printed last; nothing when the object is up. */
async function lastWords(cluster: Cluster, object: KubernetesObject): Promise<string[]> {
  const live = (await problems(cluster, [object])).length > 0 ? await cluster.read(object) : undefined;
  const words: string[] = [];
  for (const { metadata, status } of live === undefined ? [] : await selectedPods(cluster, live)) {
    const namespace = metadata?.namespace ?? '';
    for (const { name, ready } of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
      if (ready) continue;
      const log = await cluster.kubectl(['logs', '-n', namespace, metadata?.name ?? '', '-c', name, '--tail=3']);
      words.push(`${namespace}/${metadata?.name}, ${name}: ${(log.stdout || log.stderr).trim()}`);
    }
  }
  return words;
}

/** Ends a pod at once, and waits until its controller has put a ready one in its place. */
export async function replace(cluster: Cluster, pod: V1Pod, owner: KubernetesObject): Promise<void> {
  const { name = '', namespace = '', uid } = pod.metadata ?? {};
  await cluster.kubectl(['delete', 'pod', '--now', '-n', namespace, name]);
  await expectUp(cluster, [owner]);
  const pods = await cluster.list<V1Pod>('v1', 'Pod', namespace);
  assert(!pods.some(({ metadata }) => metadata?.uid === uid), `${name} is still there`);
}

/** A reference to an object. */
export function reference(apiVersion: string, kind: string, namespace: string, name: string): KubernetesObject {
  return { apiVersion, kind, metadata: { namespace, name } };
}
