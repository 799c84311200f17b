import {
  Rule,
  configKey,
  dnsLabel,
  dnsSubdomain,
  envName,
  image,
  labelKey,
  labelValue,
  portName,
  serviceName,
} from '../../src/private/rules';

const of = (length: number): string => 'n'.repeat(length);

const LABEL = "must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit";
const ENV = "must be letters, digits, '_', '-' and '.', not starting with a digit";

const tables: { name: string; rule: Rule<string>; words: string; good: string[]; bad: string[] }[] = [
  {
    name: 'a DNS label',
    rule: dnsLabel,
    words: LABEL,
    good: ['a', '1', 'a-b', 'a--b', '1a', of(63)],
    bad: ['', of(64), 'A', 'a.b', 'a_b', '-a', 'a-', 'é', 'a\n', ' a'],
  },
  {
    name: 'a DNS subdomain',
    rule: dnsSubdomain,
    words:
      "must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit",
    good: ['a', 'a.b', '1.2', of(253), 'a-b.c-d'],
    bad: ['', of(254), 'A', '.a', 'a.', 'a..b', 'a.-b', 'a_b', 'é'],
  },
  {
    name: 'the name of a Service',
    rule: serviceName,
    words:
      "must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit",
    good: ['a', 'a1', 'a-b', of(63)],
    bad: ['', of(64), '1a', '-a', 'a-', 'a.b', 'A'],
  },
  {
    name: 'the name of a port',
    rule: portName,
    words: "must be at most 15 lower case letters, digits and single '-', with at least one letter",
    good: ['http', 'a', '8a', 'a-b', of(15)],
    bad: ['', of(16), '80', 'HTTP', 'a--b', '-a', 'a-', 'a_b', 'a.b'],
  },
  {
    name: 'the key of a label',
    rule: labelKey,
    words: "must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'",
    good: ['a', 'A', 'a_b.c-d', of(63), 'example.com/a', `${of(253)}/a`, '1/2'],
    bad: ['', of(64), 'a/', '/a', 'a/b/c', 'Example.com/a', `${of(254)}/a`, '-a', 'a_', 'a b', 'é'],
  },
  {
    name: 'the value of a label',
    rule: labelValue,
    words: "must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
    good: ['', 'a', 'A_b.c-D', '1', of(63)],
    bad: [of(64), '-a', 'a.', 'a b', 'a/b', 'é', 'a\n'],
  },
  {
    name: 'the name of a variable',
    rule: envName,
    words: ENV,
    good: ['A', '_', 'a.b', 'a-b', '-a', '.a', 'Database__Provider', of(1000)],
    bad: ['', '1A', 'A B', 'A=B', 'é', 'A\n'],
  },
  {
    name: 'a key of a ConfigMap',
    rule: configKey,
    words: "must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..'",
    good: ['a', '.a', 'A_b.c-d', '1', 'a..b', of(253)],
    bad: ['', of(254), '.', '..', '..a', 'a/b', 'a b', 'é'],
  },
  {
    name: 'an image',
    rule: image,
    words: "must be the name of an image, such as 'nginx:1.30.6-alpine'",
    good: [
      'nginx',
      'nginx:1.30.6-alpine',
      'kiamol/ch04-todo-list',
      'localhost:5000/a/b:c',
      `gcr.io/a_b/c@sha256:${'0'.repeat(64)}`,
    ],
    bad: ['', ' nginx', 'nginx ', 'nginx:', 'a/', '/a', ':a', '@a', 'a b', '${IMAGE}', 'é'],
  },
];

describe.each(tables)('$name', ({ rule, words, good, bad }) => {
  test.each(good)('may be %j', (value) => {
    expect(rule(value)).toBeUndefined();
  });

  test.each(bad)('is not %j', (value) => {
    expect(rule(value)).toBe(words);
  });
});

describe('rules that Kubernetes has and we lack', () => {
  test.each(['.', '..', '..a'])('the name of a variable is not %j', (value) => {
    expect(envName(value)).toEqual(expect.any(String));
  });

  test.each(['Nginx', 'a//b', 'nginx:v1:v2', 'a::b', `nginx:${of(129)}`])('an image is not %j', (value) => {
    expect(image(value)).toEqual(expect.any(String));
  });
});
