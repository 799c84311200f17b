import { readYaml, YamlError } from '../../src/private/yaml';

/** The values of all documents. */
const values = (text: string): unknown[] => readYaml(text, 'a.yaml').map(({ json }) => json);

function errorOf(text: string): string {
  try {
    readYaml(text, 'a.yaml');
  } catch (error) {
    if (error instanceof YamlError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What kubectl makes of them was compared with sigs.k8s.io/yaml 1.6.0. */
test.each<[string, unknown]>([
  ['yes', true],
  ['On', true],
  ['y', true],
  ['NO', false],
  ['off', false],
  ['yEs', 'yEs'],
  ['"yes"', 'yes'],
  ['~', null],
  ['Null', null],
  ['', null],
  ['0755', 493],
  ['0o17', 15],
  ['0x1F', 31],
  ['-0b11', -3],
  ['08', 8],
  ['1_000', 1000],
  ['+1', 1],
  ['.5', 0.5],
  ['1e3', 1000],
  ['1e400', '1e400'],
  ['0.1.2', '0.1.2'],
  ['12:30:45', '12:30:45'],
  ['2020-01-01', '2020-01-01'],
  ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
  ['1Gi', '1Gi'],
  ['!!str 5', '5'],
  ['!!int "5"', 5],
  ['!!binary aGk=', 'hi'],
  ['!Ref x', 'x'],
])('reads %s as kubectl does', (text, value) => {
  expect(values(`a: ${text}\n`)).toEqual([{ a: value }]);
});

test('reads keys as texts', () => {
  expect(values('on: 1\n5: 2\n__proto__: 3\n')).toEqual([JSON.parse('{"true": 1, "5": 2, "__proto__": 3}')]);
});

test('follows aliases and merges, a later key over an earlier one', () => {
  expect(values('a: &x { b: 1, c: 2 }\nd:\n  <<: *x\n  c: 3\ne: *x\n')).toEqual([
    { a: { b: 1, c: 2 }, d: { b: 1, c: 3 }, e: { b: 1, c: 2 } },
  ]);
});

test('leaves out documents that are empty or hold comments only', () => {
  expect(values('# a\n---\n# b\n\n---\na: 1\n---\n---\nnull\n---\n%YAML 1.1\n---\na: 2\n...\n')).toEqual([
    { a: 1 },
    { a: 2 },
  ]);
});

test('keeps a mark of documents that stands in a text', () => {
  expect(values('a: |\n  ---\n  b\n')).toEqual([{ a: '---\nb\n' }]);
});

test('reads JSON, Windows line ends and a byte order mark', () => {
  expect(values('\uFEFFa: 1\r\nb:\r\n  - c\r\n---\r\n{"a": "\\u00e9"}\r\n')).toEqual([{ a: 1, b: ['c'] }, { a: 'é' }]);
});

test.each([
  ['a: 1\nb: 2\na: 3\n', 'a.yaml:3:1: \'a.yaml\' must have each key once, got "a" twice; remove one'],
  [
    'a: 1\n---\na:\n\tb: 1\n',
    "a.yaml:4:1: 'a.yaml' must be YAML, got: Tabs are not allowed as indentation; correct the line",
  ],
  ['a: *b\n', 'a.yaml:1:4: \'a.yaml\' must name an anchor above it, got "*b"; correct the name'],
  ['a: &b [*b]\n', 'a.yaml:1:8: \'a.yaml\' must name an anchor above it, got "*b"; correct the name'],
  ['? [1]\n: 2\n', "a.yaml:1:3: 'a.yaml' must have a text as key, got another value; write it in quotes"],
  ['a: .inf\n', "a.yaml:1:4: 'a.yaml' must be a number that JSON holds, got an infinite one; write it in quotes"],
  ['a:\n  <<: 5\n', "a.yaml:2:7: 'a.yaml' '<<' must merge a map, got another value; give it the alias of a map"],
])('refuses %j', (text, message) => {
  expect(errorOf(text)).toBe(message);
});

test('refuses aliases that stand for more values than memory holds', () => {
  const level = (i: number): string => `l${i}: &l${i} [${Array.from({ length: 10 }, () => `*l${i - 1}`).join(', ')}]\n`;
  const bomb = `l0: &l0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n${[1, 2, 3, 4, 5, 6].map(level).join('')}`;
  expect(errorOf(bomb)).toBe(
    "a.yaml:6:10: 'a.yaml' must hold at most 200000 values through aliases; write fewer aliases",
  );
});

test.each([
  ['YAML', `a: ${'['.repeat(600)}${']'.repeat(600)}\n`],
  ['JSON', `{"a": ${'['.repeat(600)}${']'.repeat(600)}}`],
  ['YAML of blocks', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
])('refuses %s that is nested too deep', (_, text) => {
  expect(errorOf(text)).toContain('must be nested at most 500 deep; make it flatter');
});

test.each([
  ['', '2:1'],
  ['/spec', '4:1'],
  ['/spec/name', '11:9'],
  ['/spec/a~1b', '5:9'],
  ['/spec/list', '6:3'],
  ['/spec/list/1', '8:7'],
  ['/spec/list/1/x', '8:10'],
  ['/spec/list/7', '6:3'],
  ['/spec/merged/name', '10:5'],
  ['/spec/none/below', '4:1'],
])('knows where %s stands', (pointer, expected) => {
  const block = `# a comment
kind: A
other: &o { name: x }
spec:
  a/b:  1
  list:
    - y
    - x: 1
  merged:
    <<: *o
  name: web
`;
  const [document] = readYaml(block, 'a.yaml');
  const { line, column } = document?.positionOf(pointer) ?? {};
  expect(`${line}:${column}`).toBe(expected);
});

test('counts lines through all documents', () => {
  const [, second] = readYaml('a: 1\n---\nb: 2\r\n---\n', 'a.yaml');
  expect(second?.positionOf('/b')).toEqual({ file: 'a.yaml', line: 3, column: 4 });
});
