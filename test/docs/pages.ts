import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { manifestsIn } from '../dist';
import { messageOf } from '../support';

const REPOSITORY = join(__dirname, '../..');
const GUIDE = join(REPOSITORY, 'docs/guide');
const PROGRAMS = join(__dirname, 'programs');

/** A block of code of a page. */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
  /** The file that it is part of, as its first line names it: `// apps/pi.ts`, `# dist/pi.k8s.yaml`. */
  readonly file?: string;
  /** The block before it on the page. */
  readonly before?: Block;
}

/** What a program did. */
export interface Run {
  /** What it threw, without its stack. */
  readonly message: string;
  /** What it wrote: texts by path, such as `dist/shop.k8s.yaml`. */
  readonly files: Map<string, string>;
}

/** The names of the pages of the guide. */
export const pages = readdirSync(GUIDE).sort();

/** The text of a page. */
export function textOf(page: string): string {
  return readFileSync(join(GUIDE, page), 'utf8');
}

/** The blocks of code of all pages, in their order. */
export function blocks(): Block[] {
  return pages.flatMap((page) => {
    const found: Block[] = [];
    for (const [, language = '', text = ''] of textOf(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
      const [, file] = /^(?:\/\/|#) ((?:apps|dist|src)\/\S+)\n/.exec(text) ?? [];
      found.push({
        page,
        language,
        text: file === undefined ? text : text.slice(text.indexOf('\n') + 1),
        file,
        before: found.at(-1),
      });
    }
    return found;
  });
}

/** The programs that the guide shows, by their texts. */
export const programs = new Map(
  readdirSync(PROGRAMS).map((name) => [readFileSync(join(PROGRAMS, name), 'utf8'), name.replace(/\.ts$/, '')]),
);

const runs = new Map<string, Run>();

/** Runs a program, once. */
export function runOf(name: string): Run {
  const run = runs.get(name) ?? runProgram(name);
  runs.set(name, run);
  return run;
}

/** The text of a file of the repository. */
export function fileOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

/** Whether the lines of `part` stand one after the other in `whole`, at whatever depth. */
export function contains(whole: string, part: string): boolean {
  const lines = part.trimEnd().split('\n');
  return whole.split('\n').some((line, i, all) => {
    const depth = line.indexOf(lines[0] ?? '');
    const margin = ' '.repeat(Math.max(depth, 0));
    return depth >= 0 && lines.every((wanted, j) => all[i + j] === (wanted === '' ? '' : `${margin}${wanted}`));
  });
}

function runProgram(name: string): Run {
  const outdir = mkdtempSync(join(tmpdir(), 'guide-'));
  process.env.CDK8S_OUTDIR = outdir;
  const thrown = (): unknown => jest.requireActual(join(PROGRAMS, name));
  let message = '';
  try {
    message = messageOf(thrown);
  } catch {
    // It ran to its end.
  }
  const files = new Map(
    manifestsIn(outdir).map((path) => [join('dist', path), readFileSync(join(outdir, path), 'utf8')]),
  );
  rmSync(outdir, { recursive: true });
  return { message: message.replaceAll(`${relative(process.cwd(), PROGRAMS)}/${name}.ts`, 'main.ts'), files };
}
