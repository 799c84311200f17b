// The to-do list: pages over a primary and its standbys, and the backup.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { V1Pod } from '@kubernetes/client-node';
import { Cluster } from '../cluster';
import { until } from '../processes';
import { ask, expectUp, inContainer, podsOf, reference, replace, urlOf } from './support';

const namespace = 'todo-list';
const database = reference('apps/v1', 'StatefulSet', namespace, 'todo-db');

/** Tests the to-do list, which is up, and whose password is this one. */
export function testTodoList(connect: () => Cluster, password: string): void {
  describe('todo-list', () => {
    let web: string;
    let readOnly: string;
    before(async () => {
      web = await urlOf(connect(), namespace, 'todo-web');
      readOnly = await urlOf(connect(), namespace, 'todo-web-readonly');
    });
    const sql = async (pod: string, query: string, name = 'todo') => (await psql(connect(), pod, name, query)).trim();
    const add = (item: string) => ask(`${web}/new`, { 'ToDoItem.Item': item });
    const shows = (url: string, item: string) =>
      until(`page with ${item}`, async () => (await ask(`${url}/list`)).body.includes(`<li>${item}</li>`));
    const streaming = (standbys: string[]) =>
      until(`stream to ${standbys.join(', ')}`, async () => {
        const query = 'SELECT application_name FROM pg_stat_replication WHERE state = $$streaming$$ ORDER BY 1';
        return (await sql('todo-db-0', query)) === standbys.join('\n');
      });

    it('shows on the read-only page what is saved on the other', async () => {
      assert.equal((await add('buy milk')).status, 200);
      await shows(web, 'buy milk');
      await shows(readOnly, 'buy milk');
    });

    it('refuses new items on the read-only page', async () => {
      await ask(`${readOnly}/new`, { 'ToDoItem.Item': 'not here' });
      assert.doesNotMatch((await ask(`${web}/list`)).body, /not here/);
    });

    it('streams to the standby, which is read-only', async () => {
      await streaming(['todo-db-1']);
      assert.equal(await sql('todo-db-1', 'SELECT pg_is_in_recovery()'), 't');
    });

    it('lets nobody in over the network without the password', async () => {
      const login = ['psql', '--no-password', '-h', 'todo-db-0.todo-db', '-U', 'postgres', '-d', 'todo'];
      const standby = { metadata: { name: 'todo-db-1', namespace } };
      await assert.rejects(inContainer(connect(), standby, 'db', [...login, '-c', 'SELECT 1']), /no password supplied/);
    });

    it('backs up to a dump that restores into an empty database', async () => {
      await connect().quietly(['create', 'job', 'backup-now', '-n', namespace, '--from=cronjob/todo-db-backup']);
      await expectUp(connect(), [reference('batch/v1', 'Job', namespace, 'backup-now')]);
      const dump = await readDump(connect());
      await sql('todo-db-0', 'CREATE DATABASE restored');
      await psql(connect(), 'todo-db-0', 'restored', dump);
      assert.equal(await sql('todo-db-0', 'SELECT "Item" FROM "ToDos"', 'restored'), 'buy milk');
    });

    // Before the pods are replaced, so that the logs of the first start are read too.
    it('writes the password to no log', async () => {
      for (const { metadata, spec } of await connect().list<V1Pod>('v1', 'Pod', namespace)) {
        for (const container of [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]) {
          const log = await connect().quietly(['logs', '-n', namespace, metadata?.name ?? '', '-c', container.name]);
          assert(!log.includes(password), `${metadata?.name}/${container.name} writes the password to its log`);
        }
      }
    });

    it('has the password in the environment of no container', async () => {
      for (const pod of await connect().list<V1Pod>('v1', 'Pod', namespace)) {
        const name = pod.metadata?.name;
        const all = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
        for (const { env = [], envFrom = [] } of all) {
          const secret =
            env.some(({ valueFrom }) => valueFrom?.secretKeyRef) || envFrom.some(({ secretRef }) => secretRef);
          assert(!secret && !JSON.stringify(env).includes(password), `${name} has a secret in its variables`);
        }
        if (pod.status?.phase !== 'Running') continue;
        for (const container of pod.spec?.containers ?? []) {
          const read = ['sh', '-c', 'cat /proc/[0-9]*/environ 2> /dev/null || true'];
          const environments = (await inContainer(connect(), pod, container.name, read)).split('\0');
          const found = environments.find((variable) => variable.includes(password));
          assert(found === undefined, `${name}/${container.name} has the password in ${found?.replace(/=.*/s, '')}`);
        }
      }
    });

    for (const [ordinal, role] of ['primary', 'standby'].entries()) {
      it(`has its items after the ${role} is killed, and streams again`, async () => {
        const pod = (await podsOf(connect(), namespace, 'todo-db')).find(
          (p) => p.metadata?.name === `todo-db-${ordinal}`,
        );
        assert(pod !== undefined);
        await replace(connect(), pod, database);
        assert.equal(
          await sql(`todo-db-${ordinal}`, `SELECT "Item" FROM "ToDos" WHERE "Item" = 'buy milk'`),
          'buy milk',
        );
        await streaming(['todo-db-1']);
        await add(`survive the ${role}`);
        await shows(web, `survive the ${role}`);
        await shows(readOnly, `survive the ${role}`);
      });
    }

    it('has one more streaming standby when it is scaled to 3', async () => {
      await connect().quietly(['scale', '-n', namespace, 'statefulset/todo-db', '--replicas=3']);
      await expectUp(connect(), [database]);
      await streaming(['todo-db-1', 'todo-db-2']);
      assert.equal(await sql('todo-db-2', `SELECT "Item" FROM "ToDos" WHERE "Item" = 'buy milk'`), 'buy milk');
    });
  });
}

/** What Postgres answers in a pod. Fails at the first error. */
function psql(cluster: Cluster, pod: string, name: string, script: string): Promise<string> {
  const command = ['psql', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-d', name, '-qAt'];
  return inContainer(cluster, { metadata: { name: pod, namespace } }, 'db', command, script);
}

/** The dump in the claim of the backups, as SQL, read by a pod of the image and with the rights of the backup's. */
async function readDump(cluster: Cluster): Promise<string> {
  const [backup] = await podsOf(cluster, namespace, 'todo-db-backup');
  const [container] = backup?.spec?.containers ?? [];
  assert(backup?.spec !== undefined && container !== undefined);
  const read = { ...container, name: 'read', command: ['sh', '-c', 'exec pg_restore --file=- /backup/todo-*.tar'] };
  const { securityContext, volumes } = backup.spec;
  const metadata = { name: 'read-dump', namespace };
  const spec = { restartPolicy: 'Never', securityContext, volumes, containers: [read] };
  await cluster.quietly(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec }));
  let phase: string | undefined;
  await until('end of the pod that reads the dump', async () => {
    phase = (await cluster.read<V1Pod>(reference('v1', 'Pod', namespace, 'read-dump')))?.status?.phase;
    return phase === 'Succeeded' || phase === 'Failed';
  });
  const dump = await cluster.quietly(['logs', '-n', namespace, 'read-dump']);
  assert(phase === 'Succeeded', `the dump cannot be read:\n${dump}`);
  await cluster.quietly(['delete', 'pod', '-n', namespace, 'read-dump', '--now']);
  return dump;
}
