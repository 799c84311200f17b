import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { messageOf, newChart, podOf } from '../support';

const { Probe } = workload;
type Kind = 'readiness' | 'liveness' | 'startup';

function build(
  probe: workload.Probe,
  kind: Kind = 'readiness',
  ports: kplus.ContainerPort[] = [{ number: 8080, name: 'http' }],
): unknown {
  const chart = newChart();
  new workload.Deployment(chart, 'Web', { containers: [{ image: 'nginx', ports, [kind]: probe }] });
  return podOf(chart);
}

const timing: Required<workload.ProbeOptions> = {
  initialDelay: Duration.seconds(0),
  period: Duration.minutes(1),
  timeout: Duration.seconds(5),
  successThreshold: 1,
  failureThreshold: 4,
};
const rendered = {
  initialDelaySeconds: 0,
  periodSeconds: 60,
  timeoutSeconds: 5,
  successThreshold: 1,
  failureThreshold: 4,
};
const http: Required<Omit<workload.HttpProbeOptions, 'portName'>> = {
  ...timing,
  port: 9090,
  host: 'other',
  scheme: kplus.ConnectionScheme.HTTPS,
  headers: { Authorization: 'Basic x', 'X-Empty': '' },
};
const tcp: Required<Omit<workload.TcpProbeOptions, 'port'>> = { ...timing, portName: 'http', host: 'other' };
const grpc: Required<workload.GrpcProbeOptions> = { ...timing, port: 9090, service: 'todo' };

test.each<[string, workload.Probe, object]>([
  ['a request', Probe.http('/ready?full=1'), { httpGet: { path: '/ready?full=1', port: 8080 } }],
  ['a request to a named port', Probe.http('/', { portName: 'http' }), { httpGet: { path: '/', port: 'http' } }],
  ['a request without headers', Probe.http('/', { headers: {} }), { httpGet: { path: '/', port: 8080 } }],
  [
    'a request with every option',
    Probe.http('/', http),
    {
      httpGet: {
        path: '/',
        port: 9090,
        host: 'other',
        scheme: 'HTTPS',
        httpHeaders: [
          { name: 'Authorization', value: 'Basic x' },
          { name: 'X-Empty', value: '' },
        ],
      },
      ...rendered,
    },
  ],
  ['a connection', Probe.tcp(), { tcpSocket: { port: 8080 } }],
  ['a connection with every option', Probe.tcp(tcp), { tcpSocket: { port: 'http', host: 'other' }, ...rendered }],
  ['a connection to a port by number', Probe.tcp({ port: 1 }), { tcpSocket: { port: 1 } }],
  ['a command', Probe.exec(['pg_isready']), { exec: { command: ['pg_isready'] } }],
  [
    'a command with every option',
    Probe.exec(['pg_isready', '-q'], timing),
    { exec: { command: ['pg_isready', '-q'] }, ...rendered },
  ],
  ['a gRPC request', Probe.grpc(), { grpc: { port: 8080 } }],
  ['a gRPC request with every option', Probe.grpc(grpc), { grpc: { port: 9090, service: 'todo' }, ...rendered }],
])('renders %s', (_, probe, expected) => {
  expect(build(probe)).toHaveProperty('containers.0.readinessProbe', expected);
});

test.each<[Kind, string]>([
  ['readiness', 'readinessProbe'],
  ['liveness', 'livenessProbe'],
  ['startup', 'startupProbe'],
])('is rendered for %s', (kind, field) => {
  expect(build(Probe.tcp(), kind)).toHaveProperty(`containers.0.${field}`, { tcpSocket: { port: 8080 } });
});

test('readiness may need two successes', () => {
  expect(build(Probe.tcp({ successThreshold: 2 }))).toHaveProperty('containers.0.readinessProbe.successThreshold', 2);
});

test('one probe serves two containers, each with its own port', () => {
  const chart = newChart();
  const readiness = Probe.tcp();
  const containers = [80, 81].map((number) => ({ image: `web-${number}`, ports: [{ number }], readiness }));
  new workload.Deployment(chart, 'Web', { containers });
  expect(podOf(chart)).toMatchObject({
    containers: [{ readinessProbe: { tcpSocket: { port: 80 } } }, { readinessProbe: { tcpSocket: { port: 81 } } }],
  });
});

const WHOLE = 'must be a whole number of at least';
const PATH = "must be a path that starts with '/' and holds no spaces";

test.each<[string, workload.Probe, string]>([
  ['the path is empty', Probe.http(''), `.path' ${PATH}, got ""; start it with '/'`],
  ['the path is relative', Probe.http('ready'), `.path' ${PATH}, got "ready"; start it with '/'`],
  ['the path has a space', Probe.http('/a b'), `.path' ${PATH}, got "/a b"; start it with '/'`],
  ['the command is empty', Probe.exec([]), ".command' must not be empty, got []; give a program"],
  [
    'the port is 0',
    Probe.tcp({ port: 0 }),
    ".port' must be a whole number from 1 to 65535, got 0; choose a port number",
  ],
  [
    'the gRPC port is 65536',
    Probe.grpc({ port: 65536 }),
    ".port' must be a whole number from 1 to 65535, got 65536; choose a port number",
  ],
  [
    'the name of the port has 16 characters',
    Probe.http('/', { portName: 'n'.repeat(16) }),
    `.portName' must be at most 15 lower case letters, digits and single '-', with at least one letter, got "${'n'.repeat(16)}"; use the name of a container port`,
  ],
  [
    'the port has number and name',
    Probe.tcp({ port: 80, portName: 'http' }),
    "' must have one of 'port' and 'portName', got both; omit one of them",
  ],
  [
    'the period is 0',
    Probe.tcp({ period: Duration.seconds(0) }),
    `.period' ${WHOLE} 1, got 0; give whole seconds, at least 1`,
  ],
  [
    'the timeout is 0',
    Probe.tcp({ timeout: Duration.seconds(0) }),
    `.timeout' ${WHOLE} 1, got 0; give whole seconds, at least 1`,
  ],
  [
    'the delay is half a second',
    Probe.tcp({ initialDelay: Duration.millis(500) }),
    `.initialDelay' ${WHOLE} 0, got 0.5; give whole seconds, at least 0`,
  ],
  ['failureThreshold is 0', Probe.tcp({ failureThreshold: 0 }), `.failureThreshold' ${WHOLE} 1, got 0; give 1 or more`],
  [
    'failureThreshold is no number',
    Probe.tcp({ failureThreshold: NaN }),
    `.failureThreshold' ${WHOLE} 1, got NaN; give 1 or more`,
  ],
  ['successThreshold is 0', Probe.tcp({ successThreshold: 0 }), `.successThreshold' ${WHOLE} 1, got 0; give 1 or more`],
])('fails when %s', (_, probe, words) => {
  expect(messageOf(() => build(probe))).toBe(`[app/Web] 'containers[0].readiness${words}`);
});

test.each<Kind>(['liveness', 'startup'])('fails when %s needs two successes', (kind) => {
  expect(messageOf(() => build(Probe.tcp({ successThreshold: 2 }), kind))).toBe(
    `[app/Web] 'containers[0].${kind}.successThreshold' must be 1, got 2; omit it`,
  );
});

test.each([
  ['a request', Probe.http('/')],
  ['a connection', Probe.tcp()],
  ['a gRPC request', Probe.grpc()],
])('fails when %s has no port', (_, probe) => {
  expect(messageOf(() => build(probe, 'readiness', []))).toBe(
    "[app/Web] 'containers[0].readiness' must have a port, because the container declares none; give 'port', or add the port to the container",
  );
});

test('copies the command', () => {
  const command = ['pg_isready'];
  const probe = Probe.exec(command);
  command.push('-q');
  expect(build(probe)).toHaveProperty('containers.0.readinessProbe.exec.command', ['pg_isready']);
});

describe('gaps', () => {
  test('copies the options', () => {
    const options = { port: 80, headers: { a: 'b' } as { [name: string]: string } };
    const probe = Probe.http('/', options);
    options.port = 81;
    options.headers['c'] = 'd';
    expect(build(probe)).toHaveProperty('containers.0.readinessProbe.httpGet', {
      path: '/',
      port: 80,
      httpHeaders: [{ name: 'a', value: 'b' }],
    });
  });

  test.each<[string, workload.Probe]>([
    ['a header has a space', Probe.http('/', { headers: { 'a b': 'x' } })],
    ['a header has no name', Probe.http('/', { headers: { '': 'x' } })],
    ['the command is a text, which would be split into characters', Probe.exec('ls' as never)],
    ['failureThreshold is over 32 bits', Probe.tcp({ failureThreshold: 2 ** 31 })],
    ['the period is over 32 bits', Probe.tcp({ period: Duration.seconds(2 ** 31) })],
  ])('fails when %s', (_, probe) => {
    expect(messageOf(() => build(probe))).toMatch(/^\[app\/Web\] 'containers\[0\]\.readiness.*'.*; /);
  });
});
