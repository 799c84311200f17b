import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { filesIn, outputFolders } from './output-folder';

const outputFolder = outputFolders();

/** Ends a process that synthesizes two states in turn, some milliseconds after both were written once. */
async function ended(signal: NodeJS.Signals, after: number): Promise<{ [path: string]: string }> {
  const outdir = outputFolder();
  const program = join(__dirname, 'ended.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, outdir], {
    env: { ...process.env, TSX_TSCONFIG_PATH: join(__dirname, '../../tsconfig.dev.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const last = globalThis.setTimeout(() => child.kill('SIGKILL'), 20_000); // then the expected signal was lost
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await once(child.stdout, 'data');
  await setTimeout(after);
  child.kill(signal);
  expect((await exit)[1]).toBe(signal);
  clearTimeout(last);
  return filesIn(outdir);
}

test('a synth that is ended leaves the old files or the new ones, never a mix', async () => {
  const delays = [0, 3, 7, 12, 18, 25];
  const runs = await Promise.all(delays.map((after, i) => ended(i % 2 === 0 ? 'SIGTERM' : 'SIGINT', after)));
  for (const files of runs) {
    const whole = Object.entries(files).filter(([path]) => !path.startsWith('.cdk8s-patterns-'));
    const states = new Set(whole.map(([, text]) => /state: (\w+)/.exec(text)?.[1]));
    expect([...states]).toHaveLength(1);
    expect(whole).toHaveLength(60);
  }
}, 30_000);
