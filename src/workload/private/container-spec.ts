import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { cpuMillis, cpuQuantity, quantities, sizeQuantity } from '../../private/quantities';
import {
  absolutePath,
  check,
  dnsLabel,
  envName,
  image,
  mountPath,
  portName,
  portNumber,
  relativePath,
} from '../../private/rules';
import { ContainerProps } from '../container';

/** The name of a container: the given one, or the last part of its image. */
export function containerName(props: ContainerProps): string {
  const last = props.image.split('/').at(-1) ?? '';
  return (
    props.name ??
    last
      .replace(/[:@].*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 63)
  );
}

/** The container as Kubernetes spells it; fails in house words for what the API server would reject. */
export function containerSpec(scope: IConstruct, prop: string, props: ContainerProps): kplus.k8s.Container {
  const name = containerName(props);
  check(scope, `${prop}.name`, name, dnsLabel, 'choose another name');
  check(scope, `${prop}.image`, props.image, image, 'correct the name of the image');
  check(scope, `${prop}.workingDir`, props.workingDir, absolutePath, 'write the path from the root');
  const numbers = (props.ports ?? []).map(({ number }) => number);
  return {
    name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    command: props.command && [...props.command],
    args: props.args && [...props.args],
    workingDir: props.workingDir,
    ports: portSpecs(scope, `${prop}.ports`, props.ports),
    env: envSpecs(scope, prop, props),
    envFrom: props.envFrom?.map((source) => source._toKube()),
    resources: resourceSpec(scope, `${prop}.resources`, props.resources),
    startupProbe: props.startup?._toKube(scope, `${prop}.startup`, numbers),
    readinessProbe: props.readiness?._toKube(scope, `${prop}.readiness`, numbers),
    livenessProbe: props.liveness?._toKube(scope, `${prop}.liveness`, numbers),
    lifecycle: props.lifecycle && {
      postStart: props.lifecycle.postStart?._toKube(scope, `${prop}.lifecycle.postStart`, numbers),
      preStop: props.lifecycle.preStop?._toKube(scope, `${prop}.lifecycle.preStop`, numbers),
    },
    volumeMounts: mountSpecs(scope, `${prop}.mounts`, props.mounts),
  };
}

function portSpecs(
  scope: IConstruct,
  prop: string,
  ports: kplus.ContainerPort[] | undefined,
): kplus.k8s.ContainerPort[] | undefined {
  const names = (ports ?? []).map(({ name }) => name);
  return ports?.map(({ name, number, protocol, hostPort, hostIp }, i) => {
    check(scope, `${prop}[${i}].number`, number, portNumber, 'choose a port number');
    check(scope, `${prop}[${i}].hostPort`, hostPort, portNumber, 'choose a port number');
    check(scope, `${prop}[${i}].name`, name, portName, 'choose another name');
    if (name !== undefined && names.indexOf(name) !== i) {
      throw invalid(scope, `'${prop}' must differ in name, got ${shown(name)} twice`, 'rename one of them');
    }
    return { name, containerPort: number, protocol, hostPort, hostIp };
  });
}

function envSpecs(
  scope: IConstruct,
  prop: string,
  { env = {}, envRefs = {} }: ContainerProps,
): kplus.k8s.EnvVar[] | undefined {
  for (const [name, value] of Object.entries(env)) {
    if (typeof value !== 'string') {
      throw invalid(scope, `'${prop}.env["${name}"]' must be a string, got ${shown(value)}`, 'put it in quotes');
    }
    if (name in envRefs)
      throw invalid(
        scope,
        `'${prop}.env' must not name a variable of 'envRefs', got ${shown(name)}`,
        'omit one of them',
      );
  }
  for (const name of [...Object.keys(envRefs), ...Object.keys(env)]) {
    check(scope, `${prop}.env`, name, envName, 'rename the variable');
  }
  const variables = [
    ...Object.entries(envRefs).map(([name, { value, valueFrom }]) => ({ name, value, valueFrom })),
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
  ];
  return variables.length === 0 ? undefined : variables;
}

function mountSpecs(
  scope: IConstruct,
  prop: string,
  mounts: ContainerProps['mounts'],
): kplus.k8s.VolumeMount[] | undefined {
  const paths = (mounts ?? []).map((mount) => mount.mountPath.replace(/(.)\/+$/, '$1'));
  return mounts?.map((mount, i) => {
    check(
      scope,
      `${prop}[${i}].mountPath`,
      mount.mountPath,
      mountPath,
      'write the path from the root of the container',
    );
    check(scope, `${prop}[${i}].subPath`, mount.subPath, relativePath, 'write the path inside the volume');
    if (paths.indexOf(paths[i] ?? '') !== i) {
      throw invalid(
        scope,
        `'${prop}' must differ in path, got ${shown(mount.mountPath)} twice`,
        'mount one of them elsewhere',
      );
    }
    if (mount.subPath !== undefined && mount.subPathExpr !== undefined) {
      throw invalid(
        scope,
        `'${prop}[${i}]' must have one of 'subPath' and 'subPathExpr', got both`,
        'omit one of them',
      );
    }
    const { volume, ...options } = mount;
    return { name: volume.name, ...options };
  });
}

function resourceSpec(
  scope: IConstruct,
  prop: string,
  resources: kplus.ContainerResources | undefined,
): kplus.k8s.ResourceRequirements | undefined {
  const { cpu, memory, ephemeralStorage } = resources ?? {};
  const amounts: [string, number | undefined, number | undefined][] = [
    ['cpu', cpu?.request && cpuMillis(cpu.request), cpu?.limit && cpuMillis(cpu.limit)],
    ['memory', memory?.request?.toKibibytes(), memory?.limit?.toKibibytes()],
    ['ephemeralStorage', ephemeralStorage?.request?.toKibibytes(), ephemeralStorage?.limit?.toKibibytes()],
  ];
  for (const [resource, request, limit] of amounts) {
    if ([request, limit].some((amount) => amount !== undefined && !(amount > 0))) {
      throw invalid(scope, `'${prop}.${resource}' must be more than 0, got ${request ?? limit}`, 'omit it for none');
    }
    if (request !== undefined && limit !== undefined && request > limit) {
      throw invalid(
        scope,
        `'${prop}.${resource}.request' must not exceed the limit, got ${request} over ${limit}`,
        'raise the limit',
      );
    }
  }
  const list = (side: 'request' | 'limit'): ReturnType<typeof quantities> =>
    quantities({
      cpu: cpu?.[side] && cpuQuantity(cpu[side]),
      memory: memory?.[side] && sizeQuantity(memory[side]),
      'ephemeral-storage': ephemeralStorage?.[side] && sizeQuantity(ephemeralStorage[side]),
    });
  const [requests, limits] = [list('request'), list('limit')];
  return requests === undefined && limits === undefined ? undefined : { requests, limits };
}
