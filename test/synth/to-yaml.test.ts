import { Yaml } from 'cdk8s';
import { parse } from 'yaml';
import { toYaml } from '../../src/synth/private/to-yaml';
import { Json } from '../../src/synth/private/json';

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
  const object = { '<<': '<<', a: '=', b: '0o7', c: ' \n', d: 'x\u2028y', e: 'x\u0085\ny', f: 'cat <<EOF' };
  expect(toYaml(object as Json)).toBe(`"<<": "<<"
a: "="
b: "0o7"
c: " \\n"
d: "x\\u2028y"
e: "x\\u0085\\ny"
f: cat <<EOF
`);
});

/** Parts of texts that are hard to write in YAML, or to read. */
const PARTS = [
  ...['a', 'B', '0', '9', '_', '-', '.', '/', ':', ': ', ' ', '#', ' #', '\n', '\n\n', '\t', '"', "'", '{', '}', '['],
  ...[']', ',', '&', '*', '!', '|', '>', '%', '@', '`', '~', '=', '<', '<<', '\u00e9', '\u2028', '\u0007', '\u{1f600}'],
  ...['---', '...', 'yes', 'No', 'null', '0x1f', '0o7', '0755', '1e3', '12:30', '2001-01-01', '\r', '\\', '$(A)', '?'],
  ...[
    'e',
    'E',
    'Mi',
    't',
    'T',
    'Z',
    'x',
    'o',
    '? ',
    '- ',
    '+',
    '(',
    ')',
    '  ',
    '\n  ',
    '\n---\n',
    'true',
    'on',
    '.5',
    '.inf',
    '1_0',
    '~',
  ],
];
const OTHERS = [0, 1, -1, 8080, 1.5, -0.1, 1e21, 1e-7, true, false, null];

/** Objects of all shapes, the same in every run. */
function objects(count: number): { [key: string]: unknown }[] {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const many = <T>(most: number, make: () => T): T[] => Array.from({ length: random(most + 1) }, make);
  const text = (): string => many(5, () => PARTS[random(PARTS.length)]).join('');
  const value = (depth: number): unknown => {
    const kind = random(depth > 0 ? 10 : 6);
    if (kind > 7) return Object.fromEntries(many(3, () => [text(), value(depth - 1)]));
    if (kind > 5) return many(3, () => value(depth - 1));
    return kind === 0 ? OTHERS[random(OTHERS.length)] : text();
  };
  return Array.from({ length: count }, () => ({ a: value(4), [text()]: value(4) }));
}

/** What cdk8s writes in a way that not all readers understand. */
const MISREAD = /"(?:<<|=|[-+]?0o[0-7]+|(?:\\[nt]| )*(?: |\\t)(?:\\[nt]| )*)"|[\u0085\u2028\u2029\ufeff]/;

const random = objects(1500);

test('writes what cdk8s writes, where that is right', () => {
  const plain = random.filter((object) => !MISREAD.test(JSON.stringify(object)));
  expect(plain.length).toBeGreaterThan(1000);
  for (const object of plain) expect(toYaml(object)).toBe(Yaml.stringify(object));
});

test.each(['1.1', '1.2'] as const)('writes what readers of YAML %s read', (version) => {
  for (const object of random) expect(parse(toYaml(object), { version, uniqueKeys: false })).toEqual(object);
});
