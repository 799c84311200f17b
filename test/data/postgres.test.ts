import { JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { data } from 'cdk8s-patterns';
import { at, manifest, manifests, newChart, podOf } from '../support';
import { file, FormProps, postgres, secretValue } from './support';

const container = (server: data.Postgres, list: 'containers' | 'initContainers' = 'containers'): unknown =>
  at(podOf(server, 'StatefulSet'), list, 0);
const env = (server: data.Postgres): unknown => at(container(server), 'env');
const names = (server: data.Postgres): string[] =>
  manifests(server).map((object) => `${String(object['kind'])} ${String(at(object, 'metadata', 'name'))}`);

const SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD_NAME = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };

describe('every prop', () => {
  const chart = newChart();
  const props: Required<Omit<data.PostgresProps, keyof FormProps>> = {
    metadata: { name: 'todo-db', labels: { kiamol: 'ch08' } },
    password: secretValue(chart),
    storage: { storage: Size.gibibytes(5), storageClassName: 'fast', labels: { kiamol: 'ch08' } },
    replicas: 3,
    image: 'registry.local/todo/postgres:15.20-alpine',
    majorVersion: 15,
    database: 'todo',
    replicationUser: 'stream',
    replicationPassword: secretValue(chart, 'stream-secret', 'word'),
    parameters: { max_connections: '200' },
    resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { limit: Size.mebibytes(512) } },
    partition: 1,
  };
  const server = new data.Postgres(chart, 'Db', props);
  const both = {
    image: 'registry.local/todo/postgres:15.20-alpine',
    envFrom: [{ configMapRef: { name: 'todo-db-env' } }],
    resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
    securityContext: SECURITY,
  };
  const PGDATA = { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' };
  const data_ = { name: 'data', mountPath: '/var/lib/postgresql/data' };
  const secrets = { name: 'secrets', mountPath: '/secrets', readOnly: true };

  test('reaches the set', () => {
    const { template, ...spec } = at(manifest(chart, 'StatefulSet'), 'spec') as { [field: string]: unknown };
    expect(manifest(chart, 'StatefulSet')).toHaveProperty('metadata', props.metadata);
    expect(spec).toEqual({
      replicas: 3,
      serviceName: 'todo-db',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'todo-db' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', labels: { kiamol: 'ch08' } },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '5Gi' } },
            storageClassName: 'fast',
          },
        },
      ],
    });
    expect(at(template, 'metadata', 'labels')).toEqual({ 'app.kubernetes.io/name': 'todo-db' });
  });

  test('reaches the container that prepares the data', () => {
    expect(container(server, 'initContainers')).toEqual({
      ...both,
      name: 'initialize-replication',
      command: ['/scripts/initialize-replication.sh'],
      env: [POD_NAME, PGDATA],
      volumeMounts: [
        { name: 'scripts', mountPath: '/scripts', readOnly: true },
        secrets,
        { name: 'credentials', mountPath: '/credentials' },
        data_,
      ],
    });
  });

  test('reaches the server', () => {
    expect(container(server)).toEqual({
      ...both,
      name: 'db',
      args: ['postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf', '-c', 'cluster_name=$(POD_NAME)'],
      env: [
        POD_NAME,
        PGDATA,
        { name: 'POSTGRES_HOST_AUTH_METHOD', value: 'trust' },
        { name: 'POSTGRES_INITDB_ARGS', value: '--pwfile=/secrets/postgres_password' },
        { name: 'POSTGRES_DB', value: 'todo' },
      ],
      ports: [{ containerPort: 5432, name: 'postgres' }],
      readinessProbe: {
        exec: { command: ['pg_isready', '--host', '127.0.0.1'] },
        periodSeconds: 5,
        timeoutSeconds: 3,
      },
      volumeMounts: [
        { name: 'config', mountPath: '/etc/postgresql', readOnly: true },
        {
          name: 'scripts',
          mountPath: '/docker-entrypoint-initdb.d/create-replica-user.sh',
          subPath: 'create-replica-user.sh',
          readOnly: true,
        },
        secrets,
        { name: 'credentials', mountPath: '/credentials', readOnly: true },
        data_,
      ],
    });
  });

  test('reaches the volumes: scripts that run, passwords that only the group reads, credentials in memory', () => {
    const { volumes, ...pod } = podOf(server, 'StatefulSet') as { [field: string]: unknown };
    expect(volumes).toEqual([
      { name: 'scripts', configMap: { name: 'todo-db-scripts', defaultMode: 0o555 } },
      {
        name: 'secrets',
        projected: {
          defaultMode: 0o440,
          sources: [
            { secret: { name: 'todo-db-secret', items: [{ key: 'password', path: 'postgres_password' }] } },
            { secret: { name: 'stream-secret', items: [{ key: 'word', path: 'replication_password' }] } },
          ],
        },
      },
      { name: 'credentials', emptyDir: { medium: 'Memory' } },
      { name: 'config', configMap: { name: 'todo-db-config' } },
    ]);
    expect(pod).toMatchObject({
      securityContext: {
        runAsUser: 70,
        runAsGroup: 70,
        fsGroup: 70,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      terminationGracePeriodSeconds: 60,
    });
  });

  test('reaches the files', () => {
    expect(file(server, 'todo-db-config', 'postgresql.conf')).toContain("max_connections = '200'\n");
    expect(file(server, 'todo-db-config', 'pg_hba.conf')).toContain('host  replication "stream" all scram-sha-256\n');
    expect(file(server, 'todo-db-scripts', 'create-replica-user.sh')).toContain('CREATE ROLE "stream" ');
  });
});

describe('without the optional props', () => {
  const server = postgres();

  test('there is one server of version 15 with the database postgres, and nothing asked for', () => {
    expect(manifest(server, 'StatefulSet')).not.toHaveProperty('spec.replicas');
    expect(manifest(server, 'StatefulSet')).not.toHaveProperty('spec.updateStrategy');
    expect(container(server)).toHaveProperty('image', 'postgres:15.20-alpine');
    expect(container(server)).not.toHaveProperty('resources');
    expect(env(server)).toEqual([
      POD_NAME,
      { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
      { name: 'POSTGRES_HOST_AUTH_METHOD', value: 'trust' },
      { name: 'POSTGRES_INITDB_ARGS', value: '--pwfile=/secrets/postgres_password' },
    ]);
  });

  test('standbys stream with the password of the superuser', () => {
    expect(at(podOf(server, 'StatefulSet'), 'volumes', 1, 'projected', 'sources')).toEqual([
      { secret: { name: 'todo-db-secret', items: [{ key: 'password', path: 'postgres_password' }] } },
      { secret: { name: 'todo-db-secret', items: [{ key: 'password', path: 'replication_password' }] } },
    ]);
  });

  test('the hosts are those that there are', () => {
    expect(manifest(server, 'ConfigMap', 'todo-db-env')).toHaveProperty('data', {
      POSTGRES_PRIMARY_HOST: 'todo-db-0.todo-db',
    });
    expect(manifest(postgres({ replicas: 2 }), 'ConfigMap', 'todo-db-env')).toHaveProperty('data', {
      POSTGRES_PRIMARY_HOST: 'todo-db-0.todo-db',
    });
  });
});

describe('objects', () => {
  test('are named after the set', () => {
    expect(names(postgres())).toEqual([
      'ConfigMap todo-db-config',
      'ConfigMap todo-db-env',
      'ConfigMap todo-db-scripts',
      'StatefulSet todo-db',
      'Service todo-db',
    ]);
  });

  test('have names of their own without one', () => {
    const server = postgres({ metadata: undefined, replicas: 2 });
    expect(server.primaryHost).toBe('app-db-server-0.app-db-server');
    expect(server.standbyHost).toBe('app-db-server-1.app-db-server');
    expect(new Set(names(server)).size).toBe(5);
  });

  test('the Service is headless, with the port of the servers', () => {
    expect(manifest(postgres(), 'Service')).toHaveProperty('spec', {
      clusterIP: 'None',
      selector: { 'app.kubernetes.io/name': 'todo-db' },
      ports: [{ name: 'postgres', port: 5432, targetPort: 'postgres' }],
    });
  });

  test('the construct tells what others need', () => {
    const chart = newChart();
    const password = secretValue(chart, 'other');
    const server = postgres({ password, replicas: 2 }, chart);
    expect(server).toMatchObject({ image: 'postgres:15.20-alpine', replicas: 2, port: 5432 });
    expect(server.password).toBe(password);
    expect([server.service.name, server.hosts.name, server.statefulSet.name]).toEqual([
      'todo-db',
      'todo-db-env',
      'todo-db',
    ]);
  });

  test('a changed setting replaces the pods, a further standby does not', () => {
    const hash = (props: Partial<data.PostgresProps>): unknown =>
      at(manifest(postgres(props), 'StatefulSet'), 'spec', 'template', 'metadata', 'annotations', 'checksum/config');
    expect(hash({})).toEqual(expect.stringMatching(/^[0-9a-f]{32}$/));
    expect(hash({ parameters: { work_mem: '8MB' } })).not.toBe(hash({}));
    expect(hash({ replicas: 2 })).toBe(hash({}));
  });

  test('the set can be changed further', () => {
    const server = postgres();
    server.statefulSet.apiObject.addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 9));
    expect(manifest(server, 'StatefulSet')).toHaveProperty('spec.minReadySeconds', 9);
  });
});

describe('allowFrom', () => {
  const from = (server: data.Postgres): unknown => at(manifest(server, 'NetworkPolicy'), 'spec', 'ingress');
  const peer = (app: string): unknown => ({
    from: [{ podSelector: { matchLabels: { app } } }],
    ports: [{ port: 5432 }],
  });
  const pods = (server: data.Postgres, app: string): kplus.Pods => kplus.Pods.select(server, app, { labels: { app } });

  test('lets in the peers of all calls, and the servers once', () => {
    const server = postgres({ replicas: 2 });
    server.allowFrom(pods(server, 'web'));
    server.allowFrom(pods(server, 'admin'));
    expect(from(server)).toMatchObject([
      { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'todo-db' } } }] },
      peer('web'),
      peer('admin'),
    ]);
  });

  test('without it there is no policy', () => {
    expect(names(postgres()).join()).not.toContain('NetworkPolicy');
  });
});

describe.each([
  ['postgres:10.23-alpine', 70, '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata'],
  ['postgres:11.22-alpine', 70, '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata'],
  ['postgres:12.22', 999, '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata'],
  ['postgres:15.20-bookworm', 999, '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata'],
  ['postgres:17', 999, '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata'],
  ['postgres:18.1', 999, '/var/lib/postgresql', '/var/lib/postgresql/18/docker'],
  ['postgres:19-alpine', 70, '/var/lib/postgresql', '/var/lib/postgresql/19/docker'],
])('the image %s', (image, user, mountPath, pgdata) => {
  const server = postgres({ image });

  test(`runs as ${user}`, () => {
    const identity = { runAsUser: user, runAsGroup: user, fsGroup: user };
    expect(at(podOf(server, 'StatefulSet'), 'securityContext')).toMatchObject(identity);
  });

  test.each(['containers', 'initContainers'] as const)(`finds the data in ${pgdata} from its %s`, (list) => {
    expect(at(container(server, list), 'env')).toContainEqual({ name: 'PGDATA', value: pgdata });
    expect(at(container(server, list), 'volumeMounts')).toContainEqual({ name: 'data', mountPath });
  });
});

test.each([
  ['postgres:11.22-alpine', true],
  ['postgres:13.23-alpine', true],
  ['postgres:14.0-alpine', false],
  ['postgres:15.20-alpine', false],
])('initdb of %s is told to keep the password as SCRAM: %p', (image, told) => {
  const value = `--pwfile=/secrets/postgres_password${told ? ' --auth-host=scram-sha-256' : ''}`;
  expect(
    (env(postgres({ image })) as unknown[]).filter((variable) => JSON.stringify(variable).includes('INITDB')),
  ).toEqual([{ name: 'POSTGRES_INITDB_ARGS', value }]);
});
