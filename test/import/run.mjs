// Uses the built library as a stranger does: packs it, installs it into an empty project, compiles and runs the programs
// of this folder there (the README shows them), and compares the objects in their YAML with expected.txt.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const repo = join(here, '../..');
const programs = readdirSync(here).filter((file) => file.endsWith('.ts'));
const project = mkdtempSync(join(tmpdir(), 'import-'));

const run = (cwd, command, ...args) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function pack() {
  assert(existsSync(join(repo, 'lib/index.js')), 'nothing is built: run `npm run build` first');
  const packed = run(repo, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', project);
  const [{ filename, size }] = JSON.parse(packed);
  assert(size < 2_000_000, `the tarball has ${size} bytes, 2 MB are allowed`);
  return `./${filename}`;
}

function install(tarball) {
  const { devDependencies } = JSON.parse(readFileSync(join(repo, 'package.json'), 'utf8'));
  const pinned = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  run(project, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...pinned);
}

function compile(files) {
  const compilerOptions = { strict: true, target: 'es2022', module: 'node16', skipLibCheck: false, types: ['node'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  run(project, process.execPath, 'node_modules/typescript/bin/tsc');
}

function compileAndRun() {
  for (const file of programs) cpSync(join(here, file), join(project, file));
  compile(programs);
  for (const file of programs) run(project, process.execPath, file.replace('.ts', '.js'));
}

/** Names that a module of the modern kind imports, and the command. */
function importAndCheck() {
  const program = "import { check, data, synth } from 'cdk8s-patterns'; new synth.App(); check.Report; data.Postgres;";
  run(project, process.execPath, '--input-type=module', '--eval', program);
  const summary = run(project, 'npx', '--no-install', 'cdk8s-patterns', 'check', 'dist').trim().split('\n').at(-1);
  assert.match(summary, /^0 errors, /);
}

/** Moves an ordinary program of cdk8s over by its import of `App`: it writes the same files, numbered only where it matters. */
function moveOver() {
  const stock = readFileSync(join(here, 'moved/stock.ts'), 'utf8');
  const moved = stock.replace("import { App } from 'cdk8s'", "import { App } from 'cdk8s-patterns/synth'");
  assert.notEqual(moved, stock);
  writeFileSync(join(project, 'stock.ts'), stock);
  writeFileSync(join(project, 'moved.ts'), moved);
  compile(['stock.ts', 'moved.ts']);
  const [before, after] = ['stock', 'moved'].map((name) => {
    const outdir = join(project, `out-${name}`);
    execFileSync(process.execPath, [`${name}.js`], {
      cwd: project,
      env: { ...process.env, CDK8S_OUTDIR: outdir },
      stdio: 'inherit',
    });
    return readdirSync(outdir)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file.replace(/^\d+-/, ''), readFileSync(join(outdir, file), 'utf8')]);
  });
  assert.deepEqual(after, before);
  const [stdout, movedStdout] = ['stock', 'moved'].map((name) => cli(name, '--stdout'));
  assert.match(stdout, /^kind: Ingress$/m);
  assert.equal(movedStdout, stdout);
  const [chart, movedChart] = ['stock', 'moved'].map((name) => {
    cli(name, '--format', 'helm', '--chart-version', '1.0.0', '--output', `helm-${name}`);
    const read = (file) => readFileSync(join(project, `helm-${name}`, file), 'utf8');
    const templates = readdirSync(join(project, `helm-${name}/templates`)).filter((file) => file.endsWith('.yaml'));
    return [read('Chart.yaml'), templates.map((file) => [file.replace(/^\d+-/, ''), read(`templates/${file}`)])];
  });
  assert.equal(chart[1].length, 2);
  assert.deepEqual(movedChart, chart);
}

/** What the cdk8s command prints for a program. */
function cli(name, ...options) {
  const command = join(repo, 'node_modules/cdk8s-cli/bin/cdk8s');
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const stdio = ['ignore', 'pipe', 'inherit'];
  const args = [command, 'synth', '--app', `node ${name}.js`, ...options];
  return execFileSync(process.execPath, args, { cwd: project, env, encoding: 'utf8', stdio });
}

function objects() {
  const { Yaml } = createRequire(join(project, 'package.json'))('cdk8s');
  const files = readdirSync(join(project, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.k8s.yaml'),
  );
  return files
    .flatMap((file) => Yaml.load(join(project, 'dist', file)))
    .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

try {
  install(pack());
  compileAndRun();
  importAndCheck();
  moveOver();
  const expected = readFileSync(join(here, 'expected.txt'), 'utf8').trim().split('\n');
  assert.deepEqual(objects().sort(), expected.sort());
  console.log(`import test: ${expected.length} objects as expected`);
} finally {
  rmSync(project, { recursive: true });
}
