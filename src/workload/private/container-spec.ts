import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { defined } from '../../private/defined';
import { isObject } from '../../private/json';
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
  Rule,
} from '../../private/rules';
import { checkShape } from '../../private/shapes';
import { ContainerProps } from '../container';
import { resourceSpec } from './resource-spec';
import { words } from './action';

/** The name of a container: the given one, or the last part of its image. */
export function containerName(props: ContainerProps): string {
  const last = props.image.split('/').at(-1) ?? '';
  return (
    props.name ??
    last
      .replace(/[:@].*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 63)
      .replace(/^-|-$/g, '')
  );
}

/** The container as Kubernetes spells it; fails in house words for what the API server would reject. */
export function containerSpec(scope: IConstruct, prop: string, props: ContainerProps): kplus.k8s.Container {
  const name = containerName(props);
  check(scope, `${prop}.image`, props.image, image, 'correct the name of the image');
  check(scope, `${prop}.name`, name, dnsLabel, 'choose another name');
  check(scope, `${prop}.workingDir`, props.workingDir, absolutePath, 'write the path from the root');
  const numbers = (props.ports ?? []).map(({ number }) => number);
  const { postStart, preStop } = props.lifecycle ?? {};
  return {
    name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    command: words(scope, `${prop}.command`, props.command),
    args: words(scope, `${prop}.args`, props.args),
    workingDir: props.workingDir,
    ports: some(portSpecs(scope, `${prop}.ports`, props.ports)),
    env: some(envSpecs(scope, prop, props)),
    envFrom: some(props.envFrom?.map((source, i) => source._toKube(scope, `${prop}.envFrom[${i}]`))),
    resources: resourceSpec(scope, `${prop}.resources`, props.resources),
    startupProbe: props.startup?._toKube(scope, `${prop}.startup`, numbers),
    readinessProbe: props.readiness?._toKube(scope, `${prop}.readiness`, numbers),
    livenessProbe: props.liveness?._toKube(scope, `${prop}.liveness`, numbers),
    lifecycle:
      postStart || preStop
        ? {
            postStart: postStart?._toKube(scope, `${prop}.lifecycle.postStart`, numbers),
            preStop: preStop?._toKube(scope, `${prop}.lifecycle.preStop`, numbers),
          }
        : undefined,
    volumeMounts: some(mountSpecs(scope, `${prop}.mounts`, props)),
  };
}

function some<T>(list: T[] | undefined): T[] | undefined {
  return list?.length === 0 ? undefined : list;
}

function portSpecs(
  scope: IConstruct,
  prop: string,
  ports: kplus.ContainerPort[] | undefined,
): kplus.k8s.ContainerPort[] | undefined {
  const names = (ports ?? []).map(({ name }) => name);
  const hosts = (ports ?? []).map(
    ({ hostPort, hostIp, protocol }) => `${hostIp ?? ''}:${hostPort}/${protocol ?? 'TCP'}`,
  );
  return ports?.map(({ name, number, protocol, hostPort, hostIp }, i) => {
    check(scope, `${prop}[${i}].number`, number, portNumber, 'choose a port number');
    check(scope, `${prop}[${i}].hostPort`, hostPort, portNumber, 'choose a port number');
    check(scope, `${prop}[${i}].name`, name, portName, 'choose another name');
    if (name !== undefined && names.indexOf(name) !== i) {
      throw invalid(scope, `'${prop}' must differ in name, got ${shown(name)} twice`, 'rename one of them');
    }
    if (hostPort !== undefined && hosts.indexOf(hosts[i]) !== i) {
      throw invalid(scope, `'${prop}' must differ in port of the host, got ${hostPort} twice`, 'change one of them');
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
      const wayOut = isObject(value) ? "give it in 'envRefs'" : 'put it in quotes';
      throw invalid(scope, `'${prop}.env["${name}"]' must be a string, got ${shown(value)}`, wayOut);
    }
    if (Object.hasOwn(envRefs, name))
      throw invalid(
        scope,
        `'${prop}.env' must not name a variable of 'envRefs', got ${shown(name)}`,
        'omit one of them',
      );
  }
  for (const [name, value] of Object.entries(envRefs)) {
    checkShape(scope, `${prop}.envRefs["${name}"]`, value, sourceShape, "give texts in 'env'");
  }
  for (const name of [...Object.keys(envRefs), ...Object.keys(env)]) {
    check(scope, `${prop}.env`, name, envName, 'rename the variable');
  }
  return [
    ...Object.entries(envRefs).map(([name, { value, valueFrom }]) => ({ name, value, valueFrom })),
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
  ];
}

/** What is none would become an empty variable. */
const sourceShape: Rule<unknown> = (value) =>
  isObject(value) && 'valueFrom' in value ? undefined : 'must be an EnvValue of cdk8s-plus-27';

function mountSpecs(scope: IConstruct, prop: string, props: ContainerProps): kplus.k8s.VolumeMount[] | undefined {
  const paths = (props.mounts ?? []).map((mount) => mount.mountPath.replace(/(.)\/+$/, '$1'));
  return props.mounts?.map((mount, i) => {
    const { volume, mountPath: path, subPath, subPathExpr, mountPropagation } = mount;
    check(scope, `${prop}[${i}].mountPath`, path, mountPath, 'write the path from the root of the container');
    check(scope, `${prop}[${i}].subPath`, subPath, relativePath, 'write the path inside the volume');
    check(scope, `${prop}[${i}].subPathExpr`, subPathExpr, relativePath, 'write the path inside the volume');
    if (paths.indexOf(paths[i] ?? '') !== i) {
      throw invalid(scope, `'${prop}' must differ in path, got ${shown(path)} twice`, 'mount one of them elsewhere');
    }
    if (subPath !== undefined && subPathExpr !== undefined) {
      throw invalid(
        scope,
        `'${prop}[${i}]' must have one of 'subPath' and 'subPathExpr', got both`,
        'omit one of them',
      );
    }
    if (mountPropagation === kplus.MountPropagation.BIDIRECTIONAL && props.securityContext?.privileged !== true) {
      const problem = `'${prop}[${i}].mountPropagation' must not be Bidirectional without privileges`;
      throw invalid(scope, `${problem}, got "Bidirectional"`, 'make the container privileged, or use HostToContainer');
    }
    const options = { readOnly: mount.readOnly, subPath, subPathExpr, mountPropagation };
    return { name: volume.name, mountPath: path, ...defined(options) };
  });
}
