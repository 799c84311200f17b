import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppProps } from '../../src/synth';
import { writeAll } from '../../src/synth/private/output';
import { filesIn, outputFolders, unchecked } from './output-folder';

const outputFolder = outputFolders();

/** Synthesizes charts, each of one object, in the way of a process of its own; `folder/chart` lies in a folder. */
function synth(outdir: string, paths: string[], props: AppProps = {}): void {
  jest.isolateModules(() => {
    const own = jest.requireActual<typeof import('../../src/synth')>('../../src/synth');
    const app = new own.App({ outdir, checks: own.CheckLevel.OFF, ...props });
    for (const path of paths) {
      const [chart = '', folder] = path.split('/').reverse();
      const scope = folder === undefined ? app : (app.node.tryFindChild(folder) ?? new own.Folder(app, folder));
      new ApiObject(new Chart(scope, chart), 'Object', {
        apiVersion: 'v1',
        kind: 'Foo',
        metadata: { name: chart },
      });
    }
    app.synth();
  });
}

const LIST = '.cdk8s-patterns';

test('removes what an earlier synth wrote, and folders that are empty then', () => {
  const outdir = outputFolder();
  synth(outdir, ['a', 'b', 'x/c', 'y/d']);
  writeFileSync(join(outdir, 'y', 'notes.txt'), 'of others');

  synth(outdir, ['a']);

  expect(Object.keys(filesIn(outdir))).toEqual(['a.k8s.yaml', 'y/notes.txt']);
  expect(readdirSync(outdir)).toEqual([LIST, 'a.k8s.yaml', 'y']);
});

test('leaves files of others, and those that somebody changed', () => {
  const outdir = outputFolder();
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'other.k8s.yaml'), 'of others');
  synth(outdir, ['a', 'b']);
  writeFileSync(join(outdir, 'b.k8s.yaml'), 'changed');

  synth(outdir, ['a']);
  synth(outdir, ['a']);

  expect(filesIn(outdir)).toMatchObject({ 'b.k8s.yaml': 'changed', 'other.k8s.yaml': 'of others' });
});

test('writes nothing when nothing changed', () => {
  const outdir = outputFolder();
  synth(outdir, ['a', 'x/b']);
  const paths = ['.', LIST, 'a.k8s.yaml', 'x', 'x/b.k8s.yaml'].map((path) => join(outdir, path));
  for (const path of paths) utimesSync(path, 1, 1);

  synth(outdir, ['a', 'x/b']);

  expect(paths.map((path) => statSync(path).mtimeMs)).toEqual(paths.map(() => 1000));
});

test('writes only what changed', () => {
  const outdir = outputFolder();
  synth(outdir, ['a', 'b']);
  for (const file of ['a.k8s.yaml', 'b.k8s.yaml']) utimesSync(join(outdir, file), 1, 1);
  writeFileSync(join(outdir, 'b.k8s.yaml'), 'changed');

  synth(outdir, ['a', 'b']);

  expect(statSync(join(outdir, 'a.k8s.yaml')).mtimeMs).toBe(1000);
  expect(filesIn(outdir)['b.k8s.yaml']).toContain('name: b');
});

test('keeps the list of its files in a format that sha256sum checks', () => {
  const outdir = outputFolder();
  synth(outdir, ['b', 'a']);

  const hash = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(outdir, file)))
      .digest('hex');
  expect(readFileSync(join(outdir, LIST), 'utf8')).toBe(
    `${hash('a.k8s.yaml')}  a.k8s.yaml\n${hash('b.k8s.yaml')}  b.k8s.yaml\n`,
  );
});

test('removes the list with its last file, and leaves an empty folder as cdk8s does', () => {
  const outdir = outputFolder();
  synth(outdir, ['a']);
  synth(outdir, []);

  expect(readdirSync(outdir)).toEqual([]);
});

test('removes nothing outside its folder, whatever the list says', () => {
  const outdir = outputFolder();
  synth(outdir, ['a']);
  const outside = join(dirname(outdir), 'outside.yaml');
  const hash = createHash('sha256').update('x').digest('hex');
  writeFileSync(outside, 'x');
  writeFileSync(
    join(outdir, LIST),
    [`${hash}  ../outside.yaml`, `${hash}  ${outside}`, `${hash}  a/../../outside.yaml`, 'x'].join('\n'),
  );

  synth(outdir, ['a']);

  expect(readFileSync(outside, 'utf8')).toBe('x');
});

test('keeps what another App of the same program wrote to the same folder', () => {
  const outdir = outputFolder();
  for (const id of ['a', 'b', 'a']) {
    const app = unchecked({ outdir });
    new Chart(app, id);
    app.synth();
  }

  expect(Object.keys(filesIn(outdir))).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
});

test('leaves the old files when a folder is in the way', () => {
  const outdir = outputFolder();
  synth(outdir, ['b']);
  mkdirSync(join(outdir, 'c.k8s.yaml'));

  expect(() => synth(outdir, ['a', 'c'])).toThrow(
    `'${join(outdir, 'c.k8s.yaml')}' must be a file, got a folder; remove it`,
  );
  expect(readdirSync(outdir)).toEqual([LIST, 'b.k8s.yaml', 'c.k8s.yaml']);
});

test('removes temporary folders of killed processes, but none that may be in use', () => {
  const outdir = outputFolder();
  mkdirSync(join(outdir, `${LIST}-young`), { recursive: true });
  mkdirSync(join(outdir, `${LIST}-old`));
  utimesSync(join(outdir, `${LIST}-old`), 1, 1);

  synth(outdir, ['a']);

  expect(readdirSync(outdir)).toEqual([LIST, `${LIST}-young`, 'a.k8s.yaml']);
});

test('knows its files after a process was killed among them', () => {
  const outdir = outputFolder();
  synth(outdir, ['a', 'b']);
  const old = readFileSync(join(outdir, LIST), 'utf8');
  synth(outdir, ['a'], { outputFileExtension: '.yaml' });
  const between = [old, readFileSync(join(outdir, LIST), 'utf8')].join('');
  synth(outdir, ['a', 'b']);
  writeFileSync(join(outdir, LIST), between);

  synth(outdir, ['c']);

  expect(Object.keys(filesIn(outdir))).toEqual(['c.k8s.yaml']);
});

test('follows a link to the output folder', () => {
  const outdir = outputFolder();
  mkdirSync(`${outdir}-real`, { recursive: true });
  symlinkSync(`${outdir}-real`, outdir);

  synth(outdir, ['a']);

  expect(Object.keys(filesIn(`${outdir}-real`))).toEqual(['a.k8s.yaml']);
});

test('fails before it writes when the disk does', () => {
  const outdir = outputFolder();
  synth(outdir, ['a']);
  const before = filesIn(outdir);
  const files = new Map(['a.k8s.yaml', `${'x'.repeat(300)}/y`].map((path) => [path, Buffer.from('new')]));

  expect(() => writeAll(Symbol('App'), outdir, files)).toThrow('ENAMETOOLONG');
  expect(filesIn(outdir)).toEqual(before);
  expect(existsSync(join(outdir, LIST))).toBe(true);
  rmSync(outdir, { recursive: true });
});

describe('a file with two owners', () => {
  test('fails for two charts', () => {
    const app = unchecked();
    new Chart(app, 'Web');
    new Chart(new Construct(app, 'Default'), 'Web');

    expect(() => app.synthYaml()).toThrow(
      /^\[Default\/Web\] file 'web-c8\w+\.k8s\.yaml' must have one owner, got 'Web' too; rename one of them, or write a file per chart$/,
    );
  });

  test('fails for two objects, also when only case tells them apart', () => {
    const app = unchecked({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const [id, name] of [
      ['a', 'x'],
      ['b', 'x'],
      ['c', 'X'],
    ] as const)
      // prettier-ignore
      new ApiObject(new Chart(app, id), 'Object', { apiVersion: 'v1', kind: 'Foo', metadata: { name, namespace: id } });

    expect(() => app.synthYaml())
      .toThrow(`[b/Object] file 'Foo.x.k8s.yaml' must have one owner, got 'a/Object' too; rename one of them, or write a file per chart
[c/Object] file 'Foo.X.k8s.yaml' must have one owner, got 'b/Object' too; `);
  });
});
