import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_MAP, inProject, podReading } from './support';

const DANGLING = podReading('setings');
const ERROR = podReading('settings', 'b');

test('exits 0 when nothing is found', () =>
  inProject({ 'a.yaml': `${CONFIG_MAP}---\n${podReading('settings')}` }, async (project) => {
    expect(await project.run(['check', 'a.yaml'])).toEqual({
      status: 0,
      out: '0 errors, 0 warnings in 2 objects\n',
      err: '',
    });
  }));

test('exits 0 for warnings, and 1 for them with --strict', () =>
  inProject({ 'a.yaml': DANGLING }, async (project) => {
    expect((await project.run(['check', 'a.yaml'])).status).toBe(0);
    expect((await project.run(['check', '--strict', 'a.yaml'])).status).toBe(1);
  }));

test('shows an error with its file, line and code', () =>
  inProject({ 'all.yaml': `${CONFIG_MAP}---\n${ERROR}` }, async (project) => {
    expect(await project.run(['check', 'all.yaml'])).toEqual({
      status: 1,
      err: '',
      out: `Pod web in namespace default
  error missing-key
    'spec.containers[0].env[0].valueFrom.configMapKeyRef.key' must be a key of ConfigMap settings
    (a), got "b"; did you mean "a"?
    at all.yaml:18:53
      17 |           valueFrom:
      18 |             configMapKeyRef: { name: settings, key: b }
         |                                                     ^
      19 |

1 error, 0 warnings in 2 objects
`,
    });
  }));

test('reads standard input when nothing is named, and when "-" is', () =>
  inProject({}, async (project) => {
    const piped = await project.run(['check'], `${CONFIG_MAP}---\n${ERROR}`);
    expect(piped.out).toContain('at <stdin>:18:53\n      17 |           valueFrom:\n');
    expect((await project.run(['check', '-'], CONFIG_MAP)).status).toBe(0);
  }));

test('takes named files as applied together', () =>
  inProject(
    {
      'a.yaml': CONFIG_MAP,
      'b/c.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }),
      'b/pod.yml': podReading('settings'),
    },
    async (project) => {
      expect((await project.run(['check', '--strict', 'a.yaml', 'b/pod.yml', 'b/c.json'])).status).toBe(0);
    },
  ));

test('takes a folder as applied after the folder around it, and not after those beside it', () =>
  inProject(
    {
      'dist/a.yaml': CONFIG_MAP,
      'dist/b/pod.yaml': podReading('settings'),
      'dist/c/pod.yaml': podReading('other'),
      'dist/d/a.yaml': CONFIG_MAP.replace('settings', 'other'),
    },
    async (project) => {
      const ran = await project.run(['check', 'dist']);
      expect(ran.out).toContain('Pod web in namespace default, set c\n');
      expect(ran.out).toContain('0 errors, 1 warning in 4 objects');
      expect((await project.run(['check', 'dist', '--one-set', '--format', 'json'])).out).toContain('"warnings": 0');
    },
  ));

test('takes step folders as applied one after the other, in the order of their numbers', () =>
  inProject(
    {
      'dist/2-a/a.yaml': CONFIG_MAP,
      'dist/10-b/pod.yaml': podReading('settings'),
      'dist/1-c/pod.yaml': podReading('settings'),
    },
    async (project) => {
      const { out } = await project.run(['check', 'dist']);
      expect(out.match(/set .*/g)).toEqual(['set 1-c']);
    },
  ));

test('finds changes of immutable fields between steps, but not of what is deleted first', () => {
  const older = CONFIG_MAP.replace('\ndata', '\nimmutable: true\ndata');
  const newer = older.replace('{ a: b }', '{ a: c }');
  const files = {
    'dist/a.yaml': older,
    'dist/2-b/a.yaml': newer,
    'dist/3-c/a.yaml': `# delete first: configmap/settings\n${older}`,
  };
  return inProject(files, async (project) => {
    const { out } = await project.run(['check', 'dist']);
    expect(out.match(/set .*|^ {2}\w+ .*|^ {4}at .*/gm)).toEqual([
      'set 2-b',
      '  error immutable-field',
      '    at dist/2-b/a.yaml:6:12',
    ]);
  });
});

test('compares with what --against names', () => {
  const older = CONFIG_MAP.replace('\ndata', '\nimmutable: true\ndata');
  return inProject({ 'new/a.yaml': older.replace('{ a: b }', '{ a: c }'), 'old/b.yaml': older }, async (project) => {
    expect((await project.run(['check', 'new'])).status).toBe(0);
    expect((await project.run(['check', 'new', '--against', 'old'])).out).toContain('error immutable-field');
  });
});

test('gives objects without a namespace that of --namespace', () =>
  inProject({ 'a.yaml': DANGLING }, async (project) => {
    expect((await project.run(['check', 'a.yaml', '-n', 'shop'])).out).toContain('Pod web in namespace shop\n');
  }));

test('checks for the version of --target', () => {
  const cronJob =
    'apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\nspec:\n  backoffLimitPerIndex: 1\n  completionMode: Indexed\n  completions: 1\n  template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] } }\n';
  return inProject({ 'a.yaml': cronJob }, async (project) => {
    expect((await project.run(['check', 'a.yaml', '--target', '1.27'])).out).toContain('error unknown-field');
    expect((await project.run(['check', 'a.yaml', '--target', '1.33'])).status).toBe(0);
  });
});

test('writes the report to a file, and the sum to standard error', () =>
  inProject({ 'a.yaml': CONFIG_MAP }, async (project) => {
    const ran = await project.run(['check', 'a.yaml', '--output', 'out.json', '--format', 'json']);
    expect(ran).toEqual({ status: 0, out: '', err: '0 errors, 0 warnings in 1 object, written to out.json\n' });
    expect(JSON.parse(readFileSync(join(project.folder, 'out.json'), 'utf8'))).toEqual({
      version: 1,
      summary: { errors: 0, warnings: 0, objects: 1 },
      findings: [],
    });
  }));

test('leaves out hidden folders, node_modules and files of other kinds, and follows links once', () =>
  inProject(
    {
      'a.yaml': CONFIG_MAP,
      '.git/a.yaml': '{',
      'node_modules/a/a.yaml': '{',
      'dist/.cdk8s-patterns': 'a.yaml',
      'notes.md': '{',
    },
    async (project) => {
      mkdirSync(join(project.folder, 'b'));
      symlinkSync('..', join(project.folder, 'b/loop'));
      symlinkSync('nowhere.yaml', join(project.folder, 'b/gone.yaml'));
      const ran = await project.run(['check', '.']);
      expect(ran).toEqual({
        status: 0,
        out: '0 errors, 0 warnings in 1 object\n',
        err: 'skipped b/gone.yaml: a link that leads nowhere\n',
      });
    },
  ));

test('lists the rules, and prints help and version', () =>
  inProject({}, async (project) => {
    expect((await project.run(['check', '--rules'])).out).toMatch(/^missing-key +a key that the ConfigMap or Secret/m);
    expect((await project.run(['--help'])).out).toContain('Usage: cdk8s-patterns check');
    expect((await project.run(['check', '--help'])).status).toBe(0);
    expect((await project.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  }));

test('writes nothing when it is held wrong', () =>
  inProject({ 'a.yaml': CONFIG_MAP }, async (project) => {
    expect((await project.run(['check', 'a.yaml', 'b.yaml', '--output', 'out'])).status).toBe(2);
    expect(existsSync(join(project.folder, 'out'))).toBe(false);
  }));

test('reads a file once that is named twice', () =>
  inProject({ 'dist/a.yaml': CONFIG_MAP }, async (project) => {
    const { out } = await project.run(['check', 'dist/a.yaml', './dist/a.yaml', 'dist']);
    expect(out).toBe('0 errors, 0 warnings in 1 object\n');
  }));

test('knows the lines of the items of a list', () => {
  const items = podReading('settings', 'b').replaceAll('\n', '\n    ');
  const list = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: settings }\n  - ${items}\n`;
  return inProject({ 'a.yaml': list }, async (project) => {
    expect((await project.run(['check', 'a.yaml'])).out).toContain('at a.yaml:18:57\n');
  });
});
