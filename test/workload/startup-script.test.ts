import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Size } from 'cdk8s';
import { storage, workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const SCRIPT = '#!/bin/sh\nexec app --web\n';

const startup = (props: Partial<workload.StartupScriptProps> = {}): workload.StartupScript =>
  new workload.StartupScript({ script: SCRIPT, ...props });

function pod(props: Partial<workload.StartupScriptProps>, application: workload.ContainerProps): unknown {
  const chart = newChart();
  const made = startup(props);
  new workload.Deployment(chart, 'Web', {
    initContainers: [made.container],
    containers: [made.start(application)],
  });
  return podOf(chart);
}

test('renders every prop', () => {
  const props: Required<workload.StartupScriptProps> = {
    script: '#!/bin/bash -e\nrun\n',
    path: '/opt/start/run.sh',
    name: 'script',
    volumeName: 'start',
    image: 'example.com/tools:1',
    resources: { memory: { limit: Size.mebibytes(16) } },
  };
  const cache = storage.Volume.emptyDir('cache').at('/cache');
  expect(pod(props, { image: 'app', args: ['--web'], mounts: [cache] })).toEqual({
    initContainers: [
      {
        name: 'script',
        image: 'example.com/tools:1',
        command: ['sh', '-c', `printf '%s' "$SCRIPT" > /opt/start/run.sh && chmod +x /opt/start/run.sh`],
        env: [{ name: 'SCRIPT', value: '#!/bin/bash -e\nrun\n' }],
        resources: { limits: { memory: '16Mi' } },
        volumeMounts: [{ name: 'start', mountPath: '/opt/start' }],
      },
    ],
    containers: [
      {
        name: 'app',
        image: 'app',
        command: ['/opt/start/run.sh'],
        args: ['--web'],
        volumeMounts: [
          { name: 'cache', mountPath: '/cache' },
          { name: 'start', mountPath: '/opt/start', readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'start', emptyDir: {} },
      { name: 'cache', emptyDir: {} },
    ],
  });
});

test('renders what it needs and no more', () => {
  expect(pod({}, { image: 'app' })).toEqual({
    initContainers: [
      {
        name: 'init-script',
        image: 'busybox:1.37.0',
        command: ['sh', '-c', `printf '%s' "$SCRIPT" > /init/startup.sh && chmod +x /init/startup.sh`],
        env: [{ name: 'SCRIPT', value: SCRIPT }],
        volumeMounts: [{ name: 'init-dir', mountPath: '/init' }],
      },
    ],
    containers: [
      {
        name: 'app',
        image: 'app',
        command: ['/init/startup.sh'],
        volumeMounts: [{ name: 'init-dir', mountPath: '/init', readOnly: true }],
      },
    ],
    volumes: [{ name: 'init-dir', emptyDir: {} }],
  });
});

describe('the script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'startup-script-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['quotes', `echo "it's"`],
    ['what looks like a format', `echo '100% %s \\n'`],
    ['what Kubernetes would replace', `echo '$$5 $(NAME)'`],
    ['several lines', 'cd /app\n\nexec app\n'],
  ])('is written as it stands, and may be executed: %s', (_, lines) => {
    const path = join(folder, "run it's.sh");
    const script = `#!/bin/cat\n${lines}`;
    const { command: [shell = '', ...args] = [], env = {} } = startup({ path, script }).container;
    const seen = (word: string): string => word.replaceAll('$$', '$');
    const variables = { PATH: process.env['PATH'], SCRIPT: seen(env['SCRIPT'] ?? '') };
    expect(spawnSync(shell, args.map(seen), { env: variables }).status).toBe(0);
    expect(spawnSync(path).stdout.toString()).toBe(script);
  });

  test.each(['#!/bin/sh', '#! /bin/sh -e\n', '#!/usr/bin/env python3\nprint(1)'])('may be %j', (script) => {
    expect(startup({ script }).container.env).toEqual({ SCRIPT: script });
  });

  test.each([
    ['', ''],
    ['exec app', 'exec app'],
    ['\n#!/bin/sh', ''],
    ['#!/bin/sh\r\nexec app', '#!/bin/sh\\r'],
    ['#!sh\nexec app', '#!sh'],
    ['# !/bin/sh', '# !/bin/sh'],
  ])('fails as %j, which no system can start', (script, first) => {
    expect(messageOf(() => startup({ script }))).toBe(
      `[StartupScript] 'script' must name its program in its first line, got "${first}"; begin it with '#!/bin/sh'`,
    );
  });

  test('fails when it is larger than a variable may be', () => {
    expect(messageOf(() => startup({ script: `#!/bin/sh\n${'x'.repeat(131072)}` }))).toMatch(
      /^\[StartupScript\] 'script' must be a text of less than 131000 bytes, none of them 0, got .*; give a shorter script$/,
    );
  });
});

test.each([
  ['init/startup.sh', "must be an absolute path without '..'", 'write the path from the root of the container'],
  ['/a/../startup.sh', "must be an absolute path without '..'", 'write the path from the root of the container'],
  ...['/startup.sh', '/init/', '/init//startup.sh', '/'].map((path) => [
    path,
    'must be a file in a folder of its own',
    "write it like '/init/startup.sh'",
  ]),
])('fails when the path is %j', (path, rule, wayOut) => {
  expect(messageOf(() => startup({ path }))).toBe(`[StartupScript] 'path' ${rule}, got "${path}"; ${wayOut}`);
});

test('fails when the application has a command of its own', () => {
  expect(messageOf(() => startup().start({ image: 'app', command: ['run'] }))).toBe(
    `[StartupScript] 'command' must not be set beside a startup script, got ["run"]; write it into the script`,
  );
});

test('changes nothing of the application that it is given', () => {
  const application = { image: 'app', mounts: [] };
  startup().start(application);
  expect(application).toEqual({ image: 'app', mounts: [] });
});
