// How the tests reach the applications from outside their pods.
import assert from 'node:assert/strict';
import { IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { KubernetesObject, V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import { lastWarnings, problems, selectedPods } from '../checks';
import { Cluster } from '../cluster';

/** What a web server answers. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks on a connection of its own, so that the Service may choose another pod each time. A form is sent with POST. */
export function ask(url: string, form?: { readonly [field: string]: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const asked = request(url, { agent: false, timeout: 10_000, method: form ? 'POST' : 'GET', headers });
    asked.on('response', (answer) => {
      const { statusCode: status = 0, headers } = answer;
      text(answer).then((body) => resolve({ status, headers, body }), reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`${url} does not answer`)));
    asked.on('error', reject);
    asked.end(form && new URLSearchParams(form).toString());
  });
}

/** Where a Service is reached from this machine: the port that it has on every node. */
export async function urlOf(cluster: Cluster, namespace: string, name: string): Promise<string> {
  const service = await cluster.read<V1Service>({ apiVersion: 'v1', kind: 'Service', metadata: { namespace, name } });
  const [node] = await cluster.list<V1Node>('v1', 'Node');
  const address = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  return `http://${address}:${service?.spec?.ports?.[0]?.nodePort}`;
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

/** Waits until the objects are up. Fails with what is not, the last words of its containers that are not ready, and the last warnings. */
export async function expectUp(cluster: Cluster, objects: KubernetesObject[]): Promise<void> {
  const found = await cluster.settled(() => problems(cluster, objects), 120);
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
