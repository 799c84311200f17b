// Chapter 8: StatefulSets, jobs and schedules. The addresses in the manifests are those of the namespace default.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1Job, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';
import { ask, inContainer } from './support';

/** Tests the lessons of chapter 8. */
export function testChapter8(book: Book): void {
  const lesson = (name: string) => book.lesson(`ch08/${name}`, 'default');
  describe('ch08/sleep', () => lesson('sleep').applies());
  describe('ch08/todo-db', () => todoDb(lesson('todo-db')));
  describe('ch08/todo-web', () => todoWeb(lesson('todo-web')));
  describe('ch08/todo-db-backup', () => backup(lesson('todo-db-backup')));
  describe('ch08/sleep-with-pvc', () => sleepWithPvc(lesson('sleep-with-pvc')));
  describe('ch08/pi-job, ch08/pi-job-random', () => piJobs(lesson('pi-job'), lesson('pi-job-random')));
  describe('ch08/lab', () => lab(lesson('lab')));
}

const sql = (lesson: Lesson, pod: string, query: string, database = 'postgres') =>
  lesson.sh(pod, `psql -U postgres -d ${database} -Atc '${query}'`, 'db');
const streaming = (lesson: Lesson, standbys: string) =>
  lesson.until(`stream to ${standbys}`, async () => {
    const query = 'SELECT application_name FROM pg_stat_replication WHERE state = $$streaming$$ ORDER BY 1';
    return (await sql(lesson, 'todo-db-0', query)) === standbys;
  });

function todoDb(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('starts its pods one after the other, with their numbers', () => inOrder(lesson, 'todo-db', 2));
  lesson.shows('has an address in DNS for each pod', () => addressesInDns(lesson, 'todo-db', 2));
  lesson.shows('has two servers that know nothing of each other', async () => {
    for (const pod of ['todo-db-0', 'todo-db-1'])
      await lesson.until(`server in ${pod}`, async () =>
        /init process complete[^]*ready to accept connections/.test(await lesson.kubectl('logs', pod)),
      );
    await sql(lesson, 'todo-db-0', 'CREATE DATABASE mine');
    assert.equal(await sql(lesson, 'todo-db-1', 'SELECT datname FROM pg_database WHERE datname = $$mine$$'), '');
  });
  lesson.shows('replaces one pod by another of the same name, and leaves the other', async () => {
    const uids = async () => (await lesson.pods('app=todo-db')).map(({ metadata }) => metadata?.uid);
    const [first, second] = await uids();
    await lesson.kubectl('delete', 'pod', 'todo-db-0', '--now');
    await lesson.up(lesson.objects());
    const [other, still] = await uids();
    assert.notEqual(other, first);
    assert.equal(still, second);
  });
  lesson.applies('2-replicated');
  lesson.shows('streams to a standby, which is read-only', async () => {
    await streaming(lesson, 'todo-db-1');
    assert.equal(await sql(lesson, 'todo-db-1', 'SELECT pg_is_in_recovery()'), 't');
    const log = await lesson.kubectl('logs', 'todo-db-1', '-c', 'db');
    assert.match(log, /database system is ready to accept read only connections/);
    assert.match(log, /started streaming WAL from primary at 0\/\d000000 on timeline 1/);
    await assert.rejects(sql(lesson, 'todo-db-1', 'CREATE DATABASE mine'), /read-only transaction/);
  });
  lesson.applies('3-scaled');
  lesson.shows('streams to two standbys', () => streaming(lesson, 'todo-db-1\ntodo-db-2'));
  lesson.applies('4-replicated-pvc');
  lesson.shows('has a claim for each pod, made in order', async () => {
    for (const claim of ['data-todo-db-0', 'data-todo-db-1']) await bound(lesson, claim, '50Mi');
    await inOrder(lesson, 'todo-db', 2);
  });
  lesson.shows('has its data, and streams, after both pods are gone', async () => {
    const kept = 'SELECT datname FROM pg_database WHERE datname = $$kept$$';
    await sql(lesson, 'todo-db-0', 'CREATE DATABASE kept');
    await lesson.kubectl('delete', 'pod', 'todo-db-0', 'todo-db-1');
    await lesson.up(lesson.objects('4-replicated-pvc'));
    await streaming(lesson, 'todo-db-1');
    for (const pod of ['todo-db-0', 'todo-db-1'])
      await lesson.until(`data in ${pod}`, async () => (await sql(lesson, pod, kept)) === 'kept');
  });
}

function todoWeb(lesson: Lesson): void {
  let url: string;
  const list = async () => (await ask(`${url}/list`)).body;
  const inStandby = () => sql(lesson, 'todo-db-1', 'SELECT "Item" FROM "ToDos"', 'todo');
  lesson.applies();
  lesson.shows('saves an item in the primary, which the standby gets', async () => {
    url = await lesson.url('todo-web');
    await lesson.page(`${url}/new`, ({ status }) => status === 200, { 'ToDoItem.Item': 'buy milk' });
    await lesson.until('item in the standby', async () => (await inStandby()) === 'buy milk');
  });
  lesson.applies('2-readonly');
  lesson.shows('shows the item from the standby, and takes no more', async () => {
    await lesson.page(`${url}/new`, ({ body }) => body.includes('the database is read-only'));
    assert.match(await list(), /<li>buy milk<\/li>/);
    await ask(`${url}/new`, { 'ToDoItem.Item': 'not here' });
    assert.doesNotMatch(await list(), /not here/);
  });
}

function backup(lesson: Lesson): void {
  lesson.applies();
  lesson.applies('2-sleep-with-db-backup-mount');
  lesson.applies('3-suspended');
  lesson.shows('backs up the standby into a file that restores', async () => {
    await lesson.kubectl('create', 'job', 'backup-now', '--from=cronjob/todo-db-backup');
    await finished(lesson, 'todo-db-backup'); // also those that the schedule has made before it was suspended
    const sleep = await lesson.pod('app=sleep');
    const file = (await lesson.sh(sleep, 'ls /backup')).split('\n').at(-1) ?? '';
    assert.match(file, /^\d{6}-\d{4}\.tar$/);
    await sql(lesson, 'todo-db-0', 'CREATE DATABASE restored');
    // psql goes on after a setting that its server, which is older than the client that made the dump, does not know.
    const restore =
      'base64 -d > /tmp/dump && pg_restore --file=- /tmp/dump | psql -q -U postgres -d restored 2> /dev/null';
    const primary = { metadata: { name: 'todo-db-0', namespace: lesson.namespace } };
    const dump = await lesson.sh(sleep, `base64 /backup/${file}`);
    await inContainer(lesson.cluster, primary, 'db', ['sh', '-c', restore], dump);
    assert.equal(await sql(lesson, 'todo-db-0', 'SELECT "Item" FROM "ToDos"', 'restored'), 'buy milk');
  });
  lesson.shows('makes its files in pods that it owns through jobs', async () => {
    const { metadata } = await lesson.read<V1Job>('batch/v1', 'Job', 'backup-now');
    assert.deepEqual(
      metadata?.ownerReferences?.map(({ kind, name }) => `${kind} ${name}`),
      ['CronJob todo-db-backup'],
    );
  });
}

function sleepWithPvc(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('has a claim for each pod', async () => {
    for (const pod of [0, 1]) await bound(lesson, `data-sleep-with-pvc-${pod}`, '5Mi');
    await inOrder(lesson, 'sleep-with-pvc', 2);
    await addressesInDns(lesson, 'sleep-with-pvc', 2);
  });
  lesson.shows('has a file in one pod only, and in the pod that takes its place', async () => {
    await lesson.sh('sleep-with-pvc-0', 'echo Pod 0 > /data/pod.txt');
    const other = await lesson.try('sleep-with-pvc-1', 'cat /data/pod.txt');
    assert.match(other.stderr, /cat: can't open '\/data\/pod\.txt': No such file or directory/);
    assert.equal(other.code, 1);
    await lesson.kubectl('delete', 'pod', 'sleep-with-pvc-0');
    await lesson.up(lesson.objects());
    assert.equal(await lesson.sh('sleep-with-pvc-0', 'cat /data/pod.txt'), 'Pod 0');
  });
}

function piJobs(one: Lesson, random: Lesson): void {
  one.applies();
  one.shows('prints 50 decimal places', async () => {
    const log = await one.kubectl('logs', '-l', 'job-name=pi-job');
    assert.equal(log, '3.14159265358979323846264338327950288419716939937510');
  });
  random.applies();
  random.shows('prints three results of places that were drawn by lot', async () => {
    const { status } = await random.read<V1Job>('batch/v1', 'Job', 'pi-job-random');
    assert.equal(status?.succeeded, 3);
    const results = (await random.kubectl('logs', '-l', 'job-name=pi-job-random', '-c', 'pi', '--tail=-1')).split('\n');
    const [longest = ''] = [...results].sort((a, b) => b.length - a.length);
    assert.match(longest, /^3\.14/);
    assert.deepEqual([results.length, results.every((each) => longest.startsWith(each))], [3, true]);
  });
}

function lab(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('shows the page of one pod', async () => {
    await lesson.page(await lesson.url('nginx'), ({ status }) => status === 200);
  });
  lesson.applies('2-statefulset');
  lesson.shows('logs the calls of each pod on a disk of its own', async () => {
    const url = await lesson.url('nginx');
    const logs = () => Promise.all([0, 1, 2].map((pod) => lesson.sh(`nginx-${pod}`, 'cat /var/log/nginx/access.log')));
    await lesson.until('call of each pod', async () => {
      await ask(url).catch(() => undefined);
      return (await logs()).every((log) => log.includes('"GET / HTTP/1.1" 200'));
    });
  });
  lesson.applies('3-disk-calc');
  lesson.shows('has the sizes of the three logs in the log of a job', async () => {
    const log = await lesson.kubectl('logs', 'job/disk-calc');
    assert.match(
      log,
      /^\d\S*\t\/logs\/nginx-0\/access\.log\n\d\S*\t\/logs\/nginx-1\/access\.log\n\d\S*\t\/logs\/nginx-2\/access\.log$/,
    );
  });
  lesson.ends();
}

/** Fails unless each pod was made when the one before was ready. */
async function inOrder(lesson: Lesson, app: string, count: number): Promise<void> {
  const pods = await lesson.pods(`app=${app}`);
  const expected = Array.from({ length: count }, (_, number) => `${app}-${number}`);
  assert.deepEqual(pods.map(({ metadata }) => metadata?.name), expected); // prettier-ignore
  for (const [number, { metadata }] of pods.entries()) {
    const earlier = pods[number - 1]?.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
    const made = metadata?.creationTimestamp;
    assert(
      earlier === undefined || Number(made) >= Number(earlier),
      `${metadata?.name} was made before the pod before was ready`,
    );
  }
}

/** Fails unless DNS has the address of each pod, under the name of the Service and under its own. */
async function addressesInDns(lesson: Lesson, app: string, count: number): Promise<void> {
  const sleep = await lesson.pod('app=sleep');
  const lookUp = async (name: string) => {
    const { stdout } = await lesson.try(sleep, `nslookup -type=a ${name}.${lesson.namespace}.svc.cluster.local`);
    return [...stdout.matchAll(/^Address: (\S+)$/gm)].map(([, address]) => address).sort();
  };
  const pods = await lesson.pods(`app=${app}`);
  const addresses = pods.map(({ status }) => status?.podIP);
  assert.equal(addresses.length, count);
  await lesson.until('addresses in DNS', async () => (await lookUp(app)).join() === [...addresses].sort().join());
  for (const [number, address] of addresses.entries())
    assert.deepEqual(await lookUp(`${app}-${number}.${app}`), [address]);
}

async function bound(lesson: Lesson, name: string, storage: string): Promise<void> {
  const { status } = await lesson.read<V1PersistentVolumeClaim>('v1', 'PersistentVolumeClaim', name);
  assert.deepEqual([status?.phase, status?.capacity?.['storage']], ['Bound', storage]);
}

/** Waits until all pods of a name have succeeded. */
async function finished(lesson: Lesson, name: string): Promise<void> {
  const running = async () => {
    const pods = await lesson.cluster.list<V1Pod>('v1', 'Pod', lesson.namespace);
    const ofName = pods.filter(({ metadata }) => metadata?.labels?.['app.kubernetes.io/name'] === name);
    const open = ofName.filter(({ status }) => status?.phase !== 'Succeeded');
    return ofName.length > 0 && open.length === 0 ? [] : [`${open.length} of ${ofName.length} pods have not succeeded`];
  };
  assert.deepEqual(await lesson.cluster.settled(running, 60), []);
}
