// Chapter 4: configuration.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { V1ConfigMap } from '@kubernetes/client-node';
import { Book, Lesson } from './lessons';
import { ask } from './support';

const password = 'kiamol-2*2*';

/** Tests the lessons of chapter 4. */
export function testChapter4(book: Book): void {
  describe('ch04/sleep', () => sleep(book.lesson('ch04/sleep')));
  describe('ch04/todo-list', () => todoList(book.lesson('ch04/todo-list')));
  describe('ch04/versioned-config', () => versionedConfig(book.lesson('ch04/versioned-config')));
  describe('ch04/todo-list-test', () => todoListTest(book.lesson('ch04/todo-list-test')));
  describe('ch04/todo-db-password-env', () => passwordInVariable(book.lesson('ch04/todo-db-password-env')));
  describe('ch04/todo-db-external-secret', () => externalSecret(book.lesson('ch04/todo-db-external-secret')));
  describe('ch04/adminer', () => adminer(book.lesson('ch04/adminer')));
}

function sleep(lesson: Lesson): void {
  const pod = () => lesson.pod('app=sleep');
  const variables = async () => lesson.sh(await pod(), 'printenv | grep ^KIAMOL_ | sort');
  lesson.applies();
  lesson.shows('has the name of its pod in a variable, and none of its own', async () => {
    const { code, stdout } = await lesson.try(await pod(), 'printenv HOSTNAME KIAMOL_CHAPTER');
    assert.deepEqual({ code, stdout }, { code: 1, stdout: `${await pod()}\n` });
  });
  const steps: [step: string, name: string, expected: string][] = [
    ['2-env', 'has the variable of its container', 'KIAMOL_CHAPTER=04'],
    ['3-config-map-env', 'has a key of a ConfigMap under another name', 'KIAMOL_CHAPTER=04\nKIAMOL_SECTION=4.1'],
    [
      '4-config-map-env-file',
      'has all keys of a ConfigMap, below its own variables',
      'KIAMOL_CHAPTER=04\nKIAMOL_EXERCISE=try it now\nKIAMOL_SECTION=4.1',
    ],
    ['5-secret', 'has the value of a Secret, as it is', 'KIAMOL_SECRET=shh...'],
  ];
  for (const [step, name, expected] of steps) {
    lesson.applies(step);
    lesson.shows(name, async () => assert.equal(await variables(), expected));
  }
  lesson.ends();
}

function todoList(lesson: Lesson): void {
  let url: string;
  let pod: string;
  const logs = () => lesson.kubectl('logs', '-l', 'app=todo-web', '--tail=-1');
  lesson.applies();
  lesson.shows('does not show its settings, and warns of who asks', async () => {
    url = await lesson.url('todo-web');
    await lesson.page(url, ({ status }) => status === 200);
    assert.equal((await ask(`${url}/config`)).status, 404);
    assert.equal(await logs(), 'warn: ToDoList.Pages.ConfigModel[0]\n      Attempt to view config settings');
  });
  lesson.applies('2-dev');
  lesson.shows('shows its settings when a file of the ConfigMap says so', async () => {
    await lesson.page(`${url}/config`, ({ status }) => status === 200);
  });
  lesson.shows('has the file as a link that cannot be written', async () => {
    pod = await lesson.pod('app=todo-web');
    assert.match(await lesson.sh(pod, 'ls -l /app/config'), /^lrwxrwxrwx .* config\.json -> \.\.data\/config\.json$/m);
    const { code, stderr } = await lesson.try(pod, 'echo ch04 >> /app/config/config.json');
    assert.match(stderr, /Read-only file system/);
    assert.notEqual(code, 0);
  });
  lesson.applies('3-dev-with-logging');
  lesson.shows('gets a new file, and logs more, without another pod', async () => {
    const lists = async () => (await lesson.sh(pod, 'ls /app/config')) === 'config.json\nlogging.json';
    await lesson.until('second file', lists);
    await ask(`${url}/list`);
    assert.match(await logs(), /dbug: ToDoList\.Pages\.ListModel\[0\]\n {6}GET \/list called\n/);
    assert.equal(await lesson.pod('app=todo-web'), pod);
  });
  lesson.applies('4-dev-no-logging');
  lesson.shows('has the one file that its volume names', async () => {
    assert.equal(await lesson.sh(await lesson.pod('app=todo-web'), 'ls /app/config'), 'config.json');
  });
  lesson.ends();
}

function versionedConfig(lesson: Lesson): void {
  let pod: string;
  const level = async () => (await lesson.sh(await lesson.pod('app=todo-web'), 'cat /app/config/config.json')).replace(/\W+/g, ' ').trim(); // prettier-ignore
  lesson.applies();
  lesson.applies('2-release');
  lesson.shows('has the ConfigMap of its release', async () => {
    assert.equal(await level(), 'Logging LogLevel Default Warning');
    pod = await lesson.pod('app=todo-web');
  });
  lesson.applies('3-new-config');
  lesson.shows('keeps the pod and the ConfigMap of its release when there is another', async () => {
    assert.equal(await lesson.pod('app=todo-web'), pod);
    assert.equal(await level(), 'Logging LogLevel Default Warning');
  });
  lesson.shows('lets nobody change what is released', async () => {
    const maps = await lesson.cluster.list<V1ConfigMap>('v1', 'ConfigMap', lesson.namespace);
    const released = maps.filter(({ metadata }) => metadata?.name?.startsWith('todo-web-config-'));
    assert.equal(released.length, 2);
    for (const { metadata } of released) {
      const patch = ['patch', 'configmap', metadata?.name ?? '', '-p', '{"data":{"config.json":"{}"}}'];
      await assert.rejects(lesson.kubectl(...patch), /field is immutable when `immutable` is set/);
    }
  });
  lesson.applies('4-new-release');
  lesson.shows('has another pod with the other ConfigMap', async () => {
    assert.notEqual(await lesson.pod('app=todo-web'), pod);
    assert.equal(await level(), 'Logging LogLevel Default Debug');
  });
  lesson.ends();
}

function todoListTest(lesson: Lesson): void {
  let url: string;
  lesson.applies();
  lesson.shows('has the password in a file that only its owner reads', async () => {
    const list = 'ls -l $(readlink -f /secrets/postgres_password)';
    assert.match(await lesson.sh(await lesson.pod('app=todo-db'), list), /^-r-------- 1 root root /);
  });
  lesson.shows('waits for connections', () => ready(lesson));
  lesson.shows('has the connection string in the file of a Secret', async () => {
    const secrets = await lesson.sh(await lesson.pod('app=todo-web'), 'cat /app/secrets/secrets.json');
    const expected = `Server=todo-db;Database=todo;User Id=postgres;Password=${password};`;
    assert.deepEqual(JSON.parse(secrets), { ConnectionStrings: { ToDoDb: expected } });
  });
  lesson.shows('keeps its items in the database', async () => {
    url = await lesson.url('todo-web-test');
    await lesson.page(`${url}/new`, ({ status }) => status === 200, { 'ToDoItem.Item': 'buy milk' });
    const db = await lesson.pod('app=todo-db');
    assert.equal(await lesson.sh(db, `psql -U postgres -d todo -Atc 'SELECT "Item" FROM "ToDos"'`), 'buy milk');
  });
  lesson.shows('shows its items after its pod is gone', async () => {
    await lesson.kubectl('delete', 'pod', '-l', 'app=todo-web');
    await lesson.up();
    await lesson.page(`${url}/list`, ({ body }) => body.includes('<ul><li>buy milk</li></ul>'));
  });
  lesson.ends();
}

function passwordInVariable(lesson: Lesson): void {
  lesson.applies();
  lesson.shows('lets in who knows the password in the variable', async () => {
    await ready(lesson);
    const db = await lesson.pod('app=todo-db');
    assert.equal(await lesson.sh(db, 'printenv POSTGRES_PASSWORD'), password);
    await expectPassword(lesson, db);
  });
  lesson.ends();
}

function externalSecret(lesson: Lesson): void {
  lesson.shows('comes up with the Secret that somebody else makes', async () => {
    await lesson.cluster.quietly(['create', 'namespace', lesson.namespace]);
    await lesson.kubectl('create', 'secret', 'generic', 'todo-db-secret-test', `--from-literal=POSTGRES_PASSWORD=${password}`); // prettier-ignore
    await lesson.apply();
  });
  lesson.shows('lets in who knows the password of the Secret', async () => {
    await ready(lesson);
    await expectPassword(lesson, await lesson.pod('app=todo-db'));
  });
  lesson.ends();
}

function adminer(lesson: Lesson): void {
  let url: string;
  const form = async () => (await ask(url)).body;
  lesson.applies();
  lesson.shows('asks for a server, with the old design', async () => {
    url = await lesson.url('adminer');
    await lesson.page(url, ({ body }) => body.includes('<form'));
    assert.match(await form(), /name="auth\[server\]" value="db"/);
    assert.doesNotMatch(await form(), /adminer\.css/);
  });
  lesson.applies('2-configured');
  lesson.shows('names the server of the Secret', async () => {
    await lesson.page(url, ({ body }) => body.includes('name="auth[server]" value="adminer-postgres"'));
  });
  lesson.shows('has the design of the ConfigMap', async () => {
    await lesson.page(`${url}/adminer.css`, ({ body }) => body.includes('James Price'));
    assert.match(await form(), /href="adminer\.css/);
  });
  lesson.shows('opens the database at the server that it names', async () => {
    const auth = { driver: 'pgsql', server: 'adminer-postgres', username: 'postgres', password, db: 'postgres' };
    const fields = Object.entries(auth).map(([name, value]) => [`auth[${name}]`, value] as const);
    await lesson.until('page of the database', async () => {
      const { headers } = await ask(url, Object.fromEntries(fields));
      const cookie = (headers['set-cookie'] ?? []).map((each) => each.replace(/;.*/, '')).join('; ');
      const schema = new URL(`${headers.location}&ns=public`, url);
      const { body } = await ask(schema.href, undefined, { headers: { cookie } });
      if (body.includes('Schema: public')) return true;
      throw new Error(body);
    });
  });
  lesson.ends();
}

/** Waits until the server of the lesson lets in, for the last time: it starts twice when it has no data yet. */
async function ready(lesson: Lesson): Promise<void> {
  const log = () => lesson.kubectl('logs', '-l', 'app=todo-db', '--tail=-1');
  const complete = /init process complete[^]*database system is ready to accept connections/;
  await lesson.until('server that is ready', async () => complete.test(await log()));
}

async function expectPassword(lesson: Lesson, db: string): Promise<void> {
  const login = (given: string) => lesson.try(db, `PGPASSWORD='${given}' psql -h todo-db -U postgres -Atc 'SELECT 1'`);
  assert.deepEqual(await login(password), { code: 0, stdout: '1\n', stderr: '' });
  assert.match((await login('other')).stderr, /password authentication failed/);
}
