// Random numbers, from an API that breaks after 20 calls.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { V1EndpointSlice, V1Pod } from '@kubernetes/client-node';
import { Cluster } from '../cluster';
import { answersOf, ask, inContainer, podsOf, urlOf } from './support';

/** Tests numbers, which is up. */
export function testNumbers(connect: () => Cluster): void {
  describe('numbers', () => {
    let url: string;
    before(async () => {
      url = await urlOf(connect(), 'numbers', 'numbers-web');
    });

    it('draws a number through the ambassador', async () => {
      assert.match((await ask(url, {})).body, /Here it is: \d+</);
      const log = await connect().quietly(['logs', '-n', 'numbers', 'deployment/numbers-web', '-c', 'proxy']);
      assert.match(log, /^GET http:\/\/localhost\/api -> http:\/\/numbers-api\/rng$/m);
    });

    it('loses a broken API to readiness, gets it back by liveness, and answers all the while', async () => {
      const web = answersOf(url);
      try {
        await breakAndCure(connect(), url);
      } finally {
        assert.deepEqual([...new Set((await web.stop()).statuses)], [200]);
      }
    });
  });
}

/** Breaks one pod of the API, and waits until it is out of service and back again. */
async function breakAndCure(cluster: Cluster, url: string): Promise<void> {
  const broken = await breakApi(cluster);
  const inService = async () => (await readyPods(cluster)).includes(broken);
  const out = await cluster.settled(async () => ((await inService()) ? ['in service'] : []), 30);
  assert.deepEqual(out, [], 'readiness does not take the broken pod out of service');
  // The node's proxy learns of it a moment later than the API server.
  assert.deepEqual(await cluster.settled(() => draws(url, 5), 10), [], 'the page shows no numbers meanwhile');

  const back = await cluster.settled(async () => {
    const pods = await podsOf(cluster, 'numbers', 'numbers-api');
    const restarts = pods.find(({ metadata }) => metadata?.name === broken)?.status?.containerStatuses?.[0]
      ?.restartCount;
    return restarts === 1 && (await inService()) ? [] : [`${broken} is out of service, after ${restarts} restarts`];
  }, 90);
  assert.deepEqual(back, [], 'liveness does not bring the broken pod back');
}

/** Draws numbers, up to the first page that shows none. */
async function draws(url: string, count: number): Promise<string[]> {
  for (let i = 0; i < count; i++) {
    const { body } = await ask(url, {});
    if (!/Here it is: \d+</.test(body)) return [body];
  }
  return [];
}

/** Calls the API of one pod until it fails for good, and gives the name of the pod. */
async function breakApi(cluster: Cluster): Promise<string> {
  const [pod]: V1Pod[] = await podsOf(cluster, 'numbers', 'numbers-api');
  assert(pod !== undefined);
  const calls = 'for i in $(seq 21); do wget -q -O /dev/null http://127.0.0.1/rng || exit 0; done; exit 1';
  await cluster.kubectl(['exec', '-n', 'numbers', pod.metadata?.name ?? '', '--', 'sh', '-c', calls]);
  await assert.rejects(inContainer(cluster, pod, 'api', ['wget', '-q', '-O', '-', 'http://127.0.0.1/healthz']), /500/);
  return pod.metadata?.name ?? '';
}

/** The names of the pods that the Service sends requests to. */
async function readyPods(cluster: Cluster): Promise<string[]> {
  const slices = await cluster.list<V1EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', 'numbers');
  const endpoints = slices.flatMap((slice) => slice.endpoints);
  return endpoints.flatMap(({ conditions, targetRef }) => (conditions?.ready ? (targetRef?.name ?? []) : []));
}
