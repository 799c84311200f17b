import { Chart, Duration, Size } from 'cdk8s';
import { PersistentVolumeAccessMode, SecretValue, ServiceType } from 'cdk8s-plus-27';
import { config, samples, storage } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart } from '../support';
import { containerOf, objectsIn, templateOf } from './pods';

function secretIn(chart: Chart): SecretValue {
  const secret = new config.Secret(chart, 'Secret', {
    metadata: { name: 'todo-db-secret' },
    stringData: { POSTGRES_PASSWORD: 'kiamol-2*2*' },
  });
  return { secret, key: 'POSTGRES_PASSWORD' };
}

function todoList(props: Partial<samples.TodoListProps> = {}): samples.TodoList {
  const chart = newChart();
  return new samples.TodoList(chart, 'TodoList', { password: secretIn(chart), ...props });
}

/** The server that pages are connected to. */
const serverOf = (made: samples.TodoList, web: string): string | undefined =>
  /Server=([^;]*);/.exec(String(at(containerOf(made, web, 'init-secrets')['command'], 2)))?.[1];

test('renders every prop', () => {
  const chart = newChart();
  const props: Required<samples.TodoListProps> = {
    password: secretIn(chart),
    databaseReplicas: 3,
    storage: { storage: Size.mebibytes(50), storageClassName: 'fast', labels: { kiamol: 'ch08' } },
    databaseImage: 'postgres:11.8-alpine',
    databasePartition: 1,
    mode: samples.TodoWebMode.READ_ONLY,
    webReplicas: 2,
    port: 80,
    readOnlyPort: 81,
    readOnlyReplicas: 3,
    type: ServiceType.CLUSTER_IP,
    backup: { schedule: '*/2 * * * *' },
    webImage: 'kiamol/ch04-todo-list:2',
    name: 'list',
  };
  const made = new samples.TodoList(chart, 'TodoList', props);
  expect(objectsIn(made)).toEqual([
    'ConfigMap list-db-backup-script',
    'ConfigMap list-db-config',
    'ConfigMap list-db-env',
    'ConfigMap list-db-scripts',
    'ConfigMap list-web-config',
    'CronJob list-db-backup',
    'Deployment list-web',
    'Deployment list-web-readonly',
    'PersistentVolumeClaim list-db-backup-dumps',
    'Secret todo-db-secret',
    'Service list-db',
    'Service list-web',
    'Service list-web-readonly',
    'StatefulSet list-db',
  ]);
  expect(manifest(made, 'StatefulSet', 'list-db')).toMatchObject({
    spec: {
      replicas: 3,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', labels: { kiamol: 'ch08' } },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '50Mi' } },
            storageClassName: 'fast',
          },
        },
      ],
    },
  });
  expect(containerOf(made, 'list-db', 'db', 'StatefulSet')).toHaveProperty('image', 'postgres:11.8-alpine');
  expect(manifest(made, 'CronJob', 'list-db-backup')).toHaveProperty('spec.schedule', '*/2 * * * *');
  expect(manifest(made, 'Deployment', 'list-web')).toHaveProperty('spec.replicas', 2);
  expect(manifest(made, 'Deployment', 'list-web-readonly')).toHaveProperty('spec.replicas', 3);
  for (const [name, port] of Object.entries({ 'list-web': 80, 'list-web-readonly': 81 })) {
    expect(containerOf(made, name, 'web')).toMatchObject({
      image: 'kiamol/ch04-todo-list:2',
      env: [{ name: 'Database__ReadOnly', value: 'true' }],
    });
    expect(manifest(made, 'Service', name)).toHaveProperty('spec', {
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': name },
      ports: [{ name: 'http', port, targetPort: 'http' }],
    });
  }
});

test('is two database servers and pages on each when nothing is said', () => {
  const made = todoList();
  expect(objectsIn(made)).toEqual([
    'ConfigMap todo-db-config',
    'ConfigMap todo-db-env',
    'ConfigMap todo-db-scripts',
    'ConfigMap todo-web-config',
    'Deployment todo-web',
    'Deployment todo-web-readonly',
    'Secret todo-db-secret',
    'Service todo-db',
    'Service todo-web',
    'Service todo-web-readonly',
    'StatefulSet todo-db',
  ]);
  expect(manifest(made, 'StatefulSet', 'todo-db')).toMatchObject({
    spec: {
      replicas: 2,
      serviceName: 'todo-db',
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }],
    },
  });
  expect(manifest(made, 'StatefulSet', 'todo-db')).not.toHaveProperty('spec.updateStrategy');
  expect(containerOf(made, 'todo-db', 'db', 'StatefulSet')).toMatchObject({
    image: 'postgres:15.20-alpine',
    env: expect.arrayContaining([{ name: 'POSTGRES_DB', value: 'todo' }]) as unknown,
  });
  expect(manifest(made, 'Service', 'todo-web')).toHaveProperty('spec', {
    type: 'LoadBalancer',
    selector: { 'app.kubernetes.io/name': 'todo-web' },
    ports: [{ name: 'http', port: 8081, targetPort: 'http' }],
  });
  expect(manifest(made, 'Service', 'todo-web-readonly')).toHaveProperty('spec', {
    type: 'LoadBalancer',
    selector: { 'app.kubernetes.io/name': 'todo-web-readonly' },
    ports: [{ name: 'http', port: 8082, targetPort: 'http' }],
  });
});

test('offers its parts', () => {
  const { database, web, readOnlyWeb, backup } = todoList({ backup: {} });
  const names = [database.statefulSet, web.deployment, readOnlyWeb?.deployment, backup?.cronJob].map(
    (part) => part?.name,
  );
  expect(names).toEqual(['todo-db', 'todo-web', 'todo-web-readonly', 'todo-db-backup']);
});

test('all pages share one file of settings, which says where the items are', () => {
  const made = todoList();
  expect(JSON.parse(String(at(manifest(made, 'ConfigMap', 'todo-web-config'), 'data', 'config.json')))).toEqual({
    Database: { Provider: 'Postgres' },
  });
  for (const name of ['todo-web', 'todo-web-readonly'])
    expect(at(templateOf(made, name), 'spec', 'volumes')).toContainEqual({
      name: 'config',
      configMap: { name: 'todo-web-config' },
    });
});

test('the main pages write to the primary, the others read from the first standby', () => {
  const made = todoList();
  expect(serverOf(made, 'todo-web')).toBe('todo-db-0.todo-db');
  expect(serverOf(made, 'todo-web-readonly')).toBe('todo-db-1.todo-db');
  expect(containerOf(made, 'todo-web', 'web')).not.toHaveProperty('env');
  expect(containerOf(made, 'todo-web-readonly', 'web')['env']).toEqual([{ name: 'Database__ReadOnly', value: 'true' }]);
});

test('a change of the mode changes only the pods of the main pages', () => {
  const [before, after] = [todoList(), todoList({ mode: samples.TodoWebMode.READ_ONLY })];
  expect(objectsIn(after)).toEqual(objectsIn(before));
  const changed = objectsIn(before)
    .map((object) => object.split(' ') as [string, string])
    .filter(
      ([kind, name]) => JSON.stringify(manifest(before, kind, name)) !== JSON.stringify(manifest(after, kind, name)),
    );
  expect(changed).toEqual([['Deployment', 'todo-web']]);
  expect(serverOf(after, 'todo-web')).toBe('todo-db-1.todo-db');
});

describe('with one database server', () => {
  test('there are no pages that only read', () => {
    const made = todoList({ databaseReplicas: 1 });
    expect(made.readOnlyWeb).toBeUndefined();
    expect(objectsIn(made).filter((object) => object.includes('readonly'))).toEqual([]);
  });

  test.each<[string, Partial<samples.TodoListProps>]>([
    ['the mode', { mode: samples.TodoWebMode.READ_ONLY }],
    ['readOnlyPort', { readOnlyPort: 8082 }],
    ['readOnlyReplicas', { readOnlyReplicas: 2 }],
  ])('fails when %s asks for pages on a standby', (_, props) => {
    expect(messageOf(() => todoList({ databaseReplicas: 1, ...props }))).toBe(
      "[app/TodoList/Database] 'replicas' must be at least 2 for a standby, got 1; raise it",
    );
  });
});

test.each([0, 1, 3])('may have %d pods of the main pages, and has one of the others', (webReplicas) => {
  const made = todoList({ webReplicas });
  expect(manifest(made, 'Deployment', 'todo-web')).toHaveProperty('spec.replicas', webReplicas);
  expect(manifest(made, 'Deployment', 'todo-web-readonly')).not.toHaveProperty('spec.replicas');
});

test('the claims of the database may be all that a claim template is', () => {
  const claims: Required<storage.ClaimTemplateOptions> = {
    storage: Size.gibibytes(20),
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE_POD],
    storageClassName: '',
    labels: { tier: 'db' },
  };
  expect(manifest(todoList({ storage: claims }), 'StatefulSet')).toHaveProperty('spec.volumeClaimTemplates', [
    {
      metadata: { name: 'data', labels: { tier: 'db' } },
      spec: {
        accessModes: ['ReadWriteOncePod'],
        resources: { requests: { storage: '20Gi' } },
        storageClassName: '',
      },
    },
  ]);
});

describe('the backup', () => {
  test('renders every option', () => {
    const backup: Required<samples.TodoListBackup> = {
      schedule: '30 2 * * *',
      storage: { storage: Size.mebibytes(100), storageClassName: 'slow' },
      keep: Duration.days(30),
      suspend: true,
    };
    const made = todoList({ backup });
    expect(manifest(made, 'CronJob', 'todo-db-backup')).toMatchObject({
      spec: { schedule: '30 2 * * *', suspend: true, concurrencyPolicy: 'Forbid' },
    });
    expect(manifest(made, 'PersistentVolumeClaim', 'todo-db-backup-dumps')).toHaveProperty('spec', {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '100Mi' } },
      storageClassName: 'slow',
    });
    expect(at(manifest(made, 'ConfigMap', 'todo-db-backup-script'), 'data', 'backup.sh')).toContain('-mtime +29 ');
  });

  test('is a dump of the items every day, kept for a week, on 1 GiB, when nothing more is said', () => {
    const made = todoList({ backup: {} });
    expect(manifest(made, 'CronJob', 'todo-db-backup')).toHaveProperty('spec.schedule', '@daily');
    expect(manifest(made, 'CronJob', 'todo-db-backup')).not.toHaveProperty('spec.suspend');
    expect(manifest(made, 'PersistentVolumeClaim')).toHaveProperty('spec.resources.requests.storage', '1Gi');
    const script = String(at(manifest(made, 'ConfigMap', 'todo-db-backup-script'), 'data', 'backup.sh'));
    expect(script).toMatch(/^pg_dump .* todo$/m);
    expect(script).toContain('-mtime +6 ');
  });

  test('reads the names and the password that the database has', () => {
    const made = todoList({ backup: {}, databaseImage: 'postgres:16.4-alpine' });
    const backup = containerOf(made, 'todo-db-backup', 'backup', 'CronJob');
    expect(backup).toMatchObject({
      image: 'postgres:16.4-alpine',
      envFrom: [{ configMapRef: { name: 'todo-db-env' } }],
    });
    expect(JSON.stringify(templateOf(made, 'todo-db-backup', 'CronJob'))).toContain('"name":"todo-db-secret"');
  });

  test('is none when nothing is said', () => {
    expect(todoList().backup).toBeUndefined();
    expect(objectsIn(todoList()).filter((object) => object.includes('backup'))).toEqual([]);
  });
});
