import { check } from 'cdk8s-patterns';
import { findingsOf } from '../support';

const at = (schedule: string, timeZone?: string): string => `apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec: { schedule: '${schedule}'${timeZone === undefined ? '' : `, timeZone: '${timeZone}'`} }
`;

describe('cron-schedule', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'Sunday as 7',
      at('0 3 * * 7'),
      [
        [
          '/spec/schedule',
          "'spec.schedule' must have a day of week from 0 to 6, as a number, '*', a range 'a-b' or a step '*/n', got \"0 3 * * 7\"; write it like \"0 3 * * 1-5\", or like \"@daily\"",
        ],
      ],
    ],
    [
      'four fields',
      at('0 3 * *'),
      [
        [
          '/spec/schedule',
          '\'spec.schedule\' must have five fields: minute, hour, day of month, month, day of week, got "0 3 * *"; write it like "0 3 * * 1-5", or like "@daily"',
        ],
      ],
    ],
    [
      'a macro of other crons',
      at('@reboot'),
      [
        [
          '/spec/schedule',
          '\'spec.schedule\' must have five fields: minute, hour, day of month, month, day of week, got "@reboot"; write it like "0 3 * * 1-5", or like "@daily"',
        ],
      ],
    ],
    [
      'no schedule',
      at(''),
      [['/spec/schedule', '\'spec.schedule\' must not be empty, got ""; write it like "0 3 * * 1-5"']],
    ],
    [
      'hours away from Greenwich',
      at('@daily', '+05:00'),
      [
        [
          '/spec/timeZone',
          '\'spec.timeZone\' must be the name of a time zone, got "+05:00"; name it like Europe/Berlin',
        ],
      ],
    ],
    [
      'a time zone in lower case',
      at('@daily', 'europe/berlin'),
      [
        [
          '/spec/timeZone',
          '\'spec.timeZone\' must be the name of a time zone, in its upper and lower case, got "europe/berlin"; did you mean "Europe/Berlin"?',
        ],
      ],
    ],
    [
      'a time zone that does not exist',
      at('@daily', 'Europe/Berln'),
      [
        [
          '/spec/timeZone',
          '\'spec.timeZone\' must be the name of a time zone, got "Europe/Berln"; did you mean "Europe/Berlin"?',
        ],
      ],
    ],
    [
      'the time zone of the controller',
      at('@daily', 'Local'),
      [
        [
          '/spec/timeZone',
          '\'spec.timeZone\' must be the name of a time zone, got "Local"; name it like Europe/Berlin',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('cron-schedule', yaml)).toEqual(expected);
  });

  test.each<[string, string, check.CheckOptions, [string, string][]]>([
    [
      'a time zone in the schedule since 1.29',
      at('TZ=Europe/Berlin 0 3 * * *'),
      { target: '1.29' },
      [
        [
          '/spec/schedule',
          '\'spec.schedule\' must not name a time zone, which is the field \'timeZone\', got "TZ=Europe/Berlin 0 3 * * *"; write it like "0 3 * * 1-5", or like "@daily"',
        ],
      ],
    ],
    [
      'two time zones',
      at('TZ=UTC 0 3 * * *', 'UTC'),
      { target: '1.28' },
      [
        [
          '/spec/schedule',
          "'spec.schedule' must not name a time zone beside 'timeZone', got \"TZ=UTC 0 3 * * *\"; name the time zone in 'timeZone' alone",
        ],
      ],
    ],
    [
      'an unknown time zone in the schedule',
      at('CRON_TZ=Europe/Nowhere 0 3 * * *'),
      { target: '1.28' },
      [
        [
          '/spec/schedule',
          "'spec.schedule' must be the name of a time zone, got \"CRON_TZ=Europe/Nowhere 0 3 * * *\"; name the time zone in 'timeZone' alone",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, options, expected) => {
    expect(findingsOf('cron-schedule', yaml, options)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['Sunday as 0, steps, ranges and names', at('*/5 0-6/2 1,15 JAN-mar sun')],
    ['a macro', at('@daily')],
    ['an interval', at('@every 1h30m')],
    ['a time zone', at('@daily', 'America/Argentina/Buenos_Aires')],
    ['an old name of a time zone', at('@daily', 'US/Pacific')],
    ['hours away from Greenwich by their name', at('@daily', 'Etc/GMT+5')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('cron-schedule', yaml)).toEqual([]);
  });

  test.each<[string, string, check.CheckOptions]>([
    ['a time zone in the schedule before 1.29', at('TZ=Europe/Berlin 0 3 * * *'), { target: '1.28' }],
  ])('takes %s', (_, yaml, options) => {
    expect(findingsOf('cron-schedule', yaml, options)).toEqual([]);
  });
});
