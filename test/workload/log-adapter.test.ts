import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Size } from 'cdk8s';
import { storage, workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const logs = (): storage.Volume => storage.Volume.emptyDir('logs');

const adapter = (props: Partial<workload.LogAdapterProps> = {}): workload.ContainerProps =>
  workload.LogAdapter.container({ volume: logs(), file: 'app.log', ...props });

/** The pod that runs one adapter. */
function pod(props: Partial<workload.LogAdapterProps> = {}): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [adapter(props)] });
  return podOf(chart);
}

const script = (file: string): string => `trap 'exit 0' TERM
tail -n +1 -F ${file} &
wait $!
`;

test('renders every prop', () => {
  const props: Required<workload.LogAdapterProps> = {
    volume: storage.Volume.emptyDir('logs-dir'),
    file: 'web/access.log',
    name: 'access',
    mountPath: '/var/log/app',
    image: 'busybox:1.36',
    resources: { memory: { limit: Size.mebibytes(16) } },
  };
  expect(pod(props)).toEqual({
    containers: [
      {
        name: 'access',
        image: 'busybox:1.36',
        command: ['sh', '-c', script('/var/log/app/web/access.log')],
        volumeMounts: [{ name: 'logs-dir', mountPath: '/var/log/app', readOnly: true }],
        resources: { limits: { memory: '16Mi' } },
      },
    ],
    volumes: [{ name: 'logs-dir', emptyDir: {} }],
  });
});

test('renders what it needs and no more', () => {
  expect(pod()).toEqual({
    containers: [
      {
        name: 'logger',
        image: 'busybox:1.37.0',
        command: ['sh', '-c', script('/logs-ro/app.log')],
        volumeMounts: [{ name: 'logs', mountPath: '/logs-ro', readOnly: true }],
      },
    ],
    volumes: [{ name: 'logs', emptyDir: {} }],
  });
});

test('reads the volume that the application writes, which the pod lists once', () => {
  const volume = logs();
  const chart = newChart();
  new workload.Deployment(chart, 'Web', {
    containers: [{ image: 'app', mounts: [volume.at('/logs')] }],
    sidecars: [adapter({ volume })],
  });
  expect(podOf(chart)).toMatchObject({ volumes: [{ name: 'logs', emptyDir: {} }] });
});

test('two adapters of one pod follow two files', () => {
  const volume = logs();
  const chart = newChart();
  new workload.Deployment(chart, 'Web', {
    containers: [adapter({ volume, name: 'access', file: 'access.log' })],
    sidecars: [adapter({ volume, name: 'errors', file: 'errors.log' })],
  });
  expect(podOf(chart)).toMatchObject({
    containers: [
      { name: 'access', command: ['sh', '-c', script('/logs-ro/access.log')] },
      { name: 'errors', command: ['sh', '-c', script('/logs-ro/errors.log')] },
    ],
  });
});

/** A word of the command as the container gets it: of two dollar signs the kubelet leaves one. */
const seen = (word: string): string => word.replaceAll('$$', '$');

describe('the file', () => {
  const root = mkdtempSync(join(tmpdir(), 'log-adapter-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test.each([
    'app.log',
    'of today.log',
    "it's.log",
    '"quoted".log',
    '-n',
    '*.log',
    '$HOME.log',
    '$(id).log',
    '`id`.log',
    'back\\slash.log',
    'two\nlines.log',
    'grüße.log',
    'sub folder/app.log',
  ])('may be called %j', (file) => {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `lines of ${file}`);
    const { command: [shell = '', ...args] = [] } = adapter({ mountPath: root, file });
    // The same script, with a `tail` that ends.
    const once = args.map((arg) => seen(arg).replace('tail -n +1 -F', 'cat'));
    const { stdout, stderr } = spawnSync(shell, once);
    expect([stderr.toString(), stdout.toString()]).toEqual(['', `lines of ${file}`]);
  });
});

test.each<[string, Partial<workload.LogAdapterProps>, string]>([
  [
    'the mount path is relative',
    { mountPath: 'logs' },
    "'containers[0].mounts[0].mountPath' must be an absolute path without '..', got \"logs\"; write the path from the root of the container",
  ],
  [
    'the mount path holds a colon',
    { mountPath: '/a:b' },
    "'containers[0].mounts[0].mountPath' must not contain ':', got \"/a:b\"; write the path from the root of the container",
  ],
  [
    'the name is none',
    { name: 'a_b' },
    "'containers[0].name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"a_b\"; choose another name",
  ],
  [
    'the image is none',
    { image: 'a b' },
    "'containers[0].image' must be the name of an image, such as 'nginx:1.30.6-alpine', got \"a b\"; correct the name of the image",
  ],
])('the pod fails when %s', (_, props, words) => {
  expect(messageOf(() => pod(props))).toBe(`[app/Web] ${words}`);
});

describe('gaps', () => {
  test.each(['', '/app.log', '../app.log', 'a/../../b'])('fails when the file is %j', (file) => {
    expect(messageOf(() => adapter({ file }))).toMatch(
      /^\[LogAdapter\] 'file' must be a relative path without '..', got/,
    );
  });

  test('the file may be called with two dollar signs, of which the kubelet would take one', () => {
    expect(seen(adapter({ file: 'a$$b' }).command?.at(-1) ?? '')).toContain("'/logs-ro/a$$b'");
  });
});
