import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'cdk8s-patterns';

const WEB = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' };

const finding = (more: Partial<check.Finding> = {}): check.Finding => ({
  severity: check.Severity.ERROR,
  rule: 'missing-key',
  message: `'spec.x' must be a key, got "a"; did you mean "b"?`,
  object: WEB,
  pointer: '/spec/x',
  set: '',
  ...more,
});

const at = (file: string, line: number, column: number): Pick<check.Finding, 'position'> => ({
  position: { file, line, column },
});

const FOLDER = '/project';
const options = { folder: FOLDER };

describe('as text', () => {
  test('groups findings by object, and sums them up', () => {
    const warning = finding({ severity: check.Severity.WARNING, rule: 'missing-object', pointer: '/spec/y' });
    const other = finding({
      object: { apiVersion: 'v1', kind: 'Node', name: 'a' },
      constructPath: 'shop/Node',
      set: 'dist',
    });
    expect(new check.Report([finding(), other, warning], 12).text(options)).toBe(`Deployment web in namespace shop
  error missing-key
    'spec.x' must be a key, got "a"; did you mean "b"?
    at /spec/x
  warning missing-object
    'spec.x' must be a key, got "a"; did you mean "b"?
    at /spec/y

Node a, made by shop/Node, set dist
  error missing-key
    'spec.x' must be a key, got "a"; did you mean "b"?
    at /spec/x

2 errors, 1 warning in 12 objects
`);
  });

  test('shows the lines around a place, and marks its column', () => {
    const sources = { '<stdin>': 'a: 1\nb:\t2\r\nc: 3\n' };
    expect(new check.Report([finding(at('<stdin>', 2, 4))], 1).text({ ...options, sources })).toContain(`
    at <stdin>:2:4
      1 | a: 1
      2 | b: 2
        |    ^
      3 | c: 3
`);
  });

  test('names files relative to the folder, and shows none that is not there', () => {
    const text = new check.Report([finding(at('/project/dist/a.yaml', 3, 5))], 1).text(options);
    expect(text).toContain('    at dist/a.yaml:3:5\n\n');
    expect(new check.Report([finding(at('/other/a.yaml', 3, 5))], 1).text(options)).toContain('at /other/a.yaml:3:5\n');
  });

  test('does not show the lines of a Secret in a manifest', () => {
    const secret = finding({ object: { apiVersion: 'v1', kind: 'Secret', name: 'a' }, ...at('<stdin>', 1, 1) });
    const text = new check.Report([secret], 1).text({ ...options, sources: { '<stdin>': 'password: hunter2' } });
    expect(text).not.toContain('hunter2');
  });

  test('breaks long messages at the width that is asked for', () => {
    const message = `'spec.a' must be ${'one of '.repeat(30)}them, got "x"; correct it`;
    const lines = new check.Report([finding({ message })], 1).text({ ...options, columns: 80 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(
      lines
        .slice(2, 6)
        .map((line) => line.trim())
        .join(' '),
    ).toContain(message);
  });

  test('has colours only when asked', () => {
    const report = new check.Report([finding()], 1);
    expect(report.text({ ...options, colour: true })).toContain('\u001b[31merror\u001b[0m missing-key');
    expect(report.text(options)).not.toContain('\u001b');
  });

  test('shows no control characters of manifests', () => {
    const message = `'a' must be b, got "\u001b[2J\u202e"; correct it`;
    const text = new check.Report([finding({ message, object: { ...WEB, name: 'w\u0007b' } })], 1).text(options);
    expect(text.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
  });

  test('says so when nothing was found', () => {
    expect(new check.Report([], 3).text(options)).toBe('0 errors, 0 warnings in 3 objects\n');
  });
});

test('is JSON in a stable shape', () => {
  const found = finding({ constructPath: 'shop/Web', ...at('/project/a.yaml', 1, 2), set: 'dist' });
  expect(JSON.parse(new check.Report([found], 4).json(options))).toEqual({
    version: 1,
    summary: { errors: 1, warnings: 0, objects: 4 },
    findings: [{ ...found, position: { file: 'a.yaml', line: 1, column: 2 } }],
  });
});

describe('rules', () => {
  const FOLDER_OF_DOCS = join(__dirname, '../../docs/checks');
  const pages = readdirSync(FOLDER_OF_DOCS).filter((page) => page !== 'README.md');

  test.each(pages)('have the address of their section in %s', (page) => {
    const text = readFileSync(join(FOLDER_OF_DOCS, page), 'utf8');
    const ids = [...text.matchAll(/^## (\S+)$/gm)].map(([, id]) => id);
    const helps = new Map(check.Report.rules().map(({ id, help }) => [id, help]));
    expect(ids.map((id) => helps.get(id ?? ''))).toEqual(
      ids.map((id) => `https://github.com/cdk8s-patterns/cdk8s-patterns/blob/main/docs/checks/${page}#${id}`),
    );
  });

  test('have one title each', () => {
    const rules = check.Report.rules();
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.filter(({ title }) => title === '')).toEqual([]);
  });
});
