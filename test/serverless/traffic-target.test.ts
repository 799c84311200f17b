import { Service, TrafficTarget, TrafficTargetOptions } from '../../src/serverless';
import { at, manifest, messageOf, newChart } from '../support';

const { latest, revision } = {
  latest: (percent: number, tag?: string) => TrafficTarget.latest(percent, { tag }),
  revision: (name: string, percent: number, tag?: string) => TrafficTarget.revision(name, percent, { tag }),
};

function traffic(...targets: TrafficTarget[]): unknown {
  const containers = [{ image: 'example/web:1' }];
  const web = new Service(newChart(), 'Web', { metadata: { name: 'web' }, containers, traffic: targets });
  return at(manifest(web, 'Service'), 'spec', 'traffic');
}

test('shares requests between revisions, in the order of the targets', () => {
  expect(traffic(revision('v1', 50), revision('web-v2', 50), latest(0))).toEqual([
    { revisionName: 'web-v1', percent: 50 },
    { revisionName: 'web-v2', percent: 50 },
    { latestRevision: true, percent: 0 },
  ]);
});

test('gives every option of a target', () => {
  const options: Required<TrafficTargetOptions> = { tag: 'next' };
  expect(traffic(TrafficTarget.revision('v1', 100), TrafficTarget.latest(0, options))).toEqual([
    { revisionName: 'web-v1', percent: 100 },
    { latestRevision: true, percent: 0, tag: 'next' },
  ]);
});

test('keeps what it was made from', () => {
  expect(latest(7, 'next')).toMatchObject({ percent: 7, tag: 'next' });
  expect(revision('v1', 7).tag).toBeUndefined();
});

test('takes a revision twice when one of the two has a tag', () => {
  expect(() => traffic(revision('v1', 100), revision('v1', 0, 'old'))).not.toThrow();
  expect(() => traffic(latest(100), latest(0, 'a'), latest(0, 'b'))).not.toThrow();
});

test('takes a tag that makes a host of 63 characters with the name', () => {
  expect(() => traffic(latest(100, 'a'.repeat(59)))).not.toThrow();
});

test.each<[string, TrafficTarget[], string]>([
  ['no targets', [], "'traffic' must make 100 percent, got no targets; change the percents"],
  ['99 percent', [latest(99)], "'traffic' must make 100 percent, got 99; change the percents"],
  [
    '101 percent',
    [revision('v1', 50), revision('v2', 51)],
    "'traffic' must make 100 percent, got 50 + 51; change the percents",
  ],
  [
    '0 percent',
    [revision('v1', 0), revision('v2', 0)],
    "'traffic' must make 100 percent, got 0 + 0; change the percents",
  ],
  [
    'a negative share',
    [revision('v1', -1), revision('v2', 101)],
    "'traffic[0].percent' must be a whole number from 0 to 100, got -1; give whole percents",
  ],
  [
    'a share above 100',
    [revision('v1', 101)],
    "'traffic[0].percent' must be a whole number from 0 to 100, got 101; give whole percents",
  ],
  [
    'half a percent',
    [revision('v1', 99.5), revision('v2', 0.5)],
    "'traffic[0].percent' must be a whole number from 0 to 100, got 99.5; give whole percents",
  ],
  [
    'no number',
    [latest(NaN)],
    "'traffic[0].percent' must be a whole number from 0 to 100, got NaN; give whole percents",
  ],
  [
    'a wrong name of a revision',
    [latest(50), revision('V1', 50)],
    "'traffic[1].revision' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"web-V1\"; correct the name",
  ],
  [
    'a wrong tag',
    [latest(100, '1st')],
    "'traffic[0].tag' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"1st\"; choose another tag",
  ],
  ['an empty tag', [latest(100, '')], "'traffic[0].tag' must be"],
  [
    'a tag that is too long with the name',
    [latest(100, 'a'.repeat(60))],
    `'traffic[0].tag' must give a host of at most 63 characters with the name, got "${'a'.repeat(60)}-web" of 64; shorten it`,
  ],
  [
    'a tag twice',
    [latest(50, 'a'), revision('v1', 50, 'a')],
    '\'traffic\' must differ in tag, got "a" twice; rename one of them',
  ],
  [
    'a revision twice',
    [revision('v1', 50), revision('web-v1', 50)],
    '\'traffic\' must differ in revision, got "web-v1" twice; add their percents, or tag one of them',
  ],
  [
    'the latest twice',
    [latest(50), latest(50)],
    '\'traffic\' must differ in revision, got "latest" twice; add their percents, or tag one of them',
  ],
])('fails for %s', (_, targets, words) => {
  expect(messageOf(() => traffic(...targets)).slice(0, `[app/Web] ${words}`.length)).toBe(`[app/Web] ${words}`);
});
