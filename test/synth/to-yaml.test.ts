import { Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import { load as loadOf3 } from 'js-yaml-3';
import { parse } from 'yaml';
import { toYaml } from '../../src/synth/private/to-yaml';
import { Json } from '../../src/synth/private/json';
import { documents } from './documents';

test('writes blocks, lists in lists, and what is empty', () => {
  const object = {
    kind: 'A',
    list: [['a', ['b']], { c: 1, d: [] }, [], {}],
    map: { empty: {}, text: 'a\n\n  b\n', stripped: 'a\nb' },
    scalars: [true, null, 0, -1, 1.5, 'true', '1.5', ''],
  };
  expect(toYaml(object)).toBe(`kind: A
list:
  - - a
    - - b
  - c: 1
    d: []
  - []
  - {}
map:
  empty: {}
  text: |
    a

      b
  stripped: |-
    a
    b
scalars:
  - true
  - null
  - 0
  - -1
  - 1.5
  - "true"
  - "1.5"
  - ""
`);
});

test('quotes what readers would take for something else, where cdk8s does not', () => {
  const object = {
    '<<': '<<',
    a: '=',
    b: '0o7',
    c: ' \n',
    d: 'x\u2028y',
    e: 'x\u0085\ny',
    f: 'cat <<EOF',
    g: '\ta\n',
    h: '1e3_',
  };
  expect(toYaml(object as Json)).toBe(`"<<": "<<"
a: "="
b: "0o7"
c: " \\n"
d: "x\\u2028y"
e: "x\\u0085\\ny"
f: cat <<EOF
g: "\\ta\\n"
h: "1e3_"
`);
});

/** What cdk8s writes in a way that not all readers understand. */
const MISREAD =
  /"(?:<<|=|[-+]?0o[0-7]+|(?:\\[nt]| )*(?: |\\t)(?:\\[nt]| )*)"|"(?:\\n)*\\t[^"]*\\n|[\u0085\u2028\u2029\ufeff]/;

const random = documents(1500);

test('writes what cdk8s writes, where that is right', () => {
  const plain = random.filter((object) => !MISREAD.test(JSON.stringify(object)));
  expect(plain.length).toBeGreaterThan(1000);
  for (const object of plain) expect(toYaml(object)).toBe(Yaml.stringify(object));
});

/** Readers of YAML 1.1 and 1.2, of several families. */
const READERS: [string, (text: string) => unknown][] = [
  ['yaml, YAML 1.1', (text) => parse(text, { version: '1.1', uniqueKeys: false }) as unknown],
  ['yaml, YAML 1.2', (text) => parse(text, { version: '1.2', uniqueKeys: false }) as unknown],
  ['js-yaml 3, YAML 1.1', loadOf3],
  ['js-yaml 4, YAML 1.2', (text) => load(text)],
];

test.each(READERS)('is read as it was meant by %s', (_, read) => {
  for (const object of random) expect(read(toYaml(object))).toEqual(object);
});

const WORDS = ['yes', 'No', 'on', 'y', '~', 'null', '1e3', 'e5', '0755', '0o17', '0x1F', '0b1', '1_000', '12:30:45'];
const DATES = ['2001-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43', '.inf', '-.5', '1.', '+1', '', ' '];

test.each(READERS)('a word that means something else is read as text by %s', (_, read) => {
  const words = [...WORDS, ...DATES, '<<', '=', '- a', 'a: b', 'a #b', '#a', '50m', '0.5, 0.9', '-x', '--flag'];
  const object = { words, keys: Object.fromEntries(words.map((word) => [word, word])) };
  expect(read(toYaml(object as Json))).toEqual(object);
});
