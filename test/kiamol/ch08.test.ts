import { App } from 'cdk8s';
import { check, synth } from 'cdk8s-patterns';
import { dataHeavyApps } from '../../apps/kiamol/ch08';
import { Chapter } from '../../apps/kiamol/lesson';
import { Manifests } from '../../src/testing';
import { at } from '../support';

/** What a manifest of the chapter holds: `todo-db/2-replicated/todo-db`. */
function made(path = ''): Manifests {
  const book = new synth.Folder(new App(), 'kiamol');
  dataHeavyApps(new Chapter(book, 'ch08'));
  const parts = path.split('/').filter((part) => part !== '');
  return Manifests.of(parts.reduce((node, part) => node.node.findChild(part), book.node.findChild('ch08')));
}

/** What is found in objects, in strict mode, but for objects of other files that are called. */
function found(objects: unknown[], against?: unknown[]): [string, string][] {
  const set = (all: unknown[]): check.ApplySet[] => [{ name: '', manifests: all.map((json) => ({ json })) }];
  const { findings } = check.Checks.sets(set(objects), { strict: true, ...(against && { against: set(against) }) });
  return findings
    .filter(({ rule }) => rule !== 'missing-object')
    .map(({ rule, message }): [string, string] => [rule, message]);
}

/** What is found in a manifest of the chapter with another value at a path of the object of that kind. */
function changed(path: string, kind: string, keys: string, value?: unknown): [string, string][] {
  const all = made(path).all;
  const [last = '', ...before] = keys.split('/').reverse();
  const parent = before.reverse().reduce<unknown>(
    (inner, key) => at(inner, key),
    all.find((o) => o['kind'] === kind),
  );
  if (at(parent, last) === undefined && value === undefined) throw new Error(`${kind} of ${path} has no ${keys}`);
  (parent as { [key: string]: unknown })[last] = value;
  return found(all);
}

/** The paths of the fields in which two objects differ. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? [] : [path];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => differences(at(a, key), at(b, key), `${path}/${key}`));
}

test('all objects, and the claims of templates, have the label of the chapter', () => {
  const { all } = made();
  const claims = all.flatMap((object) => (at(object, 'spec', 'volumeClaimTemplates') as unknown[] | undefined) ?? []);
  const labels = [...all, ...claims].map((object) => at(object, 'metadata', 'labels', 'kiamol'));
  expect(claims).toHaveLength(3);
  expect([...new Set(labels)]).toEqual(['ch08']);
});

const [basic, scaled, withClaims] = [
  'todo-db/todo-db',
  'todo-db/3-scaled/todo-db',
  'todo-db/4-replicated-pvc/todo-db-pvc',
];

describe('todo-db', () => {
  const wayOut = "change it back, or delete the StatefulSet first and say so: '# delete first: statefulset/todo-db'";

  test('cannot get claims while it is there, unless it says what goes first', () => {
    expect(found(made(withClaims).all, made(scaled).all)).toEqual([
      [
        'immutable-field',
        '\'spec.volumeClaimTemplates\' must stay absent, got [{"metadata":{"labels":{"kiamol":"ch08"},"name":"data"},"spec":{"accessModes"...; ' +
          wayOut,
      ],
    ]);
  });

  test.each<[string, string, string, string]>([
    ['serviceName', 'todo-db', 'peers', '"todo-db", got "peers"'],
    ['podManagementPolicy', '', 'Parallel', 'absent, got "Parallel"'],
  ])('cannot get another %s while it is there', (field, _, value, words) => {
    const all = made(basic).all;
    (all.find(({ kind }) => kind === 'StatefulSet')?.['spec'] as { [key: string]: unknown })[field] = value;
    expect(found(all, made(basic).all)).toEqual([['immutable-field', `'spec.${field}' must stay ${words}; ${wayOut}`]]);
  });

  test('gets one more server by its number of replicas alone, and while it is there', () => {
    const [two, three] = [made('todo-db/2-replicated/todo-db'), made(scaled)];
    expect(differences(two.one('StatefulSet'), three.one('StatefulSet'))).toEqual(['/spec/replicas']);
    expect(found(three.all, two.all)).toEqual([]);
  });

  test('keeps its scripts and settings when it gets disks', () => {
    expect(made(withClaims).find('ConfigMap')).toEqual(made(scaled).find('ConfigMap'));
  });

  test.each<[string, string, string, string, unknown, string, string]>([
    [
      'a Service with an address',
      basic,
      'Service',
      'spec/clusterIP',
      undefined,
      'headless-service',
      "'spec.serviceName' must name a headless Service, which alone gives each pod a name in DNS, got \"todo-db\"; give a headless Service: one with 'clusterIP: None'",
    ],
    [
      'a claim that nothing mounts',
      withClaims,
      'StatefulSet',
      'spec/volumeClaimTemplates/1',
      {
        metadata: { name: 'wal' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
      'unmounted-claim',
      '\'spec.volumeClaimTemplates[1].metadata.name\' must be mounted by a container, or the data goes with the pod, got "wal"; mount it, or omit it',
    ],
  ])('does not take %s', (_, path, kind, keys, value, rule, message) => {
    expect(changed(path, kind, keys, value)).toEqual([[rule, message]]);
  });

  test('does not take scripts that nobody may execute', () => {
    const volumes = at(made(withClaims).one('StatefulSet'), 'spec', 'template', 'spec', 'volumes') as unknown[];
    const index = volumes.findIndex((volume) => at(volume, 'name') === 'scripts');
    const file = (i: number, name: string): string =>
      `'spec.template.spec.initContainers[${i}].command[0]' must be a file that may be executed, but volume scripts gives it mode 0444, ` +
      `got "/scripts/${name}"; write 'defaultMode: 0555' (365) in the volume`;
    const keys = `spec/template/spec/volumes/${index}/configMap/defaultMode`;
    expect(changed(withClaims, 'StatefulSet', keys, 0o444)).toEqual([
      ['script-mode', file(0, 'wait-service.sh')],
      ['script-mode', file(1, 'initialize-replication.sh')],
    ]);
  });
});

describe('todo-web', () => {
  const [writing, reading] = ['todo-web/todo-web', 'todo-web/2-readonly/todo-web-readonly'];

  test('only reads after a change of its pods alone, which then have the address of the standby', () => {
    const [before, after] = [made(writing), made(reading)];
    expect(after.names).toEqual(['Deployment todo-web']);
    const template = '/spec/template/spec';
    expect(differences(before.one('Deployment'), after.one('Deployment'))).toEqual([
      `${template}/containers/0/env/1`,
      `${template}/volumes/1/secret/items/0/key`,
    ]);
    const item = (from: Manifests): unknown => at(from.one('Deployment'), 'spec', 'template', 'spec', 'volumes', 1);
    const secret = at(before.one('Secret'), 'data');
    const hosts = [before, after].map((from) => {
      const key = String(at(item(from), 'secret', 'items', 0, 'key'));
      return /Server=(.*?)\./.exec(Buffer.from(String(at(secret, key)), 'base64').toString())?.[1];
    });
    expect(hosts).toEqual(['todo-db-0', 'todo-db-1']);
  });
});

describe('todo-db-backup', () => {
  const cronJob = 'todo-db-backup/todo-db-backup-cronjob';

  test('reads the objects that the servers have, and dumps from a standby', () => {
    const servers = made(withClaims);
    const backup = made(cronJob).pod('CronJob').container().spec;
    expect(backup).toMatchObject({
      image: servers.pod('StatefulSet').container('db').spec['image'],
      envFrom: [{ configMapRef: { name: 'todo-db-env' } }],
      env: [
        {
          name: 'PGPASSWORD',
          valueFrom: {
            secretKeyRef: { name: at(made(basic).one('Secret'), 'metadata', 'name'), key: 'POSTGRES_PASSWORD' },
          },
        },
      ],
    });
    expect(String(at(backup, 'command', 2))).toContain('-h $POSTGRES_SECONDARY_FQDN ');
    expect(servers.one('ConfigMap', 'todo-db-env')).toHaveProperty(
      'data.POSTGRES_SECONDARY_FQDN',
      'todo-db-1.todo-db.default.svc.cluster.local',
    );
  });

  test('is stopped by its field alone', () => {
    const stopped = made('todo-db-backup/3-suspended/todo-db-backup-cronjob-suspend');
    expect(differences(made(cronJob).one('CronJob'), stopped.one('CronJob'))).toEqual(['/spec/suspend']);
  });

  test.each<[string, string, unknown, string, string]>([
    [
      'no word on runs that overlap',
      'spec/concurrencyPolicy',
      undefined,
      'overlapping-runs',
      "'spec.concurrencyPolicy' must be said for a job that starts every 2 minutes and may take longer, got nothing; write Forbid or Replace, or Allow where jobs may overlap",
    ],
    [
      'a schedule of four fields',
      'spec/schedule',
      '*/2 * * *',
      'cron-schedule',
      '\'spec.schedule\' must have five fields: minute, hour, day of month, month, day of week, got "*/2 * * *"; write it like "0 3 * * 1-5", or like "@daily"',
    ],
    [
      'pods that are restarted for ever',
      'spec/jobTemplate/spec/template/spec/restartPolicy',
      undefined,
      'restart-policy',
      "'spec.jobTemplate.spec.template.spec.restartPolicy' must be OnFailure or Never in a CronJob, got nothing; write OnFailure, or Never to keep failed pods",
    ],
    [
      'the version of the book',
      'apiVersion',
      'batch/v1beta1',
      'wrong-version',
      '\'apiVersion\' must be served by Kubernetes 1.27 for CronJob, got "batch/v1beta1"; use batch/v1 CronJob',
    ],
  ])('does not take %s', (_, keys, value, rule, message) => {
    expect(changed(cronJob, 'CronJob', keys, value)).toEqual([[rule, message]]);
  });
});

describe('pi-job-random', () => {
  const words = 'got 4; lower it';

  test.each<[string, unknown, string]>([
    ['parallelism', 4, `'spec.parallelism' must be at most 3, as 'completions': no more pods ever run, ${words}`],
    [
      'completions',
      undefined,
      "'spec.completions' must be said beside 'parallelism: 3', unless the pods share a queue and all see its end, got nothing; say how many pods must end well, or acknowledge that they share a queue",
    ],
  ])('does not take other %s', (field, value, message) => {
    expect(changed('pi-job-random/pi-job-random', 'Job', `spec/${field}`, value)).toEqual([
      ['job-parallelism', message],
    ]);
  });

  test('writes in one container what the other reads', () => {
    const pod = made('pi-job-random/pi-job-random').pod('Job');
    const mounts = [pod.container('init-dp'), pod.container('pi')].map(({ spec }) => spec['volumeMounts']);
    expect(mounts).toEqual([
      [{ name: 'init', mountPath: '/init' }],
      [{ name: 'init', mountPath: '/init', readOnly: true }],
    ]);
  });
});

describe('the lab', () => {
  test('has a job that reads the claims of all pods', () => {
    const volumes = at(made('lab/3-disk-calc/disk-calc-job').one('Job'), 'spec', 'template', 'spec', 'volumes');
    expect((volumes as unknown[]).map((volume) => at(volume, 'persistentVolumeClaim', 'claimName'))).toEqual([
      'logs-nginx-0',
      'logs-nginx-1',
      'logs-nginx-2',
    ]);
  });
});
