import { App, Chart, Duration } from 'cdk8s';
import { Service, ServiceProps } from '../../src/serverless';
import { messageOf, newChart } from '../support';

const image = 'example/web:1';
const long = 'a'.repeat(64);

function service(props: Partial<ServiceProps>): Service {
  return new Service(newChart(), 'Web', { metadata: { name: 'web' }, containers: [{ image }], ...props });
}

const cases: [string, Partial<ServiceProps>, string][] = [
  [
    'a name that starts with a digit',
    { metadata: { name: '1web' } },
    "'metadata.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"1web\"; choose another name or omit it",
  ],
  ['a name of 64 letters', { metadata: { name: long } }, "'metadata.name' must be at most 63"],
  ['a label value with a space', { metadata: { labels: { a: 'b c' } } }, '\'metadata.labels["a"]\' must be'],
  [
    'an annotation of the autoscaler on the Service',
    { metadata: { annotations: { 'autoscaling.knative.dev/min-scale': '1' } } },
    "'metadata.annotations' must not be for the autoscaler, got \"autoscaling.knative.dev/min-scale\"; put it in 'podAnnotations'",
  ],
  ['no containers', { containers: [] }, "'containers' must name at least one container, got []; add one"],
  [
    'a revision with upper case letters',
    { revision: 'V1' },
    "'revision' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"web-V1\"; choose another name",
  ],
  ['an empty revision', { revision: '' }, "'revision' must be"],
  ['a revision that makes a name of 64 letters', { revision: 'a'.repeat(60) }, "'revision' must be at most 63"],
  [
    'a label that Knative writes',
    { podLabels: { 'serving.knative.dev/service': 'x' } },
    '\'podLabels\' must not begin with serving.knative.dev/, got "serving.knative.dev/service"; omit it',
  ],
  ['a wrong label of the pods', { podLabels: { 'a b': 'c' } }, "'podLabels' must be"],
  ['a wrong annotation of the pods', { podAnnotations: { 'a b': 'c' } }, "'podAnnotations' must be"],
  [
    'an annotation that a prop says too',
    { minScale: 1, podAnnotations: { 'autoscaling.knative.dev/min-scale': '2' } },
    '\'podAnnotations\' must not repeat a prop, got "autoscaling.knative.dev/min-scale"; omit one of them',
  ],
  [
    'the token of the account',
    { automountServiceAccountToken: true },
    "'automountServiceAccountToken' must not be true in Knative, got true; omit it, and let the account say so",
  ],
  ['a minScale below 0', { minScale: -1 }, "'minScale' must be a whole number of at least 0, got -1; omit it for 0"],
  [
    'half a maxScale',
    { maxScale: 1.5 },
    "'maxScale' must be a whole number of at least 0, got 1.5; omit it for no limit",
  ],
  ['a maxScale beyond 32 bits', { maxScale: 2147483648 }, "'maxScale' must be"],
  [
    'a maxScale below minScale',
    { minScale: 3, maxScale: 2 },
    "'maxScale' must not be below 'minScale', got 2 below 3; raise it, or omit it for no limit",
  ],
  [
    'an initialScale of 0',
    { initialScale: 0 },
    "'initialScale' must be a whole number of at least 1, got 0; omit it for 1",
  ],
  [
    'a targetConcurrency of 0',
    { targetConcurrency: 0 },
    "'targetConcurrency' must be a number of at least 0.01, got 0; omit it for 100",
  ],
  [
    'an infinite targetConcurrency',
    { targetConcurrency: Infinity },
    "'targetConcurrency' must be a number of at least 0.01, got Infinity",
  ],
  [
    'a containerConcurrency of 1001',
    { containerConcurrency: 1001 },
    "'containerConcurrency' must be a whole number from 0 to 1000, got 1001; omit it for no limit",
  ],
  [
    'a timeout of 0',
    { timeout: Duration.seconds(0) },
    "'timeout' must be a whole number from 1 to 600, got 0; give 1 second to 10 minutes",
  ],
  [
    'a timeout over 10 minutes',
    { timeout: Duration.seconds(601) },
    "'timeout' must be a whole number from 1 to 600, got 601",
  ],
  [
    'a timeout of half a second',
    { timeout: Duration.millis(500) },
    "'timeout' must be a whole number from 1 to 600, got 0.5",
  ],
  [
    'a late start of the answer',
    { timeout: Duration.seconds(5), responseStartTimeout: Duration.seconds(6) },
    "'responseStartTimeout' must not exceed 'timeout', got 6 over 5 seconds; lower it",
  ],
  [
    'a long pause',
    { timeout: Duration.seconds(5), idleTimeout: Duration.seconds(6) },
    "'idleTimeout' must not exceed 'timeout', got 6 over 5 seconds; lower it",
  ],
  [
    'a pause of half a second',
    { idleTimeout: Duration.millis(500) },
    "'idleTimeout' must be a whole number of at least 0, got 0.5",
  ],
];

test.each(cases)('fails for %s', (_, props, words) => {
  expect(messageOf(() => service(props)).slice(0, `[app/Web] ${words}`.length)).toBe(`[app/Web] ${words}`);
});

test.each<[string, Partial<ServiceProps>]>([
  ['a name of 63 letters', { metadata: { name: long.slice(1) } }],
  ['a revision that makes a name of 63 letters', { revision: 'a'.repeat(59) }],
  ['no limit over a minScale', { minScale: 3, maxScale: 0 }],
  ['one number of pods', { minScale: 3, maxScale: 3 }],
  ['the greatest maxScale', { maxScale: 2147483647 }],
  ['the least targetConcurrency', { targetConcurrency: 0.01 }],
  ['the greatest containerConcurrency', { containerConcurrency: 1000 }],
  ['the least timeout', { timeout: Duration.seconds(1), idleTimeout: Duration.seconds(1) }],
  ['a start of the answer without a timeout', { responseStartTimeout: Duration.minutes(4) }],
])('takes %s', (_, props) => {
  expect(() => service(props)).not.toThrow();
});

test('fails for a name that cdk8s made and that cannot begin a host', () => {
  const chart = new Chart(new App(), '1app');
  expect(messageOf(() => new Service(chart, 'Web', { containers: [{ image }] }))).toMatch(
    /^\[1app\/Web\] 'metadata\.name' must .*, got "1app-web-\w+"; choose another name$/,
  );
});
