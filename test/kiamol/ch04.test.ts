import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { check, config, data, samples, storage, synth, workload } from 'cdk8s-patterns';
import { configuration } from '../../apps/kiamol/ch04';
import { Chapter } from '../../apps/kiamol/lesson';
import { ContainerView, Manifests } from '../../src/testing';
import { parsed } from '../check/support';
import { manifestsIn } from '../dist';
import { newChart } from '../support';

/** The objects of a system after it and its first steps were applied. */
function applied(system: string, steps: number): Manifests {
  const book = new synth.Folder(new App(), 'kiamol');
  configuration(new Chapter(book, 'ch04'));
  const folder = book.node.findChild('ch04').node.findChild(system);
  const folders = folder.node.children.filter((child) => child instanceof synth.Folder);
  const charts = [folder, ...folders.slice(0, steps)].flatMap(({ node }) =>
    node.children.filter((child) => child instanceof Chart),
  );
  const objects = charts.flatMap((chart) => Manifests.of(chart).all as unknown as Named[]);
  const latest = new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  return Manifests.ofYaml([...latest.values()].map((object) => JSON.stringify(object)).join('\n---\n'));
}

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const container = (system: string, steps: number, name?: string): ContainerView =>
  applied(system, steps).pod('Deployment', name).container();

/** What the checks find in a chart, when every warning counts. */
const found = (chart: Chart): [string, string][] =>
  check.Checks.tree(chart, { strict: true }).findings.map(({ rule, message }) => [rule, message]);

describe('sleep', () => {
  test.each([
    [0, {}],
    [1, { KIAMOL_CHAPTER: '04' }],
    [2, { KIAMOL_CHAPTER: '04', KIAMOL_SECTION: '4.1' }],
    [3, { KIAMOL_CHAPTER: '04', KIAMOL_SECTION: '4.1', KIAMOL_EXERCISE: 'try it now' }],
    [4, { KIAMOL_SECRET: 'shh...' }],
  ])('after %d steps its variables are %j', (steps, env) => {
    expect(container('sleep', steps).env).toEqual(env);
  });

  test('a key that it needs and nobody made is found', () => {
    const chart = newChart();
    const settings = config.ConfigMap.fromConfigMapName(chart, 'Settings', 'sleep-config-literal');
    new samples.Sleep(chart, 'Sleep', { envFrom: [workload.EnvFrom.configMap(settings)] });
    expect(found(chart)).toEqual([
      [
        'missing-object',
        "'spec.template.spec.containers[0].envFrom[0].configMapRef.name' must name a ConfigMap in namespace default that is in the manifests or declared, got \"sleep-config-literal\"; correct the name, or declare it with declare.External.configMap(chart, 'sleep-config-literal')",
      ],
    ]);
  });
});

describe('todo-list', () => {
  const page = '{\n  "ConfigController": {\n    "Enabled": true\n  }\n}';
  const logging = '{\n  "Logging": {\n    "LogLevel": {\n      "ToDoList.Pages": "Debug"\n    }\n  }\n}';

  test.each([
    [0, {}],
    [1, { '/app/config/config.json': page }],
    [2, { '/app/config/config.json': page, '/app/config/logging.json': logging }],
    [3, { '/app/config/config.json': page }],
  ])('after %d steps its files are %j', (steps, files) => {
    expect(container('todo-list', steps).files).toEqual(files);
  });

  test('the step with new settings leaves the pods as they are', () => {
    const pods = (steps: number): unknown => applied('todo-list', steps).one('Deployment');
    expect(pods(2)).toEqual(pods(1));
  });

  test('settings over the program of the image are refused', () => {
    const chart = newChart();
    const settings = new config.ConfigMap(chart, 'Config', {
      metadata: { name: 'todo-web-config-dev' },
      data: { 'config.json': page },
    });
    new workload.Deployment(chart, 'TodoWeb', {
      metadata: { name: 'todo-web' },
      labels: { app: 'todo-web' },
      containers: [
        {
          name: 'web',
          image: 'kiamol/ch04-todo-list',
          mounts: [storage.Volume.configMap('config', settings).at('/app', { readOnly: true })],
        },
      ],
    });
    expect(found(chart)).toEqual([
      [
        'hidden-program',
        '\'spec.template.spec.containers[0].volumeMounts[0].mountPath\' must not hide the directory where images keep their program (the volume has config.json), got "/app"; mount it in a directory of its own, such as /app/config',
      ],
    ]);
  });
});

describe('todo-list-test', () => {
  test('its pages connect with the password that the database reads from its file', () => {
    const { files } = container('todo-list-test', 0, 'todo-web-test');
    const password = container('todo-list-test', 0, 'todo-db').files['/secrets/postgres_password'];
    expect(password).toBe('kiamol-2*2*');
    expect(JSON.parse(files['/app/secrets/secrets.json'] ?? '')).toEqual({
      ConnectionStrings: { ToDoDb: `Server=todo-db;Database=todo;User Id=postgres;Password=${password};` },
    });
    expect(files['/app/config/config.json']).toBe('{\n  "Database": {\n    "Provider": "Postgres"\n  }\n}');
  });

  test('its Secret is data, so that the annotation of kubectl has no plain text', () => {
    expect(applied('todo-list-test', 0).one('Secret', 'todo-db-secret-test')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'todo-db-secret-test' },
      type: 'Opaque',
      data: { POSTGRES_PASSWORD: 'a2lhbW9sLTIqMio=' },
    });
  });

  test('a password that is changed in one place only is found', () => {
    const chart = newChart();
    const secret = new config.Secret(chart, 'Password', { metadata: { name: 'pw' }, stringData: { KEY: 'new' } });
    const container = data.PostgresContainer.container({
      image: 'postgres:11.6-alpine',
      password: { secret, key: 'KEY' },
    });
    new workload.Deployment(chart, 'Db', {
      metadata: { name: 'todo-db' },
      containers: [{ ...container, ports: [{ number: 5432 }] }],
    }).expose();
    new config.Secret(chart, 'Web', {
      metadata: { name: 'web' },
      stringData: { 'secrets.json': '{"ToDoDb": "Server=todo-db;Database=todo;User Id=postgres;Password=old;"}' },
    });
    expect(found(chart)).toEqual([
      [
        'credential-mismatch',
        '\'data["secrets.json"]\' must have the password that user postgres has in Deployment todo-db, to which todo-db leads, got another one; give both the same value, best from one Secret',
      ],
    ]);
  });
});

test('a password in a variable is what all processes of the database see', () => {
  expect(container('todo-db-password-env', 0).env).toEqual({ POSTGRES_PASSWORD: 'kiamol-2*2*' });
});

test('a password of which only the name is known is filled in by the cluster', () => {
  const manifests = applied('todo-db-external-secret', 0);
  expect(manifests.names).toEqual(['Deployment todo-db', 'Service todo-db']);
  expect(manifests.pod('Deployment').container().files).toEqual({
    '/secrets/postgres_password': '<Secret todo-db-secret-test, key POSTGRES_PASSWORD>',
  });
});

test('a release reads the version of the settings that was made for it, and the old one stays', () => {
  const settings = (level: string): string =>
    `{\n  "Logging": {\n    "LogLevel": {\n      "Default": "${level}"\n    }\n  }\n}`;
  const files = [1, 2, 3].map((steps) => container('versioned-config', steps).files['/app/config/config.json']);
  expect(files).toEqual([settings('Warning'), settings('Warning'), settings('Debug')]);
  expect(applied('versioned-config', 3).find('ConfigMap')).toHaveLength(2);
});

test('the page for databases knows nothing at first, then its server and its looks', () => {
  expect([0, 1].map((steps) => container('adminer', steps, 'adminer').env)).toEqual([
    {},
    { ADMINER_DEFAULT_SERVER: 'adminer-postgres', ADMINER_DESIGN: 'price' },
  ]);
});

describe('in the order in which kubectl applies a folder and its steps', () => {
  const folder = join(__dirname, '../snapshots/kiamol/ch04');
  const systems = new Set(manifestsIn(folder).map((path) => path.split('/')[0] ?? ''));

  test.each([...systems])('%s has settings before the pods that read them', (system) => {
    const paths = manifestsIn(join(folder, system)).sort((a, b) => order(a) - order(b));
    const there = new Set(system === 'todo-db-external-secret' ? ['Secret todo-db-secret-test'] : []);
    for (const object of paths.flatMap((path) => parsed(readFileSync(join(folder, system, path), 'utf8')) as Named[])) {
      expect(there).toEqual(new Set([...there, ...readBy(object)]));
      there.add(`${object.kind} ${object.metadata.name}`);
    }
  });
});

/** Folders before their steps; within a folder the order of names. */
const order = (path: string): number => (dirname(path) === '.' ? 0 : Number.parseInt(path, 10));

/** The ConfigMaps and Secrets that an object names. */
function readBy(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value as { [key: string]: { name?: string; secretName?: string } | null }).flatMap(
    ([key, source]) => {
      const kind = /^(configMap|secret)(Ref|KeyRef)?$/.exec(key)?.[1];
      const name = source?.secretName ?? source?.name;
      return kind === undefined || name === undefined ? [] : [`${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${name}`];
    },
  );
  return [...own, ...Object.values(value).flatMap(readBy)];
}
