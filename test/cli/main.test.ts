import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_MAP, podReading } from './support';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'src/cli/main.ts');

test('runs as a program: reads a pipe, prints without colours, exits with the status', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), MAIN, 'check'],
    { input: `${CONFIG_MAP}---\n${podReading('settings', 'b')}`, encoding: 'utf8', cwd: ROOT },
  );
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^Pod web in namespace default\n {2}error missing-key\n/);
  expect(stdout).toMatch(/\n1 error, 0 warnings in 2 objects\n$/);
  expect(stdout).not.toContain('\u001b');
}, 30_000);

test('says which program runs it', () => {
  expect(readFileSync(MAIN, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { bin: object };
  expect(bin).toEqual({ 'cdk8s-patterns': 'lib/cli/main.js' });
});
