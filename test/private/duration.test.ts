import { Duration } from 'cdk8s';
import { seconds } from '../../src/private/duration';
import { messageOf, newChart } from '../support';

test.each([
  ['seconds', Duration.seconds(90), 90],
  ['minutes', Duration.minutes(1.5), 90],
  ['days', Duration.days(1), 86400],
  ['zero', Duration.seconds(0), 0],
  ['whole seconds in milliseconds', Duration.millis(2000), 2],
  ['nothing', undefined, undefined],
])('takes %s', (_, duration, amount) => {
  expect(seconds(newChart(), 'minReady', duration, 0)).toBe(amount);
});

test.each([
  [
    'half a second',
    Duration.millis(500),
    0,
    'must be a whole number of at least 0, got 0.5; give whole seconds, at least 0',
  ],
  [
    'less than the least',
    Duration.seconds(9),
    10,
    'must be a whole number of at least 10, got 9; give whole seconds, at least 10',
  ],
  ['a number alone', 30 as never, 0, 'must be a Duration of cdk8s, got 30; write Duration.seconds(30)'],
  [
    'no number',
    Duration.seconds(NaN),
    0,
    'must be a whole number of at least 0, got NaN; give whole seconds, at least 0',
  ],
])('fails for %s', (_, duration, min, words) => {
  expect(messageOf(() => seconds(newChart(), 'minReady', duration, min))).toBe(`[app] 'minReady' ${words}`);
});
