// Chapter 3: Services.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1EndpointSlice, V1Node, V1Pod, V1Service } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';
import { ask } from './support';

/** Tests the lessons of chapter 3. */
export function testChapter3(book: Book): void {
  describe('ch03/sleep-pair', () => sleepPair(book.lesson('ch03/sleep-pair')));
  describe('ch03/numbers', () => numbers(book.lesson('ch03/numbers')));
  describe('ch03/numbers-v2-lab', () => numbersV2(book.lesson('ch03/numbers-v2-lab')));
}

function sleepPair(lesson: Lesson): void {
  const client = () => lesson.pod('app=sleep-1');
  lesson.applies();
  lesson.shows('reaches a pod by its address', async () => {
    const ping = await lesson.sh(await client(), `ping -c 2 ${await addressOf(lesson, 'app=sleep-2')}`);
    assert.match(ping, / 0% packet loss/);
  });
  lesson.applies('2-service');
  lesson.shows('finds the address of the Service by its name, which answers no ping', async () => {
    const { spec } = await lesson.read<V1Service>('v1', 'Service', 'sleep-2');
    const { code, stdout } = await lesson.try(await client(), 'ping -c 1 -W 1 sleep-2');
    assert.match(stdout, new RegExp(`^PING sleep-2 \\(${spec?.clusterIP}\\)`));
    assert.match(stdout, / 100% packet loss/);
    assert.equal(code, 1);
  });
  lesson.shows('has the address of each pod behind the Service, and none without pods', async () => {
    await endpoints(lesson, 'sleep-2', [await addressOf(lesson, 'app=sleep-2')]);
    await lesson.kubectl('delete', 'pod', '-l', 'app=sleep-2');
    await lesson.up();
    await endpoints(lesson, 'sleep-2', [await addressOf(lesson, 'app=sleep-2')]);
    await lesson.kubectl('delete', 'deployment', 'sleep-2');
    await endpoints(lesson, 'sleep-2', []);
  });
  lesson.ends();
}

function numbers(lesson: Lesson): void {
  const inside = async () =>
    lesson.sh(await lesson.pod('app=numbers-web'), `wget -q -O - --post-data '' http://localhost`);
  const name = `numbers-api.${lesson.namespace}.svc.cluster.local`;
  const lookUp = async () => (await lesson.try(await lesson.pod('app=numbers-web'), `nslookup -type=a ${name}`)).stdout;
  let url: string;

  lesson.shows('comes up without the Service', () => lesson.applyFiles('api', 'web'));
  lesson.shows('says that there is no API without the Service', async () => {
    assert.match(await inside(), /RNG service unavailable! \(Using API at: http:\/\/numbers-api\/rng\)/);
  });
  lesson.applies();
  lesson.shows('draws a number once the Service is there', () =>
    lesson.until('number', async () => isDrawn({ body: await inside() })),
  );
  lesson.applies('2-web-service');
  lesson.shows('draws a number from outside', async () => {
    url = await lesson.url('numbers-web');
    await lesson.page(url, isDrawn, {});
  });
  lesson.shows('draws a number from another pod of the API, behind the same address', async () => {
    const before = await addressOf(lesson, 'app=numbers-api');
    await lesson.kubectl('delete', 'pod', '-l', 'app=numbers-api');
    await lesson.up();
    assert.notEqual(await addressOf(lesson, 'app=numbers-api'), before);
    await lesson.page(url, isDrawn, {});
  });
  lesson.applies('3-node-port');
  lesson.shows('draws a number at port 30080 of the node', async () => {
    const [node] = await lesson.cluster.list<V1Node>('v1', 'Node');
    const address = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
    await lesson.page(`http://${address}:30080`, isDrawn, {});
  });
  lesson.applies('4-external-name');
  lesson.shows('leads to another name, which DNS tells', () =>
    lesson.until('name of the outside', async () =>
      new RegExp(`^${name}\\s+canonical name = raw\\.githubusercontent\\.com$`, 'm').test(await lookUp()),
    ),
  );
  lesson.applies('5-static-endpoints');
  lesson.shows('leads to the address that is written down, where nothing answers', async () => {
    const { spec } = await lesson.read<V1Service>('v1', 'Service', 'numbers-api');
    await lesson.until('address of the Service', async () =>
      (await lookUp()).includes(`Address: ${spec?.clusterIP}\n`),
    );
    await endpoints(lesson, 'numbers-api', ['192.168.123.234']);
    assert.match((await ask(url, {})).body, /RNG service unavailable!/);
  });
  lesson.ends();
}

function numbersV2(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('opens the second version of the page only, which finds the API', async () => {
    await endpoints(lesson, 'numbers-web', [await addressOf(lesson, 'version=v2')]);
    await lesson.page(await lesson.url('numbers-web'), isDrawn, {});
  });
  lesson.ends();
}

const isDrawn = ({ body }: { readonly body: string }) => /Here it is: \d+</.test(body);

async function addressOf(lesson: Lesson, label: string): Promise<string> {
  return (await lesson.read<V1Pod>('v1', 'Pod', await lesson.pod(label))).status?.podIP ?? '';
}

/** Waits until these are the addresses behind a Service. */
async function endpoints(lesson: Lesson, service: string, expected: string[]): Promise<void> {
  const found = await lesson.cluster.settled(async () => {
    const slices = await lesson.cluster.list<V1EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', lesson.namespace);
    const ofService = slices.filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === service);
    const addresses = ofService.flatMap((slice) => slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses);
    return addresses.join() === expected.join() ? [] : [`${service} leads to ${addresses.join() || 'nowhere'}`];
  }, 30);
  assert.deepEqual(found, [], `it should lead to ${expected.join() || 'nowhere'}`);
}
