import { Size } from 'cdk8s';
import { invalid, shown } from '../../src/private/errors';
import { newChart } from '../support';

test('an error reads: path, prop, rule, value, way out', () => {
  const error = invalid(newChart(), "'replicas' must be at least 1, got 0", 'omit it for one server');
  expect(error.message).toBe("[app] 'replicas' must be at least 1, got 0; omit it for one server");
});

test.each([
  ['text in double quotes', 'a "b"', '"a \\"b\\""'],
  ['an empty text', '', '""'],
  ['a number', 1.5, '1.5'],
  ['no number', NaN, 'NaN'],
  ['an endless number', -Infinity, '-Infinity'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a list', ['a', 1], '["a",1]'],
  ['an object', { a: true }, '{"a":true}'],
  ['a big integer', 5n, '5'],
  ['an instance', Size.gibibytes(1), 'an instance of Size'],
  ['an instance in an object', { size: Size.gibibytes(1) }, '{"size":"an instance of Size"}'],
  ['a construct, which leads back to itself', newChart(), 'an instance of Chart'],
])('shows %s', (_, value, text) => {
  expect(shown(value)).toBe(text);
});

test('shows 80 characters whole', () => {
  expect(shown('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
});

test('cuts a longer value to 80 characters', () => {
  expect(shown('x'.repeat(79))).toBe(`"${'x'.repeat(76)}...`);
});
