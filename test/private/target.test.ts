import { targetOf } from '../../src/private/target';
import { messageOf, newChart } from '../support';

test('the target is 1.27 in a stock App', () => {
  expect(targetOf(newChart())).toBe('1.27');
});

test('the target is what the App publishes', () => {
  expect(targetOf(newChart({ target: '1.31' }))).toBe('1.31');
});

test.each([['1'], ['v1.29'], ['1.29.3'], ['2.0'], ['1.'], [''], ['newest']])(
  'fails when the target is %p',
  (target) => {
    expect(messageOf(() => targetOf(newChart({ target })))).toBe(
      `[app] context 'cdk8s-patterns:target' must be a version such as "1.27", got "${target}"; correct it or remove it`,
    );
  },
);

test('fails when the target is a number', () => {
  expect(messageOf(() => targetOf(newChart({ target: 1.3 as never })))).toBe(
    `[app] context 'cdk8s-patterns:target' must be a version such as "1.27", got 1.3; correct it or remove it`,
  );
});
