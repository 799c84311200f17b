import { Severity } from '../../../src/check';
import { findingsOf, report } from '../support';

const HASH = 'pod-template-hash: abc';
const REVISION = 'controller-revision-hash: abc';

function workload(kind: string, selected: string, given = selected): string {
  const template = `{ metadata: { labels: { app: web, ${given} } }, spec: { containers: [{ name: web, image: nginx }] } }`;
  const selector = `{ matchLabels: { app: web, ${selected} } }`;
  return `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: web }, spec: { selector: ${selector}, template: ${template} } }`;
}

const other = (kind: string, apiVersion: string, spec: string): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: web }, spec: { ${spec} } }`;

test.each([
  ['Deployment', HASH, 'pod-template-hash'],
  ['DaemonSet', REVISION, 'controller-revision-hash'],
  ['StatefulSet', REVISION, 'controller-revision-hash'],
])('finds a %s that never finds its pods, as an error', (kind, label, key) => {
  const { errors } = report(workload(kind, label), { strict: false });
  expect(errors.map(({ rule, pointer, message }) => [rule, pointer, message])).toEqual([
    [
      'template-hash',
      `/spec/selector/matchLabels/${key}`,
      `'spec.selector.matchLabels.${key}' must not be there, since the ${kind} gives its pods another value, and never finds them, got "abc"; omit it, in the pod template too`,
    ],
  ]);
});

test.each([
  ['a Service', other('Service', 'v1', `selector: { ${HASH} }, ports: [{ port: 80 }]`), '/spec/selector'],
  [
    'a disruption budget',
    other('PodDisruptionBudget', 'policy/v1', `maxUnavailable: 1, selector: { matchLabels: { ${HASH} } }`),
    '/spec/selector/matchLabels',
  ],
  [
    'a network policy',
    other('NetworkPolicy', 'networking.k8s.io/v1', `podSelector: { matchLabels: { ${HASH} } }`),
    '/spec/podSelector/matchLabels',
  ],
  ['a ReplicaSet', workload('ReplicaSet', HASH), '/spec/selector/matchLabels'],
])('finds %s that selects one version of the pods, as a warning', (_, yaml, pointer) => {
  const deployment = workload('Deployment', 'tier: front');
  const { findings } = report([yaml, deployment].join('\n---\n'), { strict: false });
  const field = pointer.slice(1).replaceAll('/', '.');
  expect(findings.map(({ severity, pointer: place, message }) => [severity, place, message])).toEqual([
    [
      Severity.WARNING,
      `${pointer}/pod-template-hash`,
      `'${field}.pod-template-hash' must not be there, since each version of the pods has another value, got "abc"; omit it`,
    ],
  ]);
});

test.each([
  ['that only its pod template has', workload('Deployment', 'tier: front', `tier: front, ${HASH}`)],
  ['that has another meaning', workload('Deployment', 'rollouts-pod-template-hash: abc')],
  [
    'that its Deployment gave it',
    workload('ReplicaSet', HASH).replace(
      'name: web }',
      'name: web, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: a, controller: true }] }',
    ),
  ],
  ['of one pod of a stateful set', other('Service', 'v1', 'selector: { statefulset.kubernetes.io/pod-name: db-0 }')],
])('accepts a label %s', (_, yaml) => {
  expect(findingsOf('template-hash', yaml)).toEqual([]);
});
