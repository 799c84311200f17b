import { schedule } from '../../src/private/rules';

// Both tables were held against a Kubernetes 1.27 API server, whose validation is robfig/cron's standard parser.

const FIELDS = 'must have five fields: minute, hour, day of month, month, day of week';
const field = (name: string, from: number, to: number): string =>
  `must have ${name} from ${from} to ${to}, as a number, '*', a range 'a-b' or a step '*/n'`;
const MINUTE = field('a minute', 0, 59);
const HOUR = field('an hour', 0, 23);
const DAY = field('a day of month', 1, 31);
const MONTH = field('a month', 1, 12);
const WEEKDAY = field('a day of week', 0, 6);
const ZONE = "must not name a time zone, which is the field 'timeZone'";

test.each([
  '* * * * *',
  '*/5 * * * *',
  '0 0 1 1 0',
  '59 23 31 12 6',
  '05 005 * * *',
  '0-59/15 * * * *',
  '5/10 * * * *',
  '*/60 * * * *',
  '*/61 * * * *',
  '1,2,3 * * * *',
  '1-5,10-20/2 * * * *',
  '5-5 * * * *',
  '? ? ? ? ?',
  '? * * * ?/2',
  '* * * jan-dec mon-fri',
  '* * * JAN Sun',
  '* * * 1-dec *',
  '* * * * mon/2',
  '0 0 31 4,6 *',
  '0 0 30 feb *',
  ' * * * * * ',
  '*\t*\t*\t*\t*',
  '* * * * *\n',
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
  '@every 1h',
  '@every 1h30m',
  '@every 1.5h',
  '@every 100ms',
])('accepts %j', (value) => {
  expect(schedule(value)).toBeUndefined();
});

test.each([
  ['', FIELDS],
  ['   ', FIELDS],
  ['* * * *', FIELDS],
  ['* * * * * *', FIELDS],
  ['every day', FIELDS],
  ['@reboot', FIELDS],
  ['@Hourly', FIELDS],
  [' @hourly', FIELDS],
  ['@hourly ', FIELDS],
  ['@every', FIELDS],
  ['@every 5', FIELDS],
  ['@every 1d', FIELDS],
  ['@every 1h 30m', FIELDS],
  ['@every  1h', FIELDS],
  ['60 * * * *', MINUTE],
  ['-1 * * * *', MINUTE],
  ['10-5 * * * *', MINUTE],
  ['*/0 * * * *', MINUTE],
  ['*/ * * * *', MINUTE],
  ['/5 * * * *', MINUTE],
  ['*/a * * * *', MINUTE],
  ['*/-1 * * * *', MINUTE],
  ['1/2/3 * * * *', MINUTE],
  ['1-2-3 * * * *', MINUTE],
  ['1.5 * * * *', MINUTE],
  ['0x5 * * * *', MINUTE],
  ['1e1 * * * *', MINUTE],
  ['1_0 * * * *', MINUTE],
  ['** * * * *', MINUTE],
  ['*5 * * * *', MINUTE],
  ['H * * * *', MINUTE],
  ['jan * * * *', MINUTE],
  ['é * * * *', MINUTE],
  ['99999999999999999999 * * * *', MINUTE],
  ['* 24 * * *', HOUR],
  ['* * 0 * *', DAY],
  ['* * 32 * *', DAY],
  ['* * L * *', DAY],
  ['* * 15W * *', DAY],
  ['* * * 0 *', MONTH],
  ['* * * 13 *', MONTH],
  ['* * * january *', MONTH],
  ['* * * * 7', WEEKDAY],
  ['* * * * 1-7', WEEKDAY],
  ['* * * * monday', WEEKDAY],
  ['* * * * fri-mon', WEEKDAY],
  ['* * * * 5#3', WEEKDAY],
  ['* * * * 5L', WEEKDAY],
])('refuses %j', (value, words) => {
  expect(schedule(value)).toBe(words);
});

describe('stricter than Kubernetes', () => {
  test.each(['TZ=UTC * * * * *', 'CRON_TZ=UTC 0 * * * *', 'TZ=Europe/Zurich @daily'])(
    'refuses %j, which Kubernetes does not support officially',
    (value) => {
      expect(schedule(value)).toBe(ZONE);
    },
  );

  test.each([
    ['an empty part', '1,,3 * * * *'],
    ['no part at all, which never runs', ', * * * *'],
    ['a range from any minute', '*-5 * * * *'],
    ['a plus sign', '+5 * * * *'],
  ])('refuses %s', (_, value) => {
    expect(schedule(value)).toBe(MINUTE);
  });

  test.each(['@every 0', '@every -1h'])('refuses %j', (value) => {
    expect(schedule(value)).toBe(FIELDS);
  });
});

test('refuses a step beyond what Kubernetes can read', () => {
  expect(schedule('*/99999999999999999999 * * * *')).toBe(MINUTE);
});
