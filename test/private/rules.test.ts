import {
  Rule,
  absolutePath,
  check,
  fileMode,
  httpPath,
  mountPath,
  portNumber,
  relativePath,
  whole,
} from '../../src/private/rules';
import { messageOf, newChart } from '../support';

describe('check', () => {
  const odd: Rule<number> = (value) => (value % 2 === 1 ? undefined : 'must be odd');
  const run = (value: number | undefined) => (): void => {
    check(newChart(), 'amount', value, odd, 'add 1');
  };

  test('fails when the rule is broken', () => {
    expect(messageOf(run(2))).toBe("[app] 'amount' must be odd, got 2; add 1");
  });

  test.each([[1], [undefined]])('passes %p', (value) => {
    expect(run(value)).not.toThrow();
  });
});

describe('whole numbers', () => {
  test.each([0, 1, 2 ** 31 - 1])('of at least 0 may be %p', (value) => {
    expect(whole(0)(value)).toBeUndefined();
  });

  test.each([-1, 0.5, NaN, Infinity, -Infinity, '1' as never, null as never, true as never])(
    'of at least 0 are not %p',
    (value) => {
      expect(whole(0)(value)).toBe('must be a whole number of at least 0');
    },
  );

  test.each([1, 65535])('of a port may be %p', (value) => {
    expect(portNumber(value)).toBeUndefined();
  });

  test.each([0, 65536, -1, 80.5, NaN, '80' as never])('of a port are not %p', (value) => {
    expect(portNumber(value)).toBe('must be a whole number from 1 to 65535');
  });
});

describe('the mode of a file', () => {
  test.each([0, 0o400, 0o440, 0o777])('may be %p', (value) => {
    expect(fileMode(value)).toBeUndefined();
  });

  test.each([0o1000, -1, 0.5, NaN, '0440' as never])('is not %p', (value) => {
    expect(fileMode(value)).toBe('must be an octal mode from 0o000 to 0o777');
  });
});

const ABSOLUTE = "must be an absolute path without '..'";
const RELATIVE = "must be a relative path without '..'";
const HTTP = "must be a path that starts with '/' and holds no spaces";

describe.each<{ name: string; rule: Rule<string>; words: string; good: string[]; bad: string[] }>([
  {
    name: 'an absolute path',
    rule: absolutePath,
    words: ABSOLUTE,
    good: ['/', '/a', '/a/', '/a/..b', '/a:b', '/é'],
    bad: ['', 'a', './a', '/..', '/a/../b', '../a'],
  },
  { name: 'the path of a mount', rule: mountPath, words: ABSOLUTE, good: ['/a', '/a/'], bad: ['', 'a', '/a/../b'] },
  {
    name: 'a path below a volume',
    rule: relativePath,
    words: RELATIVE,
    good: ['a', 'a/b', './a', 'a/..b', 'a b'],
    bad: ['', '/a', '..', '../a', 'a/..', 'a/../b'],
  },
  {
    name: 'the path of a request',
    rule: httpPath,
    words: HTTP,
    good: ['/', '/a', '/a?b=c&d', '/é'],
    bad: ['', 'a', '/a b', '/a\n', 'http://a/'],
  },
])('$name', ({ rule, words, good, bad }) => {
  test('may be any of these', () => {
    expect(good.map((value) => rule(value))).toEqual(good.map(() => undefined));
  });

  test.each(bad)('is not %j', (value) => {
    expect(rule(value)).toBe(words);
  });
});

test('the path of a mount holds no colon', () => {
  expect(mountPath('/a:ro')).toBe("must not contain ':'");
});

test('a whole number is not more than Kubernetes holds in 32 bits', () => {
  expect(whole(0)(2 ** 31)).toEqual(expect.any(String));
});
