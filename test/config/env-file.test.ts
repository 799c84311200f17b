import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { config } from 'cdk8s-patterns';
import { manifest, messageOf, newChart } from '../support';

const parse = (text: string): { [name: string]: string } => config.EnvFile.parse(text);
const NAME = "must be letters, digits, '_', '-' and '.', not starting with a digit";

test('reads what kubectl reads', () => {
  const text = [
    '\ufeff# a comment',
    '  SPACE=before',
    'QUOTES="as they stand" # and what follows',
    '',
    '\t# another comment',
    'EQUALS==a=b',
    'EMPTY=',
    'TRAILING= kept ',
    'my.name-1=x\r',
    '\u00a0\u0085\u3000WIDE=y',
  ].join('\n');
  expect(parse(text)).toEqual({
    SPACE: 'before',
    QUOTES: '"as they stand" # and what follows',
    EQUALS: '=a=b',
    EMPTY: '',
    TRAILING: ' kept ',
    'my.name-1': 'x',
    WIDE: 'y',
  });
});

test('reads nothing from nothing', () => {
  expect(parse('')).toEqual({});
  expect(parse('\n\r\n# only this')).toEqual({});
});

describe('a name without a value', () => {
  afterEach(() => delete process.env['ENV_FILE_TEST']);

  test('takes it from the environment', () => {
    process.env['ENV_FILE_TEST'] = 'from outside';
    expect(parse('ENV_FILE_TEST')).toEqual({ ENV_FILE_TEST: 'from outside' });
  });

  test('fails where the environment has none', () => {
    expect(messageOf(() => parse('A=1\nENV_FILE_TEST'))).toBe(
      `[EnvFile] 'text' line 2 must have a value here or in the environment, got neither for "ENV_FILE_TEST"; write ENV_FILE_TEST=<value>, or set the variable`,
    );
  });
});

test.each([
  ['a digit first', '1A=x', '1A', "correct it, or start a comment with '#'"],
  ['a space before the sign', 'A =x', 'A ', "remove the space before '='"],
  ['no name', '=x', '', "correct it, or start a comment with '#'"],
  ['two dots first', '..a=x', '..a', "correct it, or start a comment with '#'"],
  ['a mark after a space', ' \ufeffA=x', '\ufeffA', "remove the space before '='"],
])('fails for %s', (_, line, name, wayOut) => {
  expect(messageOf(() => parse(`OK=1\n${line}`))).toBe(
    `[EnvFile] 'text' line 2 must start with a name, which ${NAME}, got ${JSON.stringify(name)}; ${wayOut}`,
  );
});

test('fails for a name that comes twice', () => {
  expect(messageOf(() => parse('A=1\nB=2\nA=3'))).toBe(
    `[EnvFile] 'text' line 3 must not name a variable twice, got "A"; remove one of them`,
  );
});

describe('a file', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'env-file-'));
  const file = path.join(folder, 'settings.env');
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('becomes the data of a ConfigMap', () => {
    fs.writeFileSync(file, 'EXERCISE=try it now\nCHAPTER=ch04\n');
    const chart = newChart();
    new config.ConfigMap(chart, 'Settings', { data: config.EnvFile.read(file) });
    expect(manifest(chart, 'ConfigMap')).toHaveProperty('data', { CHAPTER: 'ch04', EXERCISE: 'try it now' });
  });

  test.each([
    [
      'relative',
      'no/shop.env',
      `"no/shop.env" (${path.resolve('no/shop.env')})`,
      "paths start at the working directory, so write join(__dirname, 'no/shop.env')",
    ],
    ['absolute', '/no/shop.env', '"/no/shop.env"', 'correct the path'],
    ['that of a folder', 'src', `"src" (${path.resolve('src')})`, 'correct the path'],
    ['none', undefined as never, 'undefined', 'correct the path'],
  ])('fails when it cannot be read, and its path is %s', (_, missing, got, wayOut) => {
    expect(messageOf(() => config.EnvFile.read(missing))).toBe(
      `[EnvFile] 'path' must be a file that can be read, got ${got}; ${wayOut}`,
    );
  });

  test('fails for bytes that are no UTF-8', () => {
    fs.writeFileSync(file, Buffer.from([0x41, 0x3d, 0xe4, 0x0a]));
    expect(messageOf(() => config.EnvFile.read(file))).toBe(
      `[EnvFile] '${file}' line 1 must be UTF-8, got other bytes; save the file as UTF-8`,
    );
  });
});
