// Chapter 6: controllers that scale.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1EndpointSlice, V1Pod, V1ReplicaSet, V1Service } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';
import { Answer, answersOf, ask } from './support';

/** Tests the lessons of chapter 6. */
export function testChapter6(book: Book): void {
  const namespace = 'ch06-whoami';
  describe('ch06/whoami, ch06/sleep', () =>
    whoami(book.lesson('ch06/whoami', namespace), book.lesson('ch06/sleep', namespace)));
  describe('ch06/pi', () => pi(book.lesson('ch06/pi')));
  describe('ch06/pi-proxy-switch', () => proxySwitch(book.lesson('ch06/pi-proxy-switch')));
  describe('ch06/numbers-hw', () => numbersHw(book.lesson('ch06/numbers-hw')));
}

function whoami(lesson: Lesson, client: Lesson): void {
  let url: string;
  const nameIn = (text: string) => /^"I'm (whoami-web-[a-z0-9]{5}) running on Linux \S+"$/.exec(text)?.[1];
  lesson.applies();
  lesson.shows('answers with the name of its pod', async () => {
    url = await lesson.url('whoami-web');
    const pod = await lesson.pod('app=whoami-web');
    await lesson.page(url, ({ body }) => nameIn(body) === pod);
  });
  lesson.shows('answers from another pod when that one is deleted', async () => {
    const before = await lesson.pod('app=whoami-web');
    await lesson.kubectl('delete', 'pod', before);
    await lesson.up(lesson.objects());
    const pod = await lesson.pod('app=whoami-web');
    assert.notEqual(pod, before);
    await lesson.page(url, ({ body }) => nameIn(body) === pod);
  });
  lesson.applies('2-replicas-3');
  lesson.shows('answers from each of three pods', async () => {
    const pods = (await lesson.pods('app=whoami-web')).map(({ metadata }) => metadata?.name);
    assert.equal(pods.length, 3);
    const seen = new Set<string | undefined>();
    await lesson.until('answer of each pod', async () => {
      seen.add(nameIn((await ask(url)).body));
      return pods.every((pod) => seen.has(pod));
    });
  });
  client.applies();
  client.shows('is found and called by its name in the cluster', async () => {
    const sleep = await client.pod('app=sleep');
    const { spec } = await lesson.read<V1Service>('v1', 'Service', 'whoami-web');
    const host = `whoami-web.${lesson.namespace}.svc.cluster.local`;
    const found = new RegExp(`Name:\\s${host}\nAddress: ${spec?.clusterIP}$`);
    assert.match(await client.sh(sleep, `nslookup -type=a ${host}`), found);
    assert(nameIn(await client.sh(sleep, 'curl -s http://whoami-web:8088')));
  });
  client.shows('has no owner', async () => {
    const set = await lesson.read<V1ReplicaSet>('apps/v1', 'ReplicaSet', 'whoami-web');
    assert.equal(set.metadata?.ownerReferences, undefined);
  });
  lesson.ends();
}

function pi(lesson: Lesson): void {
  let first: string;
  let pod: string;
  const sets = async () => {
    const all = await lesson.cluster.list<V1ReplicaSet>('apps/v1', 'ReplicaSet', lesson.namespace);
    const ofWeb = all.filter(({ metadata }) => metadata?.name?.startsWith('pi-web-'));
    return ofWeb.map(({ metadata, spec }) => [metadata?.name === first ? 'first' : 'other', spec?.replicas]).sort();
  };
  lesson.applies();
  lesson.shows('has two pods in one ReplicaSet', async () => {
    const [web] = await lesson.pods('app=pi-web');
    first = web?.metadata?.ownerReferences?.[0]?.name ?? '';
    assert.deepEqual(await sets(), [['first', 2]]);
  });
  lesson.applies('2-web-replicas-3');
  lesson.shows('has one more pod in the same ReplicaSet', async () => assert.deepEqual(await sets(), [['first', 3]]));
  lesson.applies('3-web-logging-level');
  lesson.shows('has three pods that log more in another ReplicaSet', async () => {
    assert.deepEqual(await sets(), [['first', 0], ['other', 3]]); // prettier-ignore
    for (const { metadata } of await lesson.pods('app=pi-web'))
      assert.equal(await lesson.sh(metadata?.name ?? '', 'echo $Logging__LogLevel__Default'), 'Debug');
  });
  lesson.shows('has four pods when it is scaled by hand', async () => {
    await lesson.kubectl('scale', 'deployment', 'pi-web', '--replicas=4');
    assert.deepEqual(await sets(), [['first', 0], ['other', 4]]); // prettier-ignore
  });
  lesson.applies('4-web-revert');
  lesson.shows('has three pods in the first ReplicaSet again', async () => {
    assert.deepEqual(await sets(), [['first', 3], ['other', 0]]); // prettier-ignore
  });
  lesson.applies('5-proxy');
  lesson.shows('answers from two proxies with a cache each', async () => {
    const url = await lesson.url('pi-proxy');
    await expectProxies(lesson, url, 2);
    const answers = await seenFrom(2, () => ask(`${url}/?dp=51`));
    const firsts = new Set(answers.map(({ headers }) => headers['x-proxy-host'])).size;
    assert.equal(answers.filter(({ headers }) => headers['x-cache-status'] === 'MISS').length, firsts);
  });
  lesson.applies('6-proxy-host-path');
  lesson.shows('answers from three proxies with one cache', async () => {
    const url = await lesson.url('pi-proxy');
    await expectProxies(lesson, url, 3);
    const statuses = (await seenFrom(3, () => ask(`${url}/?dp=52`))).map(({ headers }) => headers['x-cache-status']);
    assert.deepEqual(statuses, ['MISS', ...statuses.slice(1).map(() => 'HIT')]);
  });
  lesson.applies('7-proxy-daemonset');
  lesson.shows('has the proxy of the node beside the three of the Deployment', async () => {
    await expectProxies(lesson, await lesson.url('pi-proxy'), 4);
    assert.deepEqual(await owners(lesson), ['DaemonSet', 'ReplicaSet', 'ReplicaSet', 'ReplicaSet']);
  });
  lesson.shows('has no proxy on a node without the label', async () => {
    await lesson.kubectl('delete', 'deployment', 'pi-proxy');
    await lesson.kubectl('apply', '-f', lesson.set('8-proxy-daemonset-node-selector').folder);
    const none = async () => ((await lesson.pods('app=pi-proxy')).length === 0 ? [] : ['there is a pod']);
    assert.deepEqual(await lesson.cluster.settled(none, 30), []);
  });
  lesson.shows('has a proxy once the node has the label', async () => {
    await lesson.cluster.quietly(['label', 'node', '--all', 'kiamol=ch06', '--overwrite']);
    await lesson.up(lesson.objects('8-proxy-daemonset-node-selector'));
    pod = await lesson.pod('app=pi-proxy');
  });
  lesson.shows('adopts the proxy that a deleted DaemonSet left behind', async () => {
    await lesson.kubectl('delete', 'daemonset', 'pi-proxy', '--cascade=orphan');
    const left = await lesson.read<V1Pod>('v1', 'Pod', pod);
    assert.deepEqual(left.metadata?.ownerReferences ?? [], []);
    await lesson.apply('9-proxy-daemonset-adopts');
    assert.equal(await lesson.pod('app=pi-proxy'), pod);
    assert.deepEqual(await owners(lesson), ['DaemonSet']);
  });
  lesson.ends();
}

function proxySwitch(lesson: Lesson): void {
  let url: string;
  let client: ReturnType<typeof answersOf>;
  lesson.applies();
  lesson.shows('answers from the proxies of the Deployment', async () => {
    url = await lesson.url('pi-proxy');
    await expectProxies(lesson, url, 3);
    assert.match((await ask(`${url}/?dp=53`)).body, /3\.14159/);
    client = answersOf(`${url}/?dp=53`, { seconds: 1 });
  });
  lesson.applies('2-both');
  lesson.shows('answers from the proxies of both', () => expectProxies(lesson, url, 4));
  lesson.applies('3-daemonset');
  lesson.shows('answers from the proxy of the node, with the cache of those before', async () => {
    await expectProxies(lesson, url, 1);
    assert.equal((await ask(`${url}/?dp=53`)).headers['x-cache-status'], 'HIT');
  });
  lesson.shows('has answered all the while', async () => {
    const { statuses, silence } = await client.stop();
    // A proxy that ends may leave a call without an answer before the node has learned of it.
    assert.deepEqual(new Set(statuses.filter((status) => status !== 0)), new Set([200]));
    assert(silence < 5, `no answer for ${silence} seconds`);
  });
  lesson.ends();
}

function numbersHw(lesson: Lesson): void {
  let url: string;
  const draws = () => lesson.page(url, ({ body }) => /Here it is: \d+</.test(body), {});
  lesson.applies();
  lesson.shows('draws a number with the old controllers', async () => {
    url = await lesson.url('numbers-web');
    await draws();
  });
  lesson.shows('has the label of the hardware on the node', async () => {
    await lesson.cluster.quietly(['label', 'node', '--all', 'rng=hw']);
  });
  lesson.applies('2-new-controllers');
  lesson.shows('has the pods of the old and the new controllers', async () => {
    assert.deepEqual(
      [(await lesson.pods('app=numbers-web')).length, (await lesson.pods('app=numbers-api')).length],
      [25, 2],
    );
  });
  lesson.applies('3-old-controllers-gone');
  lesson.shows('draws a number with the new controllers', async () => {
    assert.deepEqual(
      [(await lesson.pods('app=numbers-web')).length, (await lesson.pods('app=numbers-api')).length],
      [24, 1],
    );
    await draws();
  });
  lesson.ends();
}

/** Waits until the Service leads to that many proxies, and the last of those that are gone has no more calls. */
async function expectProxies(lesson: Lesson, url: string, count: number): Promise<void> {
  const names = (await lesson.pods('app=pi-proxy')).map(({ metadata }) => metadata?.name);
  const slices = await lesson.cluster.list<V1EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', lesson.namespace);
  const ofProxies = slices.filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === 'pi-proxy');
  const ready = ofProxies.flatMap(({ endpoints }) => endpoints).filter(({ conditions }) => conditions?.ready);
  assert.deepEqual([names.length, ready.length], [count, count]);
  const seen = new Set<unknown>();
  await lesson.until('answers of the proxies that are there', async () => {
    const answer = await ask(`${url}/?dp=50`, undefined, { seconds: 1 }).catch(() => undefined);
    const proxy = answer?.headers['x-proxy-host'];
    if (proxy === undefined || !names.includes(String(proxy))) seen.clear();
    else seen.add(proxy);
    return seen.size === count;
  });
}

/** Asks until that many proxies have answered. */
async function seenFrom(count: number, call: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (new Set(answers.map(({ headers }) => headers['x-proxy-host'])).size < count) {
    assert(answers.length < 200, `200 calls have not met ${count} proxies`);
    answers.push(await call());
  }
  return answers;
}

async function owners(lesson: Lesson): Promise<(string | undefined)[]> {
  const pods = await lesson.pods('app=pi-proxy');
  return pods.map(({ metadata }) => metadata?.ownerReferences?.[0]?.kind).sort();
}
