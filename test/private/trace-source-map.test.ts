import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { originalOf } from '../../src/private/trace/source-map';

const folder = mkdtempSync(join(tmpdir(), 'trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

/** Where line 2, column 3 of a new file comes from, by a map that sends it to line 1, column 1 of its source. */
function mapped(map: object, comment: (json: string, name: string) => string, extension = 'js'): unknown {
  const name = `my file ${files++}.${extension}`;
  const json = JSON.stringify({ version: 3, names: [], sources: ['main.ts'], mappings: ';EAAA', ...map });
  writeFileSync(join(folder, `${name}.map`), json);
  writeFileSync(join(folder, name), `const a = 1;\n  new A();\n${comment(json, name)}\n`);
  const { file, line, column } = originalOf({ file: join(folder, name), line: 2, column: 3 });
  return [file === join(folder, name) ? 'compiled' : file, line, column];
}

const besides = (_: string, name: string): string => `//# sourceMappingURL=${encodeURI(name)}.map`;
const base64 = (json: string): string => Buffer.from(json).toString('base64');

test.each([
  ['a file', besides],
  ['a file, with a name that is not encoded', (_: string, name: string) => `//# sourceMappingURL=${name}.map`],
  ['base64', (json: string) => `//# sourceMappingURL=data:application/json;base64,${base64(json)}`],
  [
    'base64 that names its charset',
    (json: string) => `//# sourceMappingURL=data:a/b;charset=utf-8;base64,${base64(json)}`,
  ],
  ['encoded text', (json: string) => `//# sourceMappingURL=data:application/json,${encodeURIComponent(json)}`],
  ['the old sign', (_: string, name: string) => `//@ sourceMappingURL=${encodeURI(name)}.map`],
  ['the last of two', (json: string, name: string) => `//# sourceMappingURL=none\n${besides(json, name)}`],
])('reads a map in %s', (_, comment) => {
  expect(mapped({}, comment)).toEqual([join(folder, 'main.ts'), 1, 1]);
});

test.each([
  ['beside the map', {}, join(folder, 'main.ts')],
  ['in another folder', { sources: ['../src/main.ts'] }, join(folder, '../src/main.ts')],
  ['below a root', { sourceRoot: 'src' }, join(folder, 'src/main.ts')],
  ['below an absolute root', { sourceRoot: '/app/src/' }, '/app/src/main.ts'],
  ['at an absolute path', { sources: ['/app/main.ts'] }, '/app/main.ts'],
  ['at a file URL', { sources: [pathToFileURL('/my app/main.ts').href] }, '/my app/main.ts'],
  ['below a root that is a file URL', { sourceRoot: 'file:///app' }, '/app/main.ts'],
])('finds a source %s', (_, map, file) => {
  expect(mapped(map, besides)).toEqual([file, 1, 1]);
});

test.each(['cjs', 'mjs', 'jsx'])('reads the map of a .%s file', (extension) => {
  expect(mapped({}, besides, extension)).toEqual([join(folder, 'main.ts'), 1, 1]);
});

test.each([
  ['there is no map', () => ''],
  ['the map is missing', () => '//# sourceMappingURL=missing.js.map'],
  ['the map is not JSON', () => '//# sourceMappingURL=data:application/json,no'],
  ['the map is on the network', () => '//# sourceMappingURL=https://example.com/main.js.map'],
  ['a string in the program looks like a map', () => "const a = '//# sourceMappingURL=missing.js.map';"],
])('keeps the compiled line when %s', (_, comment) => {
  expect(mapped({}, comment)).toEqual(['compiled', 2, 3]);
});

test.each([
  ['the map does not know the line', { mappings: '' }],
  ['the source is no file', { sources: ['webpack://app/./main.ts'] }],
])('keeps the compiled line when %s', (_, map) => {
  expect(mapped(map, besides)).toEqual(['compiled', 2, 3]);
});

test('takes a line of TypeScript as it is', () => {
  expect(mapped({}, besides, 'ts')).toEqual(['compiled', 2, 3]);
});

test('keeps the line of a file that is not there', () => {
  const gone = { file: join(folder, 'gone.js'), line: 2, column: 3 };
  expect(originalOf(gone)).toEqual(gone);
});
