// Starts programs in process groups of their own and stops all of them when this process ends, however it ends.
import { AsyncLocalStorage } from 'node:async_hooks';
import { ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that was started. */
export interface Running {
  readonly name: string;
  readonly pid: number;
  /** The file that holds its output. */
  readonly log: string;
  /** Whether it still runs. */
  alive(): boolean;
  /** Its exit code; 128 when a signal ended it. */
  readonly exit: Promise<number>;
  /** Ends its whole process group, and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** How a program is started. */
export interface StartOptions {
  /** Where it runs, and where `logs/<name>.log` is written. */
  readonly dir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The name of the log. */
  readonly name?: string;
}

const running = new Set<ChildProcess>();

/** Those of `output`, with what is fulfilled when they and their children are gone. */
const asked = new Map<ChildProcess, Promise<unknown>>();

/** Starts a program. It is killed by the kernel when this process dies without a word. */
export function start(program: string, args: string[], { dir, env, name = basename(program) }: StartOptions): Running {
  if (ending !== undefined) throw new Error(`${program} is not started: the tests are ending`);
  mkdirSync(join(dir, 'logs'), { recursive: true });
  const log = join(dir, 'logs', `${name}.log`);
  const output = openSync(log, 'a');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    cwd: dir,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  if (child.pid === undefined) throw new Error(`${program} does not start`);
  running.add(child);
  const exit = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return (code as number | null) ?? 128;
  });
  return {
    name,
    pid: child.pid,
    log,
    exit,
    alive: () => running.has(child),
    stop: async (signal = 'SIGKILL') => {
      killGroup(child, signal);
      const late = setTimeout(() => killGroup(child, 'SIGKILL'), 20_000);
      await exit;
      clearTimeout(late);
      killGroup(child, 'SIGKILL'); // what it left behind
    },
  };
}

/** What a program printed. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its exit code. Once the tests are ending, only clean-ups get an answer. */
export async function output(program: string, args: string[], input = '', timeout = 120_000): Promise<Output> {
  if (isTooLate()) return never;
  const child = spawn(program, args, { detached: true });
  child.stdin.on('error', () => undefined); // it may end before it has read all
  child.stdin.end(input);
  let killed = '';
  const late = setTimeout(() => {
    killed = `\nkilled after ${timeout} ms\n`;
    killGroup(child, 'SIGKILL');
  }, timeout);
  const all = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  asked.set(child, all);
  try {
    const [[code], stdout, stderr] = await all;
    if (isTooLate()) return never;
    return { code: (code as number | null) ?? 128, stdout, stderr: stderr + killed };
  } catch (error) {
    throw new Error(`${program} does not start: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(late);
    asked.delete(child);
  }
}

/** The answer to a test that nobody waits for any more. */
const never = new Promise<Output>(() => undefined);
const isTooLate = () => ending !== undefined && cleaning.getStore() !== true;

/** Waits for something that cannot be watched: tries again until `attempt` gives true. Fails when one of `needed` ends, or too late. */
export async function until(
  what: string,
  attempt: () => Promise<boolean> | boolean,
  { seconds = 60, needed = [] as Running[] } = {},
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await attempt())) {
    const ended = needed.find((program) => !program.alive());
    if (ended) throw new Error(`${ended.name} ended while waiting for ${what}:\n${tail(ended.log)}`);
    if (Date.now() > deadline) {
      throw new Error(
        [`no ${what} within ${seconds} s`, ...needed.map((p) => `${p.name}:\n${tail(p.log)}`)].join('\n'),
      );
    }
    await pause(100);
  }
}

/** The last lines of a log. */
export function tail(log: string, lines = 5): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Ports of this machine that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

const cleanups: (() => Promise<void> | void)[] = [];
let ending: Promise<void> | undefined;
const cleaning = new AsyncLocalStorage<true>();

/** Has `cleanup` run when all tests have ended, also after a failure or a signal; the last one added runs first. */
export function atEnd(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

/** Runs what `atEnd` was given, and ends all programs that still run. From then on none can be started. */
export function cleanUp(): Promise<void> {
  return (ending ??= cleaning.run(true, runCleanups));
}

async function runCleanups(): Promise<void> {
  for (const child of asked.keys()) killGroup(child, 'SIGKILL');
  await Promise.allSettled(asked.values());
  for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) {
    try {
      await cleanup();
    } catch (error) {
      process.exitCode = 1;
      console.error('clean-up failed:', error);
    }
  }
  killAll();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending === undefined) console.error(`\n${signal}: stopping all that was started`);
    (process as EventEmitter).emit('interrupted'); // for the reporter
    void cleanUp().finally(() => process.exit(1));
  });
}
process.on('exit', killAll);

function killAll(): void {
  for (const child of [...running, ...asked.keys()]) killGroup(child, 'SIGKILL');
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    child.kill(signal); // its group is gone
  }
}
