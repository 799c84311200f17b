import { Capture, Manifests, Match } from '../../src/testing';
import { messageOf } from '../support';
import { differencesOf } from './support';

const INI = `
; comment
name = top
[server]
port: 80
host = "a = b"
path = C:\\x # no comment
flag
[ server ]
port = 81
[]
__proto__ = x
`;

const PROPERTIES = `# comment
! comment
export URL=http://a:80
EMPTY=
QUOTED='x y'
name: value
long = a,\\
       b
`;

describe('a text in a text', () => {
  test.each<[string, string, Match, string[]]>([
    ['JSON', '{"a":{"b":[1],"c":2}}', Match.serializedJson({ a: { b: [1] } }), []],
    [
      'JSON that differs',
      '{"a":{"b":[1]}}',
      Match.serializedJson({ a: { b: [2] } }),
      ["'text (JSON) a.b[0]' must be 2, got 1"],
    ],
    ['JSON of a scalar', '1', Match.serializedJson(2), ["'text (JSON)' must be 2, got 1"]],
    ['no JSON', '{a}', Match.serializedJson({}), [`'text' must be a text in JSON, got "{a}"`]],
    ['YAML as Kubernetes reads it', 'a: yes\nb: 0755', Match.serializedYaml({ a: true, b: 493 }), []],
    [
      'YAML that differs',
      'a: {"b/c": 1}',
      Match.serializedYaml({ a: { 'b/c': 2 } }),
      [`'text (YAML) a["b/c"]' must be 2, got 1`],
    ],
    ['YAML of nothing', '# nothing', Match.serializedYaml(null), []],
    [
      'several documents',
      'a: 1\n---\nb: 1\n',
      Match.serializedYaml({}),
      [`'text' must be a text in YAML, got "a: 1\\n---\\nb: 1\\n"`],
    ],
    [
      'INI',
      INI,
      Match.serializedIni(
        Match.objectEquals({
          name: 'top',
          server: { port: ['80', '81'], host: 'a = b', path: 'C:\\x # no comment', flag: '' },
          '': JSON.parse('{"__proto__":"x"}') as unknown,
        }),
      ),
      [],
    ],
    [
      'INI that differs',
      INI,
      Match.serializedIni({ server: { host: 'c' } }),
      [`'text (INI) server.host' must be "c", got "a = b"`],
    ],
    [
      'properties',
      PROPERTIES,
      Match.serializedProperties(
        Match.objectEquals({
          URL: 'http://a:80',
          EMPTY: '',
          QUOTED: 'x y',
          name: 'value',
          long: 'a,b',
        }),
      ),
      [],
    ],
    ['base64', 'aMOp', Match.base64('hé'), []],
    [
      'JSON in base64',
      'eyJhIjoxfQ==',
      Match.base64(Match.serializedJson({ a: 2 })),
      ["'text (base64) (JSON) a' must be 2, got 1"],
    ],
    ['no base64', 'abc', Match.base64('x'), [`'text' must be a text in base64, got "abc"`]],
    ['bytes that are no text', '/w==', Match.base64(Match.anyValue()), [`'text' must be a text in base64, got "/w=="`]],
  ])('%s', (_, text, matcher, lines) => {
    expect(differencesOf({ text }, { text: matcher })).toEqual(lines);
  });

  test('must be a text', () => {
    expect(differencesOf({ text: {} }, { text: Match.serializedJson({}) })).toEqual([
      "'text' must be a text in JSON, got {}",
    ]);
    expect(differencesOf({}, { text: Match.serializedYaml({}) })).toEqual([
      "'text' must be a text in YAML, got nothing",
    ]);
  });

  test('is exact only where it says so', () => {
    const text = '{"a":1,"b":2}';
    expect(differencesOf({ o: { text } }, { o: Match.objectEquals({ text: Match.serializedJson({ a: 1 }) }) })).toEqual(
      [],
    );
    expect(differencesOf({ text }, { text: Match.serializedJson(Match.objectEquals({ a: 1 })) })).toEqual([
      "'text (JSON) b' must not be there, got 2",
    ]);
  });
});

describe('Capture', () => {
  const three = Manifests.ofYaml(
    [1, 2, 3]
      .map((n) => `{"kind":"A","metadata":{"name":"a${n}"},"n":${n},"list":[{"x":1},{"x":${n}}]}`)
      .join('\n---\n'),
  );

  test('keeps the value of the object that is as asked for', () => {
    const capture = new Capture();
    three.has('A', { metadata: { name: 'a2' }, n: capture });
    expect([capture.value, capture.values]).toEqual([2, [2]]);
  });

  test('keeps the values of all such objects, if they are like its pattern', () => {
    const capture = new Capture(Match.not(2));
    three.count('A', 2, { n: capture });
    expect(capture.values).toEqual([1, 3]);
    expect(messageOf(() => capture.value)).toBe("'value' must be one captured value, got 2; read values");
  });

  test('keeps one item of a list, and what stands in a text', () => {
    const [item, inner] = [new Capture(), new Capture()];
    three.has('A', { n: 3, list: Match.arrayWith([{ x: 1 }, Match.not({ x: 1 })]) });
    three.has('A', { n: 3, list: Match.arrayWith([{ x: item }, { x: 1 }]) });
    Manifests.ofYaml('{"kind":"B","text":"{\\"a\\":[1]}"}').has('B', { text: Match.serializedJson({ a: [inner] }) });
    expect([item.value, inner.value]).toEqual([3, 1]);
  });

  test('keeps nothing of assertions that fail, of absence, and of what must not be', () => {
    const capture = new Capture();
    expect(() => three.has('A', { n: capture, m: 1 })).toThrow("'m' must be 1, got nothing");
    expect(() => three.count('A', 4, { n: capture })).toThrow('must have 4 of kind A');
    three.hasNo('A', { n: capture, m: 1 });
    three.has('A', { n: Match.not(Match.not(capture)) });
    expect(() => three.hasNo('A', { n: capture })).toThrow('must have no A');
    expect(messageOf(() => capture.value)).toBe(
      "'value' must be one captured value, got 0; use it in an assertion that holds",
    );
  });

  test('fails for a field that is not there', () => {
    expect(() => three.has('A', { m: new Capture() })).toThrow("'m' must be there, got nothing");
    expect(() => three.has('A', { n: new Capture(/x/) })).toThrow("'n' must be a text like /x/, got 1");
  });
});
