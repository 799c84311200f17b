// Chapter 5: volumes, mounts and claims.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1PersistentVolumeClaim, V1StorageClass } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';
import { ask } from './support';

/** Tests the lessons of chapter 5. */
export function testChapter5(book: Book): void {
  describe('ch05/sleep', () => sleep(book.lesson('ch05/sleep')));
  describe('ch05/pi', () => pi(book.lesson('ch05/pi')));
  const todo = book.lesson('ch05/todo-list');
  describe('ch05/todo-list', () => todoList(todo, book.lesson('ch05/sleep', todo.namespace)));
  // The binding of its account names this namespace.
  describe('ch05/clone-default-storage-class', () => clone(book.lesson('ch05/clone-default-storage-class', 'default')));
  describe('ch05/lab', () => lab(book.lesson('ch05/lab')));
}

function sleep(lesson: Lesson): void {
  let pod: string;
  const sh = async (script: string) => lesson.sh(await lesson.pod('app=sleep'), script);
  lesson.applies();
  lesson.shows('loses a file with its container', async () => {
    pod = await lesson.pod('app=sleep');
    await sh('echo ch05 > /file.txt');
    await lesson.endContainer(pod, 'killall5');
    const { code, stderr } = await lesson.try(pod, 'ls /*.txt');
    assert.match(stderr, /ls: \/\*\.txt: No such file or directory/);
    assert.equal(code, 1);
  });
  lesson.applies('2-empty-dir');
  lesson.shows('keeps a file of the volume when its container ends', async () => {
    pod = await lesson.pod('app=sleep');
    assert.equal(await sh('ls /data'), '');
    await sh('echo ch05 > /data/file.txt');
    await lesson.endContainer(pod, 'killall5');
    assert.equal(await lesson.sh(pod, 'cat /data/file.txt'), 'ch05');
  });
  lesson.shows('loses the file with its pod', async () => {
    await lesson.kubectl('delete', 'pod', '-l', 'app=sleep');
    await lesson.up();
    assert.equal(await sh('ls /data'), '');
  });
  lesson.applies('3-host-path-root');
  lesson.shows('sees the files of the node, as root', async () => {
    const ofNode = (await sh('ls /node-root/var/log/pods')).split('\n');
    assert(
      ofNode.some((name) => name.startsWith(`${lesson.namespace}_sleep-`)),
      ofNode.join(),
    );
    assert.equal(await sh('ls /var/log 2> /dev/null || true; whoami'), 'root');
  });
  lesson.applies('4-host-path-sub-path');
  lesson.shows('sees two folders of the node only', async () => {
    pod = await lesson.pod('app=sleep');
    assert.match(await sh(`ls /pod-logs | grep _${pod}_`), new RegExp(`^${lesson.namespace}_${pod}_[0-9a-f-]{36}$`));
    const log = new RegExp(`^${pod}_${lesson.namespace}_sleep-[0-9a-f]{64}\\.log$`);
    assert.match(await sh(`ls /container-logs | grep ^${pod}`), log);
    assert.equal(await sh('ls -d /node-root 2> /dev/null || echo none'), 'none');
  });
  lesson.applies('5-downward-api');
  lesson.shows('has the name of its pod in a file', async () => {
    assert.equal(await sh('cat /etc/pod/name'), await lesson.pod('app=sleep'));
  });
  lesson.applies('6-projected');
  lesson.shows('has files of three sources in one folder', async () => {
    assert.equal(await sh('cd /etc/projected && ls'), 'config.json\npod.name\npostgres.password');
    const contents = await sh(
      'cd /etc/projected && cat pod.name && echo && cat postgres.password && echo && cat config.json',
    );
    const [name, password, ...config] = contents.split('\n');
    assert.deepEqual([name, password], [await lesson.pod('app=sleep'), 'kiamol-2*2*']);
    assert.deepEqual(JSON.parse(config.join('\n')), { Database: { Provider: 'Postgres' } });
  });
  lesson.ends();
}

function pi(lesson: Lesson): void {
  let url: string;
  const cache = async () => {
    const { headers, body } = await ask(`${url}/?dp=1000`);
    assert.match(body, /3\.14159265358979.* from: pi-web-/s);
    return headers['x-cache-status'];
  };
  const ofNewProxy = async () => {
    const pod = await lesson.pod('app=pi-proxy');
    await lesson.page(`${url}/?dp=1`, ({ headers }) => headers['x-proxy-host'] === pod);
  };
  const replaceProxy = async () => {
    await lesson.kubectl('delete', 'pod', '-l', 'app=pi-proxy', '--now');
    await lesson.up();
    await ofNewProxy();
  };
  lesson.applies();
  lesson.shows('answers from its cache what was asked before', async () => {
    url = await lesson.url('pi-proxy');
    await lesson.page(`${url}/?dp=1`, ({ status }) => status === 200);
    assert.deepEqual([await cache(), await cache()], ['MISS', 'HIT']);
  });
  lesson.shows('loses the cache with its pod', async () => {
    await replaceProxy();
    assert.deepEqual([await cache(), await cache()], ['MISS', 'HIT']);
  });
  lesson.applies('2-host-path');
  lesson.shows('leaves the cache on the node to the next pod', async () => {
    await ofNewProxy();
    assert.deepEqual([await cache(), await cache()], ['MISS', 'HIT']);
    await replaceProxy();
    assert.equal(await cache(), 'HIT');
  });
  lesson.ends();
}

function todoList(lesson: Lesson, node: Lesson): void {
  let url: string;
  const shows = (items: string) => lesson.page(`${url}/list`, ({ body }) => body.includes(`<ul>${items}</ul>`));
  lesson.shows('has a label and a folder on the node, made through a pod', async () => {
    await lesson.cluster.quietly(['label', 'node', '--all', 'kiamol=ch05', '--overwrite']);
    await node.apply('3-host-path-root');
    await node.sh(await node.pod('app=sleep'), 'mkdir -p /node-root/volumes/pv01');
  });
  lesson.applies();
  lesson.shows('has the whole volume bound to the smaller claim', async () => {
    const claim = await lesson.read<V1PersistentVolumeClaim>('v1', 'PersistentVolumeClaim', 'postgres-pvc');
    assert.deepEqual(
      [claim.spec?.volumeName, claim.spec?.resources?.requests?.['storage'], claim.status?.capacity?.['storage']],
      ['pv01', '40Mi', '50Mi'],
    );
  });
  lesson.applies('2-postgres');
  lesson.shows('has the data of the database in the folder on the node', async () => {
    const wal = async () => node.try(await node.pod('app=sleep'), 'ls -ldn /node-root/volumes/pv01/pg_wal');
    await lesson.until('data', async () => /^drwx------ +\d+ 70 +70 /.test((await wal()).stdout));
  });
  lesson.applies('3-web');
  lesson.shows('saves an item', async () => {
    url = await lesson.url('todo-web');
    await lesson.page(`${url}/new`, ({ status }) => status === 200, { 'ToDoItem.Item': 'buy milk' });
    await shows('<li>buy milk</li>');
  });
  lesson.shows('has the item after the pod of the database is gone', async () => {
    // Not by deleting the pod: the next one would start on the same files while it ends.
    await lesson.kubectl('scale', 'deployment', 'todo-db', '--replicas=0');
    await lesson.kubectl('wait', 'pod', '-l', 'app=todo-db', '--for=delete', '--timeout=60s');
    await lesson.kubectl('scale', 'deployment', 'todo-db', '--replicas=1');
    await lesson.up(lesson.objects('2-postgres'));
    await shows('<li>buy milk</li>');
  });
  lesson.applies('4-storage-class');
  lesson.shows('has no items on the other disk', async () => {
    await shows('');
  });
  lesson.shows('has its items again on the first disk', async () => {
    await lesson.apply('2-postgres');
    await shows('<li>buy milk</li>');
  });
  lesson.ends();
}

function clone(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('makes a class like the default one, which is not the default', async () => {
    const classes = await lesson.cluster.quietly(['get', 'storageclass', '-o', 'json']);
    const script = ['exec', '-i', '-n', 'default', 'clone-sc', '--', '/scripts/duplicate-default-storage-class.sh'];
    await lesson.cluster.quietly(['create', '-f', '-'], await lesson.cluster.quietly(script, classes));
    const read = (name: string) => lesson.read<V1StorageClass>('storage.k8s.io/v1', 'StorageClass', name);
    const [original, made] = [await read('local-path'), await read('kiamol')];
    const rest = ({ provisioner, reclaimPolicy, volumeBindingMode }: V1StorageClass) => [
      provisioner,
      reclaimPolicy,
      volumeBindingMode,
    ];
    assert.deepEqual(rest(made), rest(original));
    assert.deepEqual(made.metadata?.annotations ?? {}, {});
    await lesson.cluster.quietly(['delete', 'storageclass', 'kiamol']);
    await lesson.kubectl('delete', 'pod', 'clone-sc', '--now');
  });
}

function lab(lesson: Lesson): void {
  let url: string;
  const style = async () => (await ask(`${url}/css/site.css`)).headers['x-cache-status'];
  lesson.applies();
  lesson.shows('saves an item, and caches the files of the pages', async () => {
    url = await lesson.url('todo-proxy');
    await lesson.page(`${url}/new`, ({ status }) => status === 200, { 'ToDoItem.Item': 'buy milk' });
    assert.deepEqual([await style(), await style()], ['MISS', 'HIT']);
  });
  lesson.shows('has the item and the cache after all pods are gone', async () => {
    await lesson.kubectl('delete', 'pods', '--all', '--now');
    await lesson.up();
    await lesson.page(`${url}/list`, ({ body }) => body.includes('<ul><li>buy milk</li></ul>'));
    assert.equal(await style(), 'HIT');
  });
  lesson.ends();
}
