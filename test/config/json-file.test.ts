import { config } from 'cdk8s-patterns';
import { messageOf } from '../support';

test('writes an object as an indented file without a line end', () => {
  expect(
    config.JsonFile.text({ Logging: { LogLevel: { Default: 'Debug' } }, Ports: [80], None: null, Left: undefined }),
  ).toBe(
    '{\n  "Logging": {\n    "LogLevel": {\n      "Default": "Debug"\n    }\n  },\n  "Ports": [\n    80\n  ],\n  "None": null\n}',
  );
});

test.each([
  ['a function', () => 1, 'a function'],
  ['no number', NaN, 'NaN'],
  ['an endless number', -Infinity, '-Infinity'],
  ['a big integer', 1n, 'a bigint'],
  ['a map, of which nothing would be left', new Map([['a', 1]]), 'a Map'],
  ['a set', new Set([1]), 'a Set'],
])('fails for %s', (_, value, got) => {
  expect(messageOf(() => config.JsonFile.text({ a: { b: value } }))).toBe(
    `[JsonFile] "b" must be plain JSON, got ${got}; write strings, numbers, booleans, lists and objects`,
  );
});
