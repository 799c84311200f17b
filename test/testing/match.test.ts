import { Manifests, Match } from '../../src/testing';
import { messageOf } from '../support';
import { differencesOf } from './support';

const CONTAINERS = [
  { name: 'a', image: 'x:1', args: ['1', '2'] },
  { name: 'b', image: 'y:1' },
];

/** Fields, what is asked for, and what differs. */
type Case = [string, object, object, string[]];

describe('plain values', () => {
  test.each<Case>([
    ['an equal text', { a: 'x' }, { a: 'x' }, []],
    ['another text', { a: 'x' }, { a: 'y' }, [`'a' must be "y", got "x"`]],
    ['a number for a text', { a: '80' }, { a: 80 }, [`'a' must be 80, got "80"`]],
    ['nothing', {}, { a: false }, ["'a' must be false, got nothing"]],
    ['0 and false', { a: 0, b: false }, { a: false, b: 0 }, ["'a' must be false, got 0", "'b' must be 0, got false"]],
    ['more members', { a: { b: 1, c: { d: 2, e: 3 } } }, { a: { c: { e: 3 } } }, []],
    ['an empty object', { a: { b: 1 } }, { a: {} }, []],
    ['a list for an object', { a: [] }, { a: {} }, ["'a' must be {}, got []"]],
    ['an object for a list', { a: {} }, { a: [] }, ["'a' must be [], got {}"]],
    ['equal lists', { a: [1, { b: 2, c: 3 }] }, { a: [1, { b: 2 }] }, []],
    ['lists in another order', { a: [1, 2] }, { a: [2, 1] }, ["'a[0]' must be 2, got 1", "'a[1]' must be 1, got 2"]],
    ['a shorter list', { a: [1] }, { a: [1, 2] }, ["'a[1]' must be 2, got nothing"]],
    ['a longer list', { a: [1, 2] }, { a: [1] }, ["'a[1]' must not be there, got 2"]],
    ['an inherited member', { a: {} }, { a: { toString: 'x' } }, [`'a.toString' must be "x", got nothing`]],
    ['a key of its own', { 'a/b': { 'c.d': 1 } }, { 'a/b': { 'c.d': 2 } }, [`'["a/b"]["c.d"]' must be 2, got 1`]],
  ])('find %s', (_, fields, expected, lines) => {
    expect(differencesOf(fields, expected)).toEqual(lines);
  });

  test('show long texts where they differ', () => {
    const long = (end: string): string => `first\n${'-'.repeat(70)}${end}\nlast`;
    expect(differencesOf({ a: long('x') }, { a: long('y') })).toEqual([
      `'a' must be ..."--------------------y" in line 2, got ..."--------------------x"`,
    ]);
    expect(differencesOf({ a: 'x\n' }, { a: 'x' })).toEqual([`'a' must be nothing more in line 2, got ""`]);
    expect(differencesOf({ a: 'x'.repeat(61) }, { a: 'y' })).toEqual([`'a' must be "y", got "${'x'.repeat(40)}"...`]);
  });
});

describe('matchers', () => {
  test.each<Case>([
    ['absent of nothing', {}, { a: Match.absent() }, []],
    ['absent of null', { a: null }, { a: Match.absent() }, []],
    ['absent of a value', { a: false }, { a: Match.absent() }, ["'a' must not be there, got false"]],
    ['anyValue of a value', { a: '' }, { a: Match.anyValue() }, []],
    ['anyValue of nothing', {}, { a: Match.anyValue() }, ["'a' must be there, got nothing"]],
    ['a regular expression', { a: 'nginx:1' }, { a: /^nginx:/g }, []],
    ['a regular expression of another text', { a: 'x' }, { a: /y/i }, [`'a' must be a text like /y/i, got "x"`]],
    ['a regular expression of a number', { a: 80 }, { a: /8/ }, ["'a' must be a text like /8/, got 80"]],
    ['stringLikeRegexp', { a: 'nginx:1' }, { a: Match.stringLikeRegexp('^nginx:') }, []],
    [
      'stringLikeRegexp of another text',
      { a: 'x' },
      { a: Match.stringLikeRegexp('a/b') },
      [`'a' must be a text like /a\\/b/, got "x"`],
    ],
    ['objectLike', { a: { b: 1, c: 2 } }, { a: Match.objectLike({ b: 1 }) }, []],
    ['objectLike of another', { a: { b: 1 } }, { a: Match.objectLike({ b: 2 }) }, ["'a.b' must be 2, got 1"]],
    ['objectEquals', { a: { b: { c: 1 } } }, { a: Match.objectEquals({ b: { c: 1 } }) }, []],
    [
      'objectEquals of more, at every depth',
      { a: { b: { c: 1, d: 2 }, e: 3 } },
      { a: Match.objectEquals({ b: { c: 1 } }) },
      ["'a.b.d' must not be there, got 2", "'a.e' must not be there, got 3"],
    ],
    [
      'objectLike in objectEquals',
      { a: { b: { c: 1, d: 2 } } },
      { a: Match.objectEquals({ b: Match.objectLike({ c: 1 }) }) },
      [],
    ],
    ['arrayEquals', { a: [{ b: 1 }] }, { a: Match.arrayEquals([{ b: 1 }]) }, []],
    [
      'arrayEquals of more',
      { a: [{ b: 1, c: 2 }, 3] },
      { a: Match.arrayEquals([{ b: 1 }]) },
      ["'a[0].c' must not be there, got 2", "'a[1]' must not be there, got 3"],
    ],
    ['not of another', { a: 1 }, { a: Match.not(2) }, []],
    ['not of nothing', {}, { a: Match.not({ b: 1 }) }, []],
    [
      'not of the same',
      { a: { b: 1, c: 2 } },
      { a: Match.not({ b: 1 }) },
      ["'a' must not be { b: 1 }, got { b: 1, c: 2 }"],
    ],
    ['not of not', { a: 1 }, { a: Match.not(Match.not(1)) }, []],
    [
      'not of not of another',
      { a: 'x' },
      { a: Match.not(Match.not(Match.absent())), b: Match.not(Match.not(/y/)) },
      [`'a' must not be not absent, got "x"`, "'b' must not be not /y/, got nothing"],
    ],
    ["jest's matchers", { a: 'x' }, { a: expect.any(String) as unknown }, []],
    ["jest's matchers of another", { a: 1 }, { a: expect.any(String) as unknown }, ["'a' must be Any<String>, got 1"]],
  ])('hold or not: %s', (_, fields, expected, lines) => {
    expect(differencesOf(fields, expected)).toEqual(lines);
  });
});

describe('arrayWith', () => {
  const asked = (...items: unknown[]): object => ({ list: Match.arrayWith(items) });

  test.each<Case>([
    ['any order', { list: [1, 2, 3] }, asked(3, 1), []],
    ['no items', { list: [] }, asked(), []],
    ['parts of objects', { list: CONTAINERS }, asked({ image: 'y:1' }, { name: 'a' }), []],
    [
      'the only way to give each an item of its own',
      { list: [{ a: 1, b: 1 }, { a: 1 }] },
      asked({ a: 1 }, { b: 1 }),
      [],
    ],
    ['one item for two', { list: ['x', 'y'] }, asked('x', 'x'), [`'list' must have an item "x", got ["x", "y"]`]],
    [
      'one object for two',
      { list: [{ a: 1 }] },
      asked({ a: 1 }, { a: 1 }),
      ["'list' must have one more item { a: 1 }, got [{ a: 1 }]"],
    ],
    ['an item that is not there', { list: ['x'] }, asked('y'), [`'list' must have an item "y", got ["x"]`]],
    ['no list', { list: 'x' }, asked('x'), [`'list' must be a list with ["x"], got "x"`]],
    ['nothing', {}, asked('x'), [`'list' must be a list with ["x"], got nothing`]],
    [
      'an item of that name',
      { list: CONTAINERS },
      asked({ name: 'b', image: 'z', args: ['1', '2'] }),
      [`'list[1].image' must be "z", got "y:1"`, `'list[1].args' must be ["1", "2"], got nothing`],
    ],
    [
      'the nearest item',
      { list: CONTAINERS },
      asked({ image: /:1$/, args: ['1'] }),
      [`'list[0].args[1]' must not be there, got "2"`],
    ],
    ['an empty list', { list: [] }, asked({ a: 1 }), ["'list' must have an item { a: 1 }, got []"]],
  ])('takes %s', (_, fields, expected, lines) => {
    expect(differencesOf(fields, expected)).toEqual(lines);
  });
});

describe('named', () => {
  const asked = (items: { [name: string]: unknown }): object => ({ list: Match.named(items) });

  test.each<Case>([
    ['items by name', { list: CONTAINERS }, asked({ b: { image: 'y:1' }, a: { args: ['1', '2'] } }), []],
    [
      'items that differ',
      { list: CONTAINERS },
      asked({ b: { image: 'z' } }),
      [`'list[1].image' must be "z", got "y:1"`],
    ],
    [
      'items that are not there',
      { list: CONTAINERS },
      asked({ c: {} }),
      ["'list[name=c]' must be {}, got nothing; there are: a, b"],
    ],
    ['items that must not be there', { list: CONTAINERS }, asked({ c: Match.absent() }), []],
    ['no list at all', {}, asked({ a: Match.absent() }), []],
    [
      'items that must not be there, but are',
      { list: [{ name: 'a' }] },
      asked({ a: Match.absent() }),
      [`'list[0]' must not be there, got { name: "a" }`],
    ],
    ['what is no list', { list: {} }, asked({ a: {} }), ["'list' must be a list of items with names, got {}"]],
    ['items without names', { list: [1, null, {}] }, asked({ a: 1 }), ["'list[name=a]' must be 1, got nothing"]],
  ])('takes %s', (_, fields, expected, lines) => {
    expect(differencesOf(fields, expected)).toEqual(lines);
  });
});

describe('what cannot be in a manifest', () => {
  class Size {}

  test.each<[string, unknown, string]>([
    [
      'undefined',
      { spec: { replicas: undefined } },
      "'spec.replicas' must be asked for with a value, got undefined; use Match.absent() for a field that must not be there",
    ],
    [
      'undefined in a matcher',
      { a: Match.arrayWith([{ b: undefined }]) },
      "'a[0].b' must be asked for with a value, got undefined; use Match.absent() for a field that must not be there",
    ],
    [
      'a function',
      { a: () => 1 },
      "'a' must be asked for as plain JSON, a regular expression or a Match, got a function; write what is rendered",
    ],
    [
      'an object of a class',
      { a: [new Size()] },
      "'a[0]' must be asked for as plain JSON, a regular expression or a Match, got an object of class Size; write what is rendered",
    ],
  ])('fails also where it would hold: %s', (_, expected, words) => {
    expect(messageOf(() => Manifests.ofYaml('').hasNo('Pod', expected))).toBe(words);
  });
});

test('what leads back to itself is shown as such', () => {
  const circle: { [key: string]: unknown } = { a: 1 };
  circle['b'] = circle;
  const items: unknown[] = [];
  items.push(Match.arrayWith(items));
  expect(differencesOf({ a: 1, b: { a: 1 } }, circle)).toEqual(["'b.b' must be { a: 1, b: [circular] }, got nothing"]);
  expect(differencesOf({ c: [[]] }, { c: items })).toEqual([
    "'c[0]' must have an item a list with [a list with [circular]], got []",
  ]);
  expect(() => Manifests.ofYaml('kind: A').has('A', { items, circle })).toThrow('[circular]');
});
