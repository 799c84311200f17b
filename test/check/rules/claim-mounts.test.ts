import { all, service } from '../manifests';
import { findingsOf } from '../support';

const statefulSet = (container: string, spec = '', pod = ''): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  ${spec}
  template:
    metadata: { labels: { app: web } }
    spec: { ${pod}containers: [{ name: web, image: a${container} }] }
`;
const CLAIMS = 'volumeClaimTemplates: [{ metadata: { name: data } }, { metadata: { name: logs } }]';
const found = (index: number, name: string): [string, string] => [
  `/spec/volumeClaimTemplates/${index}/metadata/name`,
  `'spec.volumeClaimTemplates[${index}].metadata.name' must be mounted by a container, or the data goes with the pod, ` +
    `got "${name}"; mount it, or omit it`,
];
const mounts = (...names: string[]): string =>
  `, volumeMounts: [${names.map((name) => `{ name: ${name}, mountPath: /${name} }`).join(', ')}]`;

describe('unmounted-claim', () => {
  test.each<[string, string, [string, string][]]>([
    ['claims without a mount', statefulSet('', CLAIMS), [found(0, 'data'), found(1, 'logs')]],
    ['the one of two that has none', statefulSet(mounts('data'), CLAIMS), [found(1, 'logs')]],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('unmounted-claim', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a mount for each', statefulSet(mounts('data', 'logs'), CLAIMS)],
    ['no claims', statefulSet('')],
    [
      'a mount of a container before',
      statefulSet(mounts('data'), CLAIMS, `initContainers: [{ name: b, image: b${mounts('logs')} }], `),
    ],
    ['a device', statefulSet(`${mounts('data')}, volumeDevices: [{ name: logs, devicePath: /dev/a }]`, CLAIMS)],
    ['a mount of a name that is not there, which may be meant', statefulSet(mounts('data', 'log'), CLAIMS)],
    ['a template without a name', statefulSet('', 'volumeClaimTemplates: [{ metadata: {} }]')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('unmounted-claim', yaml)).toEqual([]);
  });
});

describe('headless-service', () => {
  const headless = (selector: string): string => service({ spec: 'clusterIP: None', selector });
  const set = statefulSet('', 'serviceName: web');

  test('finds a Service that does not select the pods', () => {
    expect(findingsOf('headless-service', all(set, headless('app: wbe')))).toEqual([
      [
        '/spec/serviceName',
        '\'spec.serviceName\' must name a Service that selects the pods, or they have no names in DNS, got "web"; ' +
          'correct the selector of Service web',
      ],
    ]);
  });

  test.each([
    ['one that selects them', headless('app: web')],
    ['one that selects them one by one', headless("app: web, 'apps.kubernetes.io/pod-index': '0'")],
    ['one without a selector', service({ spec: 'clusterIP: None' }).replace(/^ {2}selector.*\n/m, '')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('headless-service', all(set, yaml))).toEqual([]);
  });
});
