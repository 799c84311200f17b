import { Size } from 'cdk8s';
import { EmptyDirMedium } from 'cdk8s-plus-27';
import { data, network } from 'cdk8s-patterns';
import { at, manifest, manifests, messageOf, newChart, podOf } from '../support';
import { file, FormProps, postgres } from './support';

describe('every prop of the form', () => {
  const chart = newChart();
  const service = new network.Service(chart, 'Peers', { metadata: { name: 'peers' }, clusterIP: 'None' });
  const props: Required<FormProps> = {
    labels: { app: 'todo-db' },
    podLabels: { version: '15' },
    service,
    emptyDir: { medium: EmptyDirMedium.MEMORY, sizeLimit: Size.gibibytes(1) },
    waitImage: 'busybox:1.37',
  };
  const server = postgres({ ...props, replicas: 2 }, chart);
  const pod = podOf(server, 'StatefulSet');

  test('reaches the labels', () => {
    const set = manifest(server, 'StatefulSet');
    expect(at(set, 'spec', 'selector')).toEqual({ matchLabels: { app: 'todo-db' } });
    expect(at(set, 'spec', 'template', 'metadata', 'labels')).toEqual({ app: 'todo-db', version: '15' });
  });

  test('reaches the names of the servers, without another Service', () => {
    expect(server.service).toBe(service);
    expect(server.primaryHost).toBe('todo-db-0.peers');
    expect(manifest(server, 'StatefulSet')).toHaveProperty('spec.serviceName', 'peers');
    expect(manifests(server).filter(({ kind }) => kind === 'Service')).toHaveLength(1);
  });

  test('reaches the data, which is in a directory of the pod', () => {
    expect(at(pod, 'volumes')).toContainEqual({ name: 'data', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } });
    const mount = { name: 'data', mountPath: '/var/lib/postgresql/data' };
    expect(at(pod, 'containers', 0, 'volumeMounts')).toContainEqual(mount);
    expect(manifest(server, 'StatefulSet')).not.toHaveProperty('spec.volumeClaimTemplates');
  });

  test('reaches the container that waits, which runs first and only reads the data', () => {
    expect(at(pod, 'initContainers', 0)).toEqual({
      name: 'wait-service',
      image: 'busybox:1.37',
      command: ['/scripts/wait-service.sh'],
      env: [{ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' }],
      envFrom: [{ configMapRef: { name: 'todo-db-env' } }],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      volumeMounts: [
        { name: 'scripts', mountPath: '/scripts', readOnly: true },
        { name: 'data', mountPath: '/var/lib/postgresql/data', readOnly: true },
      ],
    });
    expect(at(pod, 'initContainers', 1, 'name')).toBe('initialize-replication');
  });

  test('reaches the script of that container', () => {
    expect(file(server, 'todo-db-scripts', 'wait-service.sh')).toBe(`#!/bin/sh
# Pod 0 is the primary; any other pod that has no data yet waits until DNS knows the primary.
set -eu
pod=$(hostname)

if [ "\${pod##*-}" = 0 ]; then
  echo "$pod is the primary"
  exit 0
fi
if [ -s "$PGDATA/PG_VERSION" ]; then
  echo "$pod has its data"
  exit 0
fi
until { getent hosts "$POSTGRES_PRIMARY_HOST" || nslookup "$POSTGRES_PRIMARY_HOST"; } > /dev/null 2>&1; do
  echo "waiting for the name $POSTGRES_PRIMARY_HOST"
  sleep 2
done
`);
  });
});

test('without an image that waits there is neither its container nor its script', () => {
  const server = postgres({ replicas: 2 });
  expect(at(podOf(server, 'StatefulSet'), 'initContainers')).toHaveLength(1);
  expect(at(manifest(server, 'ConfigMap', 'todo-db-scripts'), 'data')).not.toHaveProperty(['wait-service.sh']);
});

test('clients may be told more names of hosts', () => {
  const server = postgres({ replicas: 2 });
  server.hosts.addData('POSTGRES_STANDBY', server.standbyHost);
  expect(manifest(server, 'ConfigMap', 'todo-db-env')).toHaveProperty('data', {
    POSTGRES_PRIMARY_HOST: 'todo-db-0.todo-db',
    POSTGRES_STANDBY: 'todo-db-1.todo-db',
  });
});

test.each<[string, Partial<data.PostgresProps>, string]>([
  [
    'neither a claim nor a directory is given',
    { storage: undefined },
    "'storage' must be given, got none; give the claim, or 'emptyDir' for data that may go",
  ],
  [
    'both are given',
    { storage: { storage: Size.gibibytes(1) }, emptyDir: {} },
    "'storage' must not be given with 'emptyDir', got both; omit one of them",
  ],
])('fails when %s', (_, props, message) => {
  expect(messageOf(() => postgres(props))).toBe(`[app/Db] ${message}`);
});
