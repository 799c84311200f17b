import { findingsOf, report } from '../support';
import { all, complaints } from './cases';

const budget = (spec: string, app = 'web'): string =>
  `{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { selector: { matchLabels: { app: ${app} } }, ${spec} } }`;
const web = (replicas: string, kind = 'Deployment', name = 'web', labels = 'app: web'): string =>
  `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: ${name} }, spec: { ${replicas}, selector: { matchLabels: { ${labels} } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: web, image: nginx }] } } } }`;
const scaler = (bounds: string): string =>
  `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${bounds}, metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }] } }`;
const pod =
  '{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } }, spec: { containers: [{ name: web, image: nginx }] } }';
const UNSET = 'minReadySeconds: 0';
const END = 'or nodes with these pods can never be drained';
const WAY = 'allow one to be missing, or run more pods';

test.each<[string, string, string, string]>([
  [
    'minAvailable of all pods',
    'minAvailable: 2',
    web('replicas: 2'),
    `minAvailable' must be less than the number of pods that it selects (2), ${END}, got 2`,
  ],
  [
    'minAvailable of more than all',
    'minAvailable: 3',
    web('replicas: 2'),
    `minAvailable' must be less than the number of pods that it selects (2), ${END}, got 3`,
  ],
  [
    'the one pod of a workload that says no number',
    'minAvailable: 1',
    web(UNSET),
    `minAvailable' must be less than the number of pods that it selects (1), ${END}, got 1`,
  ],
  [
    'percent that are rounded up to all',
    'minAvailable: 51%',
    web('replicas: 2'),
    `minAvailable' must be less than the number of pods that it selects (2), ${END}, got "51%"`,
  ],
  [
    'all pods of a StatefulSet',
    'minAvailable: 3',
    web('replicas: 3', 'StatefulSet'),
    `minAvailable' must be less than the number of pods that it selects (3), ${END}, got 3`,
  ],
  ['100 percent', 'minAvailable: 100%', pod, `minAvailable' must be less than 100%, ${END}, got "100%"`],
  ['no pod that may be missing', 'maxUnavailable: 0', pod, `maxUnavailable' must be more than 0, ${END}, got 0`],
  [
    '0 percent that may be missing',
    'maxUnavailable: 0%',
    web('replicas: 9'),
    `maxUnavailable' must be more than 0, ${END}, got "0%"`,
  ],
  [
    'the most that an autoscaler runs',
    'minAvailable: 4',
    all(web(UNSET), scaler('maxReplicas: 4')),
    `minAvailable' must be less than the number of pods that it selects (4), ${END}, got 4`,
  ],
  [
    'the pods of two workloads together',
    'minAvailable: 5',
    all(web('replicas: 2'), web('replicas: 3', 'Deployment', 'other', 'app: web, part: b')),
    `minAvailable' must be less than the number of pods that it selects (5), ${END}, got 5`,
  ],
])('finds %s', (_, spec, pods, words) => {
  const yaml = all(budget(spec), pods);
  const field = spec.startsWith('min') ? 'minAvailable' : 'maxUnavailable';
  expect(findingsOf('blocking-budget', yaml)).toEqual([[`/spec/${field}`, `'spec.${words}; ${WAY}`]]);
  expect(report(yaml, { strict: false }).errors).toEqual([]);
});

test.each<[string, string, string]>([
  ['all but one', 'minAvailable: 1', web('replicas: 2')],
  ['percent that leave one', 'minAvailable: 50%', web('replicas: 2')],
  ['one that may be missing', 'maxUnavailable: 1', web('replicas: 1')],
  ['an autoscaler that runs more', 'minAvailable: 1', all(web(UNSET), scaler('minReplicas: 1, maxReplicas: 2'))],
  ['pods that no controller counts', 'minAvailable: 1', pod],
  ['a workload that is switched off', 'minAvailable: 1', web('replicas: 0')],
  ['a DaemonSet, whose pods the nodes count', 'minAvailable: 1', web(UNSET, 'DaemonSet')],
])('lets pass %s', (_, spec, pods) => {
  expect(complaints('blocking-budget', all(budget(spec), pods), '1.27')).toEqual([]);
});

test('lets pass a namespace with a custom resource, whose operator may run more', () => {
  const custom = '{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web } }';
  expect(findingsOf('blocking-budget', all(budget('minAvailable: 1'), web(UNSET), custom))).toEqual([]);
});

test('finds nothing in a budget of pods that are elsewhere', () => {
  expect(findingsOf('blocking-budget', budget('minAvailable: 1', 'db'))).toEqual([]);
});
