import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { check, Rule } from '../../private/rules';

/** A probe as the pod model renders it, as far as Knative is particular about it. */
export interface ProbeJson {
  readonly grpc?: object;
  readonly httpGet?: { port?: number | string };
  readonly tcpSocket?: { port?: number | string };
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

/** A container as the pod model renders it, as far as Knative is particular about it. */
export interface ContainerJson {
  readonly name?: string;
  readonly ports?: { containerPort: number; name?: string; protocol?: string; hostPort?: number; hostIP?: string }[];
  readonly env?: { name: string; valueFrom?: object }[];
  readonly lifecycle?: object;
  readonly readinessProbe?: ProbeJson;
  readonly livenessProbe?: ProbeJson;
  readonly startupProbe?: ProbeJson;
  readonly securityContext?: { [field: string]: unknown; capabilities?: { add?: string[] } };
  readonly volumeMounts?: { name: string; mountPath: string; mountPropagation?: string; subPathExpr?: string }[];
}

/** The port on which a container is reached that declares none. */
export const DEFAULT_PORT = 8080;

const RESERVED_VARIABLES = ['K_SERVICE', 'K_CONFIGURATION', 'K_REVISION'];
const RESERVED_PORTS = [8008, 8012, 8013, 8022, 9090, 9091];
const RESERVED_PATHS = ['/', '/dev', '/dev/log'];
const CONTEXT_FIELDS = [
  'capabilities',
  'readOnlyRootFilesystem',
  'runAsUser',
  'runAsGroup',
  'runAsNonRoot',
  'allowPrivilegeEscalation',
  'seccompProfile',
];

/**
 * Fails for what the webhook of Knative rejects in rendered containers while its feature flags are as installed.
 * Source: knative.dev/serving, pkg/apis/serving/k8s_validation.go and fieldmask.go.
 */
export function checkContainers(scope: IConstruct, containers: ContainerJson[]): void {
  checkPorts(scope, containers);
  for (const [i, container] of containers.entries()) {
    const prop = `containers[${i}]`;
    const serves = containers.length === 1 || container.ports !== undefined;
    check(scope, `${prop}.name`, container.name, noneOf(['queue-proxy'], 'has beside the container'), 'choose another');
    refuse(scope, `${prop}.lifecycle`, container.lifecycle);
    checkVariables(scope, prop, container, serves);
    checkProbes(scope, prop, container, serves);
    checkContext(scope, `${prop}.securityContext`, container);
    checkMounts(scope, `${prop}.mounts`, container);
  }
}

function refuse(scope: IConstruct, prop: string, value: unknown, wayOut = 'omit it'): void {
  if (value !== undefined) throw invalid(scope, `'${prop}' must not be set in Knative, got ${shown(value)}`, wayOut);
}

function noneOf(taken: unknown[], does: string): Rule<unknown> {
  return (value) => (taken.includes(value) ? `must not be one that Knative ${does}` : undefined);
}

function oneOf(...values: string[]): Rule<string> {
  return (value) => (values.includes(value) ? undefined : `must be ${values.join(' or ')} in Knative`);
}

function checkPorts(scope: IConstruct, containers: ContainerJson[]): void {
  const all = containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
  if (all.length > 1 || (all.length === 0 && containers.length > 1)) {
    const wayOut = 'declare the port of the container that serves';
    throw invalid(scope, `'containers' must declare one port in all in Knative, got ${shown(all)}`, wayOut);
  }
  for (const [i, { ports = [] }] of containers.entries()) {
    for (const { containerPort, name, protocol, hostPort, hostIP } of ports) {
      const at = `containers[${i}].ports[0]`;
      check(scope, `${at}.number`, containerPort, noneOf(RESERVED_PORTS, 'has beside the container'), 'choose another');
      check(scope, `${at}.name`, name, oneOf('http1', 'h2c'), 'omit it for http1');
      check(scope, `${at}.protocol`, protocol, oneOf('TCP'), 'omit it');
      refuse(scope, `${at}.hostPort`, hostPort);
      refuse(scope, `${at}.hostIp`, hostIP);
    }
  }
}

function checkVariables(scope: IConstruct, prop: string, { env = [] }: ContainerJson, serves: boolean): void {
  const reserved = serves ? ['PORT', ...RESERVED_VARIABLES] : RESERVED_VARIABLES;
  for (const { name, valueFrom = {} } of env) {
    check(scope, `${prop}.env`, name, noneOf(reserved, 'sets itself'), 'rename the variable');
    const source = Object.keys(valueFrom).find((kind) => kind !== 'configMapKeyRef' && kind !== 'secretKeyRef');
    if (source !== undefined) {
      const rule = 'must be a key of a ConfigMap or Secret in Knative';
      throw invalid(scope, `'${prop}.envRefs["${name}"]' ${rule}, got ${source}`, 'omit it');
    }
  }
}

function checkProbes(scope: IConstruct, prop: string, container: ContainerJson, serves: boolean): void {
  const { startupProbe: startup, readinessProbe: readiness, livenessProbe: liveness } = container;
  for (const [name, probe] of Object.entries({ startup, readiness, liveness })) {
    if (!serves) refuse(scope, `${prop}.${name}`, probe, 'omit it: the container declares no port');
    const port = (probe?.httpGet ?? probe?.tcpSocket)?.port;
    const known = container.ports?.[0]?.name ?? 'http';
    if (typeof port === 'string' && port !== known) {
      throw invalid(scope, `'${prop}.${name}.portName' must be "${known}" in Knative, got ${shown(port)}`, 'omit it');
    }
  }
  const { periodSeconds, timeoutSeconds, failureThreshold } = readiness ?? {};
  if (periodSeconds === undefined && (timeoutSeconds ?? failureThreshold) !== undefined) {
    const got = timeoutSeconds === undefined ? 'a failureThreshold' : 'a timeout';
    const rule = "must be set with 'timeout' and 'failureThreshold' in Knative";
    throw invalid(scope, `'${prop}.readiness.period' ${rule}, got ${got} alone`, 'set it, or omit all three');
  }
}

function checkContext(scope: IConstruct, prop: string, { securityContext = {} }: ContainerJson): void {
  for (const [field, value] of Object.entries(securityContext)) {
    if (!CONTEXT_FIELDS.includes(field)) refuse(scope, `${prop}.${field}`, value);
  }
  refuse(scope, `${prop}.capabilities.add`, securityContext.capabilities?.add);
}

function checkMounts(scope: IConstruct, prop: string, { volumeMounts = [] }: ContainerJson): void {
  for (const [i, { mountPath, mountPropagation, subPathExpr }] of volumeMounts.entries()) {
    const path = mountPath.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    check(scope, `${prop}[${i}].mountPath`, path, noneOf(RESERVED_PATHS, 'reserves'), 'mount it elsewhere');
    refuse(scope, `${prop}[${i}].mountPropagation`, mountPropagation);
    refuse(scope, `${prop}[${i}].subPathExpr`, subPathExpr);
  }
}
