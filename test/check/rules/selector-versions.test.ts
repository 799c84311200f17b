import { findingsOf, report } from '../support';

const made = (kind: string, name: string, labels: string): string =>
  `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: ${name} }, spec: { selector: { matchLabels: { ${labels} } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: web, image: nginx }] } } } }`;

const words = (place: string, value: string, list = 'matchLabels'): string =>
  `'spec.selector.${list}${place}' must not be in the selector, which cannot change when the version does, got "${value}"; keep it in the labels of the pod template alone, or in the name of the workload too`;

test.each([
  ['Deployment', 'app: web, version: v2', '/version', words('.version', 'v2')],
  ['DaemonSet', "app: web, version: '3'", '/version', words('.version', '3')],
  [
    'Deployment',
    'app: web, app.kubernetes.io/version: 1.2.3',
    '/app.kubernetes.io~1version',
    words('["app.kubernetes.io/version"]', '1.2.3'),
  ],
  ['StatefulSet', 'app: web, helm.sh/chart: web-1.2.3', '/helm.sh~1chart', words('["helm.sh/chart"]', 'web-1.2.3')],
  ['Deployment', 'app: web, helm.sh/chart: web-7', '/helm.sh~1chart', words('["helm.sh/chart"]', 'web-7')],
  ['Deployment', 'app: web, app-version: v2', '/app-version', words('.app-version', 'v2')],
  ['Deployment', 'app: web, appVersion: v2', '/appVersion', words('.appVersion', 'v2')],
  ['Deployment', 'app: web, release: 1.4.2', '/release', words('.release', '1.4.2')],
  ['Deployment', 'app: web, release: v1.4.2-rc.1', '/release', words('.release', 'v1.4.2-rc.1')],
  ['Deployment', 'app: web, chart: web-1.12.3', '/chart', words('.chart', 'web-1.12.3')],
])('finds in a %s that selects by %s a label that cannot stay', (kind, labels, pointer, message) => {
  const yaml = made(kind, 'web', labels);
  expect(findingsOf('version-in-selector', yaml)).toEqual([[`/spec/selector/matchLabels${pointer}`, message]]);
  expect(report(yaml, { strict: false }).errors).toEqual([]);
});

test('finds a version in an expression of the selector', () => {
  const expression = '{ key: version, operator: In, values: [stable, v2] }';
  const yaml = made('Deployment', 'web', 'app: web, version: v2').replace(
    'matchLabels: { app: web, version: v2 }',
    `matchExpressions: [${expression}]`,
  );
  expect(findingsOf('version-in-selector', yaml)).toEqual([
    ['/spec/selector/matchExpressions/0/values/1', words('[0].values[1]', 'v2', 'matchExpressions')],
  ]);
  for (const [from, to] of [
    ['In,', 'NotIn,'],
    ['v2]', 'beta]'],
  ] as const)
    expect(findingsOf('version-in-selector', yaml.replace(from, to))).toEqual([]);
});

test.each([
  ['no version', 'Deployment', 'web', 'app: web'],
  ['a version that is in the name too', 'Deployment', 'web-v2', 'app: web, version: v2'],
  ['a version with dots in the name', 'Deployment', 'web-1-2-3', 'app: web, version: 1.2.3'],
  ['a word that stays', 'Deployment', 'web', 'app: web, version: stable'],
  ['a ReplicaSet, of which each version has one', 'ReplicaSet', 'web', 'app: web, version: v2'],
  ['another label with digits', 'Deployment', 'web', 'app: web, tier: t2'],
  ['a label whose key only ends like one', 'Deployment', 'web', "app: web, conversion: '2'"],
  ['two numbers', 'Deployment', 'web', 'app: web, zone: eu-1.2'],
  ['an address', 'Deployment', 'web', 'app: web, net: 10.0.1.0'],
  ['a release that is in the name too', 'Deployment', 'web-1-4-2', 'app: web, release: 1.4.2'],
])('lets pass %s', (_, kind, name, labels) => {
  expect(findingsOf('version-in-selector', made(kind, name, labels))).toEqual([]);
});
