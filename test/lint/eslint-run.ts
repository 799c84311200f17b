import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const repo = resolve(__dirname, '../..');
const eslint = join(repo, 'node_modules/eslint/bin/eslint.js');

interface Result {
  readonly filePath: string;
  readonly messages: { readonly ruleId: string | null; readonly line: number; readonly message: string }[];
}

/**
 * Lints files as if this repository held no others, and returns for each the findings as `line rule`.
 * The command itself is run, in a folder on disk: Jest cannot import a configuration, and typed rules want real files.
 */
export async function lint(files: [name: string, text: string][]): Promise<Map<string, string[]>> {
  const root = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    for (const name of ['eslint.config.mjs', 'tsconfig.json', 'tsconfig.dev.json'])
      cpSync(join(repo, name), join(root, name));
    symlinkSync(join(repo, 'node_modules'), join(root, 'node_modules'));
    for (const [file, text] of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const results = await run(
      root,
      files.map(([file]) => file),
    );
    return new Map(
      results.map(({ filePath, messages }) => [
        relative(root, filePath),
        messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`),
      ]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function run(cwd: string, files: string[]): Promise<Result[]> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [eslint, '--format', 'json', ...files], { cwd });
    return JSON.parse(stdout) as Result[];
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    if (code !== 1) throw new Error(stderr, { cause: error }); // 1: there are findings
    return JSON.parse(stdout) as Result[];
  }
}
