import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { data, testing } from 'cdk8s-patterns';
import { at, manifest, messageOf, newChart, podOf } from '../support';
import { postgres } from './support';

function backup(
  props: Partial<data.PostgresBackupProps> = {},
  servers: Partial<data.PostgresProps> = {},
): data.PostgresBackup {
  const chart = newChart();
  return new data.PostgresBackup(chart, 'Backup', {
    metadata: { name: 'todo-db-backup' },
    server: postgres(servers, chart),
    database: 'todo',
    storage: { storage: Size.gibibytes(1) },
    schedule: '@daily',
    ...props,
  });
}

const script = (scope: data.PostgresBackup): unknown =>
  at(manifest(scope, 'ConfigMap', 'todo-db-backup-script'), 'data', 'backup.sh');

describe('every prop', () => {
  const chart = newChart();
  const props: Required<data.PostgresBackupProps> = {
    server: postgres({ replicas: 2 }, chart),
    database: 'todo',
    storage: {
      metadata: { name: 'dumps', labels: { a: 'b' } },
      storage: Size.mebibytes(500),
      storageClassName: 'slow',
    },
    schedule: '*/2 * * * *',
    timeZone: 'Europe/Zurich',
    metadata: { name: 'todo-db-backup', labels: { kiamol: 'ch08' } },
    keep: Duration.days(30),
    suspend: true,
    podLabels: { tier: 'backup' },
    jobLabels: { app: 'todo-db-backup' },
    resources: { cpu: { limit: Cpu.units(1) } },
  };
  const scope = new data.PostgresBackup(chart, 'Backup', props);

  test('reaches the schedule', () => {
    expect(manifest(chart, 'CronJob')).toHaveProperty('metadata', props.metadata);
    expect(manifest(chart, 'CronJob')).toHaveProperty('spec', {
      schedule: '*/2 * * * *',
      timeZone: 'Europe/Zurich',
      suspend: true,
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        metadata: { labels: { app: 'todo-db-backup' } },
        spec: {
          template: {
            metadata: { labels: { 'app.kubernetes.io/name': 'todo-db-backup', tier: 'backup' } },
            spec: expect.anything() as unknown,
          },
        },
      },
    });
  });

  test('reaches the pod', () => {
    expect(podOf(chart, 'CronJob')).toEqual({
      restartPolicy: 'Never',
      securityContext: {
        runAsUser: 70,
        runAsGroup: 70,
        fsGroup: 70,
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'backup',
          image: 'postgres:15.20-alpine',
          command: ['/scripts/backup.sh'],
          envFrom: [{ configMapRef: { name: 'todo-db-env' } }],
          env: [{ name: 'POSTGRES_STANDBY_HOST', value: 'todo-db-1.todo-db' }],
          resources: { limits: { cpu: '1' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          volumeMounts: [
            { name: 'scripts', mountPath: '/scripts', readOnly: true },
            { name: 'secrets', mountPath: '/secrets', readOnly: true },
            { name: 'credentials', mountPath: '/credentials' },
            { name: 'backup', mountPath: '/backup' },
          ],
        },
      ],
      volumes: [
        { name: 'scripts', configMap: { name: 'todo-db-backup-script', defaultMode: 0o555 } },
        {
          name: 'secrets',
          projected: {
            defaultMode: 0o440,
            sources: [{ secret: { name: 'todo-db-secret', items: [{ key: 'password', path: 'postgres_password' }] } }],
          },
        },
        { name: 'credentials', emptyDir: { medium: 'Memory' } },
        { name: 'backup', persistentVolumeClaim: { claimName: 'dumps' } },
      ],
    });
  });

  test('reaches the claim', () => {
    expect(manifest(chart, 'PersistentVolumeClaim')).toHaveProperty('metadata', props.storage.metadata);
    expect(manifest(chart, 'PersistentVolumeClaim')).toHaveProperty('spec', {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '500Mi' } },
      storageClassName: 'slow',
    });
    expect(scope.claim.name).toBe('dumps');
    expect(scope.cronJob.name).toBe('todo-db-backup');
  });

  test('reaches the script', () => {
    expect(script(scope)).toContain(' -mtime +29 ');
  });
});

describe('without the optional props', () => {
  test('backups start, by the clock of the controller', () => {
    expect(Object.keys(at(manifest(backup(), 'CronJob'), 'spec') as object).sort()).toEqual([
      'concurrencyPolicy',
      'jobTemplate',
      'schedule',
    ]);
  });

  test('the claim is named after the schedule, also when it has labels', () => {
    const storage = { storage: Size.gibibytes(1), metadata: { name: undefined, labels: { a: 'b' } } };
    expect([backup().claim.name, backup({ storage }).claim.name]).toEqual(Array(2).fill('todo-db-backup-dumps'));
  });

  test('the objects have names of their own', () => {
    const scope = backup({ metadata: undefined });
    expect([scope.cronJob.name, scope.claim.name]).toEqual(['app-backup-schedule', 'app-backup-claim']);
  });

  test('the script dumps from the standby or else the primary, and keeps dumps for 7 days', () => {
    expect(script(backup())).toBe(`#!/bin/sh
# Dumps the database todo, from a standby when there is one.
set -eu
host=\${POSTGRES_STANDBY_HOST:-$POSTGRES_PRIMARY_HOST}

# libpq reads a password file only if nobody else can.
umask 077
password=$(sed -e 's/\\\\/\\\\\\\\/g' -e 's/:/\\\\:/g' /secrets/postgres_password)
printf '%s:*:*:postgres:%s\\n' "$host" "$password" > /credentials/pgpass
export PGPASSFILE=/credentials/pgpass

file=/backup/todo-$(date +%y%m%d-%H%M).tar
rm -f /backup/todo-*.part
pg_dump --host "$host" --username postgres --no-password --format tar --file "$file.part" todo
pg_restore --list "$file.part" > /dev/null
mv "$file.part" "$file"
echo "wrote $file"

find /backup -maxdepth 1 -name 'todo-*.tar' ! -name "\${file##*/}" -mtime +6 -exec rm {} \\;
`);
  });
});

test.each([
  ['postgres:11.22-alpine', 70],
  ['postgres:12.22', 999],
  ['postgres:15.20', 999],
  ['postgres:18.1', 999],
])('uses the image %s of the servers, as its user %p', (image, user) => {
  const pod = podOf(backup({}, { image }), 'CronJob');
  expect(pod).toMatchObject({ containers: [{ image }], securityContext: { runAsUser: user, fsGroup: user } });
});

test.each([
  [Duration.days(1), 0],
  [Duration.hours(48), 1],
  [Duration.days(365), 364],
])('keeps dumps for %p', (keep, days) => {
  expect(script(backup({ keep }))).toContain(` -mtime +${days} `);
});

describe('a server with a network policy', () => {
  const admitted = (server: data.Postgres): unknown[] =>
    (at(manifest(server, 'NetworkPolicy'), 'spec', 'ingress') as unknown[]).map((rule) =>
      at(rule, 'from', 0, 'podSelector', 'matchLabels', 'app.kubernetes.io/name'),
    );
  const make = (server: data.Postgres, id: string): data.PostgresBackup =>
    new data.PostgresBackup(Chart.of(server), id, {
      metadata: { name: id.toLowerCase() },
      server,
      database: 'todo',
      storage: { storage: Size.gibibytes(1) },
      schedule: '@daily',
    });

  test('lets in the backups that are made before it and after it', () => {
    const server = postgres();
    make(server, 'Before');
    server.allowFrom();
    make(server, 'After');
    expect(admitted(server)).toEqual(['todo-db', 'before', 'after']);
  });

  test('is not made by a backup', () => {
    expect(testing.Manifests.of(Chart.of(backup())).find('NetworkPolicy')).toEqual([]);
  });
});

const DATABASE = "must be at most 63 lower case letters, digits and '_', not starting with a digit";
const KEEP = "'keep' must be a whole number of at least 1, got";

test.each<[string, Partial<data.PostgresBackupProps>, string]>([
  ['keep is 0', { keep: Duration.days(0) }, `[app/Backup] ${KEEP} 0; give whole days`],
  ['keep is a part of a day', { keep: Duration.hours(36) }, `[app/Backup] ${KEEP} 1.5; give whole days`],
  [
    'the database is empty',
    { database: '' },
    `[app/Backup] 'database' ${DATABASE}, got ""; name a database of the server`,
  ],
  [
    'the database has a space',
    { database: 'a b' },
    `[app/Backup] 'database' ${DATABASE}, got "a b"; name a database of the server`,
  ],
  [
    'the database has a path',
    { database: '../x' },
    `[app/Backup] 'database' ${DATABASE}, got "../x"; name a database of the server`,
  ],
  [
    'the schedule has four fields',
    { schedule: '* * * *' },
    '[app/Backup/Schedule] \'schedule\' must have five fields: minute, hour, day of month, month, day of week, got "* * * *"; ' +
      "write five fields, such as '*/5 * * * *'",
  ],
])('fails when %s', (_, props, message) => {
  expect(messageOf(() => backup(props))).toBe(message);
});
