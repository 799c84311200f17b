import { findingsOf } from '../support';
import { all, complaints, Sound, Wrong } from './cases';
import { workload } from './pods';

const ENV = 'env: [{ name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]';
const MOUNT = '{ name: data, mountPath: /data }';

/** Replicas with a volume at `path` of the node. */
function on(
  path: string,
  fields = 'replicas: 3',
  { kind = 'Deployment', mount = MOUNT, type = 'null', ports = '', spec = '' } = {},
) {
  const volumes = `volumes: [{ name: data, hostPath: { path: ${path}, type: ${type} } }]`;
  return workload(
    kind,
    `containers: [{ name: app, image: nginx, ${ENV}, ports: [${ports}], volumeMounts: [${mount}] }], ${volumes}${spec}`,
    fields,
  );
}

const scaler = (most: number): string =>
  `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: ${most}, metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }] } }`;

const PLACE = '/spec/template/spec/volumes/0/hostPath/path';
const message = (count: number, path: string): string =>
  `'spec.template.spec.volumes[0].hostPath.path' must not be written to by ${count} pods: those of one node share it, those of others have another, got "${path}"; use a volume of each pod, or acknowledge that they can share files`;

describe('shared-host-path', () => {
  test.each<Wrong>([
    ['three replicas', on('/srv/data'), PLACE, message(3, '/srv/data')],
    ['two replicas', on('/srv/data', 'replicas: 2'), PLACE, message(2, '/srv/data')],
    ['a directory that is made', on('/data', undefined, { type: 'DirectoryOrCreate' }), PLACE, message(3, '/data')],
    ['a ReplicaSet', on('/data', undefined, { kind: 'ReplicaSet' }), PLACE, message(3, '/data')],
    ['an autoscaler', all(on('/data', 'minReadySeconds: 0'), scaler(4)), PLACE, message(4, '/data')],
    [
      'a directory of each version',
      on('/data', undefined, { mount: '{ name: data, mountPath: /data, subPath: v1 }' }),
      PLACE,
      message(3, '/data'),
    ],
    ['a directory like one of the system', on('/library'), PLACE, message(3, '/library')],
    [
      'a part of the whole node',
      on('/', undefined, { mount: '{ name: data, mountPath: /data, subPath: srv/data }' }),
      PLACE,
      message(3, '/'),
    ],
    [
      'a port of the node that is 0',
      on('/data', undefined, { ports: '{ containerPort: 80, hostPort: 0 }' }),
      PLACE,
      message(3, '/data'),
    ],
  ])('finds %s', (_, yaml, pointer, text) => {
    expect(findingsOf('shared-host-path', yaml)).toEqual([[pointer, text]]);
  });

  const apart = (labels: string, key: string): string =>
    `, affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${key}, labelSelector: { matchLabels: { ${labels} } } }] } }`;

  test.each<Sound>([
    ['one replica', on('/srv/data', 'replicas: 1')],
    ['a number that is left out', on('/srv/data', 'minReadySeconds: 0')],
    ['an autoscaler up to one', all(on('/data', 'minReadySeconds: 0'), scaler(1))],
    ['a DaemonSet', on('/srv/data', 'minReadySeconds: 0', { kind: 'DaemonSet' })],
    [
      'a mount that is read-only',
      on('/data', undefined, { mount: '{ name: data, mountPath: /data, readOnly: true }' }),
    ],
    [
      'a directory of each pod',
      on('/data', undefined, {
        mount: '{ name: data, mountPath: /a, subPathExpr: $(POD)/data }, { name: data, mountPath: /b, readOnly: true }',
      }),
    ],
    ['a volume that no container mounts', on('/data', undefined, { mount: '' })],
    ['a socket', on('/data/socket', undefined, { type: 'Socket' })],
    ['logs of the node', on('/var/log/pods')],
    ['a directory below one of the system', on('/run/cache')],
    [
      'logs of the node below another directory',
      on('/var', undefined, { mount: '{ name: data, mountPath: /logs, subPath: log/pods }' }),
    ],
    ['pods that want one port of the node', on('/data', undefined, { ports: '{ containerPort: 80, hostPort: 80 }' })],
    [
      'pods on the network of the node',
      on('/data', undefined, { ports: '{ containerPort: 80 }', spec: ', hostNetwork: true' }),
    ],
    ['pods that keep apart', on('/data', undefined, { spec: apart('app: web', 'kubernetes.io/hostname') })],
  ])('lets pass %s', (_, yaml) => {
    expect(complaints('shared-host-path', yaml, '1.27')).toEqual([]);
  });

  test.each([
    ['zones', apart('app: web', 'topology.kubernetes.io/zone')],
    ['others', apart('app: db', 'kubernetes.io/hostname')],
  ])('heeds no rule that keeps pods apart from %s', (_, spec) => {
    expect(findingsOf('shared-host-path', on('/data', undefined, { spec }))).toEqual([[PLACE, message(3, '/data')]]);
  });
});
