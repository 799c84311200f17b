// Measures programs: each measurement is a process of its own, as users run them, with an output folder of its own.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHELL = 'TIMEFORMAT="%R %U %S"; time "$@"';

/** Temporary folders: in memory where the system has such, and on a disk. Removed when this process ends. */
const folders = { memory: folderIn('/dev/shm'), disk: folderIn(tmpdir()) };
folders.memory ??= folders.disk;
export const { memory: temporary, disk } = folders;
process.on('exit', () => [temporary, disk].forEach((folder) => rmSync(folder, { recursive: true, force: true })));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

function folderIn(parent) {
  return existsSync(parent) ? mkdtempSync(join(parent, 'cdk8s-patterns-bench-')) : undefined;
}

/** A program that prints its times and its memory as JSON; `file` lies in `child`. */
export function node(file, options, folder = temporary) {
  const script = join(import.meta.dirname, 'child', file);
  const args = (out) => [script, JSON.stringify({ ...options, out })];
  return { file: process.execPath, args, reports: true, folder };
}

/** A program whose output is its text. */
export function command(file, ...args) {
  return { file, args: () => args, reports: false, folder: temporary };
}

/**
 * Runs a program once. The times of `program` are those of its whole process; all times are milliseconds.
 *
 * @param look sees the output folder and the text that was printed
 */
export function measure({ file, args, reports, folder }, look) {
  const out = mkdtempSync(join(folder, 'out-'));
  const printed = `${out}.txt`;
  try {
    const { status, signal, stderr } = run([file, ...args(out)], printed);
    if (status !== 0)
      throw new Error(`${file} must succeed, got ${signal ?? `status ${status}`}\n${stderr.slice(-4000)}`);
    const [wall, user, system] = stderr
      .trim()
      .split('\n')
      .at(-1)
      .split(' ')
      .map((seconds) => Number(seconds) * 1000);
    look?.(out, printed);
    const report = reports ? JSON.parse(readFileSync(printed, 'utf8')) : {};
    return { ...report, program: { wall, cpu: user + system } };
  } finally {
    for (const path of [out, printed]) rmSync(path, { recursive: true, force: true });
  }
}

/** Writes to a file, so that nobody has to read while the time runs. */
function run(words, printed) {
  const stdout = openSync(printed, 'w');
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    LC_ALL: 'C',
    HELM_CACHE_HOME: temporary,
    HELM_CONFIG_HOME: temporary,
  };
  try {
    const stdio = ['ignore', stdout, 'pipe'];
    return spawnSync('bash', ['-c', SHELL, 'bash', ...words], { stdio, env, encoding: 'utf8' });
  } finally {
    closeSync(stdout);
  }
}
