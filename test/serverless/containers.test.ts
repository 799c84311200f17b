import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ConfigMap } from '../../src/config';
import { Service } from '../../src/serverless';
import { PersistentVolumeClaim, Volume } from '../../src/storage';
import { ContainerProps, Handler, Probe } from '../../src/workload';
import { messageOf, newChart } from '../support';

const chart = newChart();
const image = 'example/web:1';
const port = { number: 8000 };
const claim = new PersistentVolumeClaim(chart, 'Claim', { storage: Size.gibibytes(1) });
const config = new ConfigMap(chart, 'Config', { data: { key: 'value' } });
const tmp = Volume.emptyDir('tmp');

function service(...containers: ContainerProps[]): Service {
  return new Service(newChart(), 'Web', { metadata: { name: 'web' }, containers });
}

const kinds = "'containers[0].mounts' must be of kind configMap, emptyDir, projected, secret in Knative, got";
const wayOut = 'keep data in a store that the pods reach over the network';

const alone: [string, Partial<ContainerProps>, string][] = [
  [
    'two ports',
    { ports: [port, { number: 9000 }] },
    "'containers' must declare one port in all in Knative, got [8000,9000]; declare the port of the container that serves",
  ],
  [
    'another name of the port',
    { ports: [{ number: 80, name: 'web' }] },
    '\'containers[0].ports[0].name\' must be http1 or h2c in Knative, got "web"; omit it for http1',
  ],
  [
    'UDP',
    { ports: [{ number: 80, protocol: kplus.Protocol.UDP }] },
    '\'containers[0].ports[0].protocol\' must be TCP in Knative, got "UDP"; omit it',
  ],
  [
    'a port of the node',
    { ports: [{ number: 80, hostPort: 80 }] },
    "'containers[0].ports[0].hostPort' must not be set in Knative, got 80; omit it",
  ],
  [
    'an address of the node',
    { ports: [{ number: 80, hostIp: '10.0.0.1' }] },
    '\'containers[0].ports[0].hostIp\' must not be set in Knative, got "10.0.0.1"; omit it',
  ],
  [
    'the name queue-proxy',
    { name: 'queue-proxy' },
    '\'containers[0].name\' must not be one that Knative has beside the container, got "queue-proxy"; choose another',
  ],
  [
    'a hook before the stop',
    { lifecycle: { preStop: Handler.exec(['bye']) } },
    "'containers[0].lifecycle' must not be set in Knative, got ",
  ],
  [
    'a field of the pod as a variable',
    { envRefs: { IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP) } },
    '\'containers[0].envRefs["IP"]\' must be a key of a ConfigMap or Secret in Knative, got fieldRef; omit it',
  ],
  [
    'resources as a variable',
    { envRefs: { CPU: kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.CPU_LIMIT) } },
    '\'containers[0].envRefs["CPU"]\' must be a key of a ConfigMap or Secret in Knative, got resourceFieldRef; omit it',
  ],
  [
    'a probe of another port by name',
    { ports: [{ ...port, name: 'h2c' }], liveness: Probe.http('/', { portName: 'http1' }) },
    '\'containers[0].liveness.portName\' must be "h2c" in Knative, got "http1"; omit it',
  ],
  [
    'a TCP probe of another port by name',
    { ports: [port], startup: Probe.tcp({ portName: 'web' }) },
    '\'containers[0].startup.portName\' must be "http" in Knative, got "web"; omit it',
  ],
  [
    'a timeout of readiness without a period',
    { readiness: Probe.tcp({ timeout: Duration.seconds(2) }) },
    "'containers[0].readiness.period' must be set with 'timeout' and 'failureThreshold' in Knative, got a timeout alone; set it, or omit all three",
  ],
  [
    'failures of readiness without a period',
    { readiness: Probe.tcp({ failureThreshold: 2 }) },
    "'containers[0].readiness.period' must be set with 'timeout' and 'failureThreshold' in Knative, got a failureThreshold alone; set it, or omit all three",
  ],
  [
    'a privileged container',
    { securityContext: { privileged: true } },
    "'containers[0].securityContext.privileged' must not be set in Knative, got true; omit it",
  ],
  [
    'SELinux',
    { securityContext: { seLinuxOptions: { level: 's0' } } },
    "'containers[0].securityContext.seLinuxOptions' must not be set in Knative, got ",
  ],
  [
    'added capabilities',
    { securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } } },
    '\'containers[0].securityContext.capabilities.add\' must not be set in Knative, got ["NET_BIND_SERVICE"]; omit it',
  ],
  [
    'a mount over everything',
    { mounts: [tmp.at('/')] },
    '\'containers[0].mounts[0].mountPath\' must not be one that Knative reserves, got "/"; mount it elsewhere',
  ],
  [
    'a mount over devices',
    { mounts: [tmp.at('/dev//log/')] },
    '\'containers[0].mounts[0].mountPath\' must not be one that Knative reserves, got "/dev/log"; mount it elsewhere',
  ],
  [
    'a path from a variable',
    { mounts: [tmp.at('/a', { subPathExpr: '$(A)' })] },
    '\'containers[0].mounts[0].subPathExpr\' must not be set in Knative, got "$(A)"; omit it',
  ],
  [
    'mounts passed on',
    { mounts: [tmp.at('/a', { mountPropagation: kplus.MountPropagation.HOST_TO_CONTAINER })] },
    '\'containers[0].mounts[0].mountPropagation\' must not be set in Knative, got "HostToContainer"; omit it',
  ],
  [
    'a path of the node',
    { mounts: [Volume.hostPath('logs', '/logs').at('/logs')] },
    `${kinds} hostPath "logs"; ${wayOut}`,
  ],
  [
    'a claim',
    { mounts: [Volume.persistentVolumeClaim('data', claim).at('/data')] },
    `${kinds} persistentVolumeClaim "data"; ${wayOut}`,
  ],
  [
    'a claim template',
    { mounts: [Volume.claimTemplate('data', { storage: Size.gibibytes(1) }).at('/data')] },
    `${kinds} claim template "data"; ${wayOut}`,
  ],
  [
    'another kind of volume',
    { mounts: [Volume.of({ name: 'nfs', nfs: { path: '/', server: 'a' } }).at('/nfs')] },
    `${kinds} nfs "nfs"; ${wayOut}`,
  ],
  ['what Kubernetes rejects too', { image: '' }, "'containers[0].image' must be"],
];

test.each(alone)('fails for %s', (_, props, words) => {
  expect(messageOf(() => service({ image, ...props })).slice(0, `[app/Web] ${words}`.length)).toBe(
    `[app/Web] ${words}`,
  );
});

test.each([8008, 8012, 8013, 8022, 9090, 9091])('fails for port %d, which Knative uses', (number) => {
  expect(messageOf(() => service({ image, ports: [{ number }] }))).toBe(
    `[app/Web] 'containers[0].ports[0].number' must not be one that Knative has beside the container, got ${number}; choose another`,
  );
});

test.each(['PORT', 'K_SERVICE', 'K_CONFIGURATION', 'K_REVISION'])(
  'fails for the variable %s, which Knative sets',
  (name) => {
    const words = `[app/Web] 'containers[0].env' must not be one that Knative sets itself, got "${name}"; rename the variable`;
    expect(messageOf(() => service({ image, env: { [name]: '1' } }))).toBe(words);
    expect(messageOf(() => service({ image, envRefs: { [name]: kplus.EnvValue.fromConfigMap(config, 'key') } }))).toBe(
      words,
    );
  },
);

test.each<[string, ContainerProps[], string]>([
  [
    'none declares a port',
    [{ image }, { image: 'b' }],
    "'containers' must declare one port in all in Knative, got []; ",
  ],
  [
    'two declare a port',
    [
      { image, ports: [port] },
      { image: 'b', ports: [{ number: 1 }] },
    ],
    "'containers' must declare one port in all in Knative, got [8000,1]; ",
  ],
  [
    'a helper has a probe',
    [
      { image, ports: [port] },
      { image: 'b', readiness: Probe.http('/', { port: 1 }) },
    ],
    "'containers[1].readiness' must not be set in Knative, got ",
  ],
  [
    'a helper has a startup probe',
    [
      { image, ports: [port] },
      { image: 'b', startup: Probe.exec(['ok']) },
    ],
    "'containers[1].startup' must not be set in Knative, got ",
  ],
  [
    'a helper sets K_REVISION',
    [
      { image, ports: [port] },
      { image: 'b', env: { K_REVISION: '1' } },
    ],
    '\'containers[1].env\' must not be one that Knative sets itself, got "K_REVISION"; ',
  ],
  [
    'a helper has the name queue-proxy',
    [{ image, ports: [port] }, { image: 'a/queue-proxy' }],
    "'containers[1].name' must not be one",
  ],
  ['two have one name', [{ image, ports: [port] }, { image }], '\'containers\' must differ in name, got "web" twice'],
])('fails when of several containers %s', (_, containers, words) => {
  expect(messageOf(() => service(...containers)).slice(0, `[app/Web] ${words}`.length)).toBe(`[app/Web] ${words}`);
});

test.each<[string, ContainerProps[]]>([
  ['HTTP/2 without encryption', [{ image, ports: [{ number: 80, name: 'h2c' }] }]],
  ['HTTP/1 by name', [{ image, ports: [{ number: 65535, name: 'http1', protocol: kplus.Protocol.TCP }] }]],
  ['every kind of probe', [{ image, readiness: Probe.http('/'), liveness: Probe.grpc(), startup: Probe.exec(['ok']) }]],
  [
    'a probe of its port by name',
    [{ image, ports: [{ number: 80, name: 'h2c' }], readiness: Probe.tcp({ portName: 'h2c' }) }],
  ],
  [
    'a slow readiness probe',
    [{ image, readiness: Probe.tcp({ period: Duration.seconds(1), timeout: Duration.seconds(1) }) }],
  ],
  ['keys of a ConfigMap and Secret', [{ image, envRefs: { KEY: kplus.EnvValue.fromConfigMap(config, 'key') } }]],
  [
    'dropped capabilities',
    [{ image, securityContext: { capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true } }],
  ],
  [
    'volumes that keep nothing',
    [{ image, mounts: [tmp.at('/dev/shm'), Volume.configMap('config', config).at('/config', { subPath: 'key' })] }],
  ],
  ['projected volumes', [{ image, mounts: [Volume.of({ name: 'all', projected: { sources: [] } }).at('/all')] }]],
  [
    'PORT in a helper',
    [
      { image, ports: [port] },
      { image: 'b', env: { PORT: '1' } },
    ],
  ],
])('takes %s', (_, containers) => {
  expect(() => service(...containers)).not.toThrow();
});
