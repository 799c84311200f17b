import { findingsOf, report } from '../support';

const named = (
  kind: string,
  name: string,
  spec = '',
): string => `apiVersion: ${kind.endsWith('Job') ? 'batch' : 'apps'}/v1
kind: ${kind}
metadata: { name: ${name} }
spec: { ${spec} }
`;
const letters = (count: number): string => 'a'.repeat(count);
const indexed = 'completionMode: Indexed, completions: 10';

describe('derived-name', () => {
  test.each<[string, string, [string, string][]]>([
    [
      '53 characters for a CronJob',
      named('CronJob', letters(53)),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 52 characters, because its jobs add the time to it, got 53 characters; shorten it",
        ],
      ],
    ],
    [
      '64 characters for a Job',
      named('Job', letters(64)),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 63 characters, because its pods have it in a label, got 64 characters; shorten it",
        ],
      ],
    ],
    [
      '62 characters for an indexed Job',
      named('Job', letters(62), indexed),
      [
        [
          '/metadata/name',
          "'metadata.name' must, with the index of each pod, be at most 63 lower case letters, digits and '-', as a host name, got \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"; shorten it",
        ],
      ],
    ],
    [
      'a dot for an indexed Job',
      named('Job', 'a.b', indexed),
      [
        [
          '/metadata/name',
          "'metadata.name' must, with the index of each pod, be at most 63 lower case letters, digits and '-', as a host name, got \"a.b\"; write '-' for '.'",
        ],
      ],
    ],
    [
      'a dot for an indexed Job that says no number',
      named('Job', 'a.b', 'completionMode: Indexed'),
      [
        [
          '/metadata/name',
          "'metadata.name' must, with the index of each pod, be at most 63 lower case letters, digits and '-', as a host name, got \"a.b\"; write '-' for '.'",
        ],
      ],
    ],
    [
      'a dot for a CronJob of indexed jobs',
      named('CronJob', 'a.b', `jobTemplate: { spec: { ${indexed} } }`),
      [
        [
          '/metadata/name',
          "'metadata.name' must, with the index of each pod, be at most 63 lower case letters, digits and '-', as a host name, got \"a.b\"; write '-' for '.'",
        ],
      ],
    ],
    [
      '54 characters for a StatefulSet',
      named('StatefulSet', letters(54)),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 52 characters, because the label controller-revision-hash of its pods adds a hash to it, got 54 characters; shorten it",
        ],
      ],
    ],
    [
      '244 characters for a Deployment',
      named('Deployment', letters(244)),
      [
        [
          '/metadata/name',
          "'metadata.name' must be at most 242 characters, because its replica sets add a hash to it, got 244 characters; shorten it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('derived-name', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['52 characters for a CronJob', named('CronJob', letters(52))],
    ['63 characters for a Job', named('Job', letters(63))],
    ['64 characters for a Job with a selector of its own', named('Job', letters(64), 'manualSelector: true')],
    ['61 characters for an indexed Job', named('Job', letters(61), indexed)],
    ['a dot for another Job', named('Job', 'a.b')],
    ['52 characters for a StatefulSet', named('StatefulSet', letters(52))],
    ['242 characters for a Deployment', named('Deployment', letters(242))],
    ['250 characters for a DaemonSet', named('DaemonSet', letters(250))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('derived-name', yaml)).toEqual([]);
  });
});

test('warns of a name of a StatefulSet that a short hash fits to', () => {
  const severities = [53, 54].map((length) => {
    const { findings } = report(named('StatefulSet', letters(length)), { strict: false });
    return findings.filter(({ rule }) => rule === 'derived-name').map(({ severity }) => severity);
  });
  expect(severities).toEqual([['warning'], ['error']]);
});
