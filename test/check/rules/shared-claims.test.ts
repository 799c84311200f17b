import { report, findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';
import { workload } from './pods';

const claim = (modes: string): string =>
  made(
    'PersistentVolumeClaim',
    `spec: { accessModes: [${modes}], resources: { requests: { storage: 1Gi } } }`,
    'name: data',
  );

interface Options {
  readonly kind?: string;
  readonly volume?: string;
  readonly mount?: string;
  readonly spec?: string;
}

/** A claim with these modes, and pods that use it. */
function on(modes: string, fields: string, { kind = 'Deployment', volume = '', mount = '', spec = '' }: Options = {}) {
  const volumes = `volumes: [{ name: data, persistentVolumeClaim: { claimName: data, ${volume} } }]`;
  const mounts = `volumeMounts: [{ name: data, mountPath: /data, ${mount} }]`;
  return all(
    claim(modes),
    workload(kind, `containers: [{ name: app, image: nginx, ${mounts} }], ${volumes}${spec}`, fields),
  );
}

const scaler = (most: number): string =>
  `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: ${most}, metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }] } }`;

const WAY_OUT = 'use a claim with ReadWriteMany, or a StatefulSet with claim templates';
const NODE = 'one node (ReadWriteOnce)';
const POD = 'one pod (ReadWriteOncePod)';
const number = (count: number, held = NODE, field = 'spec.replicas'): string =>
  `'${field}' must be 1 with claim data, which is for ${held}, got ${count}; ${WAY_OUT}`;
const RECREATE =
  "'spec.strategy.type' must be Recreate with claim data, which the new pod cannot have before the old one ends, got nothing; set it, or no update ever finishes";
const CLAIM = '/spec/template/spec/volumes/0/persistentVolumeClaim/claimName';
const recreate = 'strategy: { type: Recreate }';
const near = (key: string): string =>
  `, affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${key}, labelSelector: { matchLabels: { app: web } } }] } }`;

const onHosts = (...hosts: string[]): string =>
  `, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [${hosts.join(', ')}] }] }] } } }`;

describe('shared-claim', () => {
  test.each<Wrong>([
    ['two replicas', on('ReadWriteOnce', 'replicas: 2'), '/spec/replicas', number(2)],
    ['a ReplicaSet', on('ReadWriteOnce', 'replicas: 3', { kind: 'ReplicaSet' }), '/spec/replicas', number(3)],
    [
      'a StatefulSet with a volume for all',
      on('ReadWriteOnce', "replicas: 2, serviceName: ''", { kind: 'StatefulSet' }),
      '/spec/replicas',
      number(2),
    ],
    [
      'an autoscaler',
      all(on('ReadWriteOnce', 'minReadySeconds: 0'), scaler(4)),
      '/spec/maxReplicas',
      number(4, NODE, 'spec.maxReplicas'),
    ],
    [
      'replicas that only read what one node can mount',
      on('ReadWriteOnce', 'replicas: 2', { mount: 'readOnly: true' }),
      '/spec/replicas',
      number(2),
    ],
    [
      'replicas that write to what many may read',
      on('ReadWriteOnce, ReadOnlyMany', 'replicas: 2'),
      '/spec/replicas',
      number(2),
    ],
    [
      'replicas that are near each other, but in a zone',
      on('ReadWriteOnce', 'replicas: 2', { spec: near('topology.kubernetes.io/zone') }),
      '/spec/replicas',
      number(2),
    ],
    [
      'replicas of two nodes',
      on('ReadWriteOnce', 'replicas: 2', { spec: onHosts('one', 'two') }),
      '/spec/replicas',
      number(2),
    ],
    [
      'a DaemonSet',
      on('ReadWriteOnce', 'minReadySeconds: 0', { kind: 'DaemonSet' }),
      CLAIM,
      `'spec.template.spec.volumes[0].persistentVolumeClaim.claimName' must be a claim for many nodes in a DaemonSet, and data is for ${NODE}, got "data"; ${WAY_OUT}`,
    ],
    [
      'two replicas with a claim for one pod',
      on('ReadWriteOncePod', `replicas: 2, ${recreate}`),
      '/spec/replicas',
      number(2, POD),
    ],
    [
      'two replicas on one node with a claim for one pod',
      on('ReadWriteOncePod', `replicas: 2, ${recreate}`, { spec: ', nodeName: one' }),
      '/spec/replicas',
      number(2, POD),
    ],
    ['a new pod that waits for the old one', on('ReadWriteOncePod', 'replicas: 1'), '/spec/strategy/type', RECREATE],
    [
      'a new pod that waits for the old one, in words',
      on('ReadWriteOncePod', 'strategy: { rollingUpdate: { maxUnavailable: 25%, maxSurge: 1 } }'),
      '/spec/strategy/type',
      RECREATE,
    ],
  ])('finds %s', (_, yaml, pointer, message) => {
    expect(findingsOf('shared-claim', yaml)).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['one replica', on('ReadWriteOnce', 'replicas: 1')],
    ['a number that is left out', on('ReadWriteOnce', 'minReadySeconds: 0')],
    ['an autoscaler up to one', all(on('ReadWriteOnce', 'minReadySeconds: 0'), scaler(1))],
    ['a claim for many nodes', on('ReadWriteMany', 'replicas: 3')],
    ['a claim for one node and for many', on('ReadWriteOnce, ReadWriteMany', 'replicas: 3')],
    ['a claim that is only read', on('ReadOnlyMany', 'replicas: 3', { volume: 'readOnly: true' })],
    [
      'a claim that these pods only read',
      on('ReadWriteOnce, ReadOnlyMany', 'replicas: 3', { volume: 'readOnly: true' }),
    ],
    [
      'a claim whose mounts are read-only',
      on('ReadWriteOnce, ReadOnlyMany', 'replicas: 3', { mount: 'readOnly: true' }),
    ],
    ['replicas of one node', on('ReadWriteOnce', 'replicas: 2', { spec: ', nodeName: one' })],
    [
      'replicas of one node by its label',
      on('ReadWriteOnce', 'replicas: 2', { spec: ', nodeSelector: { kubernetes.io/hostname: one }' }),
    ],
    ['replicas that want one node', on('ReadWriteOnce', 'replicas: 2', { spec: onHosts('one') })],
    ['replicas that stay together', on('ReadWriteOnce', 'replicas: 2', { spec: near('kubernetes.io/hostname') })],
    ['a claim for one pod that is replaced', on('ReadWriteOncePod', recreate)],
    [
      'a claim for one pod that goes first',
      on('ReadWriteOncePod', 'strategy: { rollingUpdate: { maxUnavailable: 1 } }'),
    ],
    [
      'a claim for one pod that may all go',
      on('ReadWriteOncePod', 'strategy: { rollingUpdate: { maxUnavailable: 100% } }'),
    ],
    ['a claim for the pod of a StatefulSet', on('ReadWriteOncePod', "serviceName: ''", { kind: 'StatefulSet' })],
  ])('takes %s', (_, yaml, target = '1.27') => {
    expect(complaints('shared-claim', yaml, target)).toEqual([]);
  });

  test.each([
    ['ReadWriteOnce', 'warning'],
    ['ReadWriteOncePod', 'error'],
  ])('two replicas with %s: %s', (mode, severity) => {
    const { findings } = report(on(mode, `replicas: 2, ${recreate}`), { strict: false });
    expect(findings.map(({ rule, severity: found }) => [rule, found])).toEqual([['shared-claim', severity]]);
  });

  /** A Deployment and a second workload with the claim of the first. */
  function both(mode: string, { kind = 'Deployment', name = 'other', fields = recreate } = {}): string {
    const first = on(mode, recreate);
    const [, pods = ''] = on(mode, fields, { kind })
      .replace('apps/v1', kind === 'Job' ? 'batch/v1' : 'apps/v1')
      .split('\n---\n');
    return all(first, pods.replace('name: web', `name: ${name}`).replaceAll('app: web', `app: ${name}`));
  }

  test('finds a claim for one pod that two workloads have', () => {
    expect(findingsOf('shared-claim', both('ReadWriteOncePod'))).toEqual([
      [
        CLAIM,
        `'spec.template.spec.volumes[0].persistentVolumeClaim.claimName' must differ from the claim of Deployment web, which is for ${POD}, got "data"; the pods of one of them never start: use another claim, or another access mode`,
      ],
    ]);
  });

  test.each([
    ['a claim for one node', both('ReadWriteOnce')],
    ['one of them switched off', both('ReadWriteOncePod', { fields: `${recreate}, replicas: 0` })],
    ['the same one twice', both('ReadWriteOncePod', { name: 'web' })],
    ['a job, which ends', both('ReadWriteOncePod', { kind: 'Job', fields: 'parallelism: 1' })],
  ])('lets two workloads pass with %s', (_, yaml) => {
    expect(findingsOf('shared-claim', yaml)).toEqual([]);
  });

  test('knows nothing of a claim that is not there', () => {
    const [, pods = ''] = on('ReadWriteOnce', 'replicas: 2').split('\n---\n');
    expect(findingsOf('shared-claim', pods)).toEqual([]);
  });
});
