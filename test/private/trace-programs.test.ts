import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CompilerOptions, ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { marked, Place } from '../trace/marked';

const repo = join(__dirname, '../..');
const programs = join(repo, 'test/trace');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trace-')));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines that a program prints, run by Node with these options. */
function run(program: string, ...options: string[]): unknown {
  const env = { ...process.env, NODE_OPTIONS: '', CDK8S_PATTERNS_TRACE: '' };
  return JSON.parse(execFileSync(process.execPath, [...options, program], { cwd: repo, env, encoding: 'utf8' }));
}

function compile(source: string, target: string, options: CompilerOptions): void {
  const compilerOptions = { target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, ...options };
  const text = readFileSync(source, 'utf8');
  const { outputText, sourceMapText } = transpileModule(text, { compilerOptions, fileName: basename(source) });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, outputText);
  if (sourceMapText !== undefined) writeFileSync(`${target}.map`, sourceMapText);
}

/** A project of plain JavaScript that holds the trace as a package does, without maps. */
function javaScriptProject(): string {
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  for (const file of ['trace', 'trace/frames', 'trace/source-map']) {
    compile(join(repo, `src/private/${file}.ts`), join(folder, `lib/private/${file}.js`), {});
  }
  for (const [place, options] of [
    ['external', { sourceMap: true }],
    ['inline', { inlineSourceMap: true }],
  ] as const) {
    compile(join(programs, 'shop.ts'), join(folder, place, 'shop.js'), { ...options, removeComments: true });
  }
  cpSync(join(programs, 'javascript.mjs'), join(folder, 'javascript.mjs'));
  return join(folder, 'javascript.mjs');
}

/** The lines of shop.ts, as if it lay in that folder. */
function shopIn(place: string): Place[] {
  return ['chart', 'part'].map((mark) => ({
    ...marked(join(programs, 'shop.ts'), mark),
    file: join(place, 'shop.ts'),
  }));
}

test('lines of a program that tsx runs are those of its TypeScript', () => {
  expect(run(join(programs, 'typescript.ts'), '--import', 'tsx')).toEqual(shopIn(programs));
});

describe('lines of compiled JavaScript, called from an ES module, are those of the TypeScript', () => {
  const program = javaScriptProject();
  const lines = [marked(program, 'module'), ...shopIn(join(folder, 'external')), ...shopIn(join(folder, 'inline'))];

  test('by the source maps that the files name', () => {
    expect(run(program)).toEqual(lines);
  });

  test('when Node maps them itself', () => {
    expect(run(program, '--enable-source-maps')).toEqual(lines);
  });
});
