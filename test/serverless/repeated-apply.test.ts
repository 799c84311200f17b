import { Duration } from 'cdk8s';
import { ConfigMap } from '../../src/config';
import { Service } from '../../src/serverless';
import { Volume } from '../../src/storage';
import { ContainerProps, Probe } from '../../src/workload';
import { at, manifest, newChart } from '../support';

// Knative adds defaults to a template with a new revision name only, and then refuses a template that lacks them.

const image = 'example/web:1';

function containers(revision: string | undefined, ...containers: ContainerProps[]): unknown {
  const web = new Service(newChart(), 'Web', { metadata: { name: 'web' }, revision, containers });
  return at(manifest(web, 'Service'), 'spec', 'template', 'spec', 'containers');
}

test('a named revision says what Knative would add', () => {
  expect(containers('v1', { image })).toEqual([
    { name: 'user-container', image, readinessProbe: { tcpSocket: { port: 8080 }, successThreshold: 1 } },
  ]);
});

test('an unnamed revision leaves it to Knative', () => {
  expect(containers(undefined, { image })).toEqual([{ image }]);
});

test('a container that has a name keeps it', () => {
  expect(containers('v1', { image, name: 'web' })).toEqual([expect.objectContaining({ name: 'web' })]);
});

test.each([
  ['with a period', Probe.http('/', { period: Duration.seconds(5) }), { failureThreshold: 3, timeoutSeconds: 1 }],
  ['without a period', Probe.http('/'), {}],
])('a readiness probe %s is completed', (_, readiness, added) => {
  const probe = { httpGet: { path: '/', port: 8080 }, successThreshold: 1, ...added };
  expect(containers('v1', { image, readiness })).toEqual([
    expect.objectContaining({ readinessProbe: expect.objectContaining(probe) as unknown }),
  ]);
});

test('a readiness probe keeps what it says', () => {
  const options = {
    period: Duration.seconds(5),
    timeout: Duration.seconds(4),
    failureThreshold: 9,
    successThreshold: 2,
  };
  const counts = { periodSeconds: 5, timeoutSeconds: 4, failureThreshold: 9, successThreshold: 2 };
  expect(containers('v1', { image, readiness: Probe.exec(['ok'], options) })).toEqual([
    expect.objectContaining({ readinessProbe: { exec: { command: ['ok'] }, ...counts } }),
  ]);
});

test('gRPC probes name the service of the server as a whole', () => {
  const grpc = { grpc: { port: 8080, service: '' } };
  const probes = { readiness: Probe.grpc(), liveness: Probe.grpc(), startup: Probe.grpc() };
  expect(containers('v1', { image, ...probes })).toEqual([
    expect.objectContaining({
      readinessProbe: { ...grpc, successThreshold: 1 },
      livenessProbe: grpc,
      startupProbe: grpc,
    }),
  ]);
  expect(containers('v1', { image, liveness: Probe.grpc({ service: 'a' }) })).toEqual([
    expect.objectContaining({ livenessProbe: { grpc: { port: 8080, service: 'a' } } }),
  ]);
});

test('only the container that serves gets a probe', () => {
  expect(containers('v1', { image }, { image: 'example/proxy', ports: [{ number: 80 }] })).toEqual([
    { name: 'web', image },
    {
      name: 'proxy',
      image: 'example/proxy',
      ports: [{ containerPort: 80 }],
      readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 1 },
    },
  ]);
});

test('mounts of what cannot be written are read-only', () => {
  const config = new ConfigMap(newChart(), 'Config');
  const mounts = [Volume.emptyDir('tmp').at('/tmp'), Volume.configMap('config', config).at('/config')];
  expect(containers('v1', { image, mounts })).toEqual([
    expect.objectContaining({
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'config', mountPath: '/config', readOnly: true },
      ],
    }),
  ]);
});
