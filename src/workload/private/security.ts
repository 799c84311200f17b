import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { defined } from '../../private/defined';
import { invalid, shown } from '../../private/errors';
import { PodSecurityLevel } from '../pod-security';

const BASELINE_CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD',
  'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]; // prettier-ignore
const RESTRICTED_VOLUMES = [
  'configMap',
  'csi',
  'downwardApi',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
/** Those of Kubernetes 1.27, the oldest that is supported. */
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports',
]; // prettier-ignore
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The settings of the pod that a level asks for, under what the caller wrote. */
export function podContext(
  level: PodSecurityLevel | undefined,
  written: kplus.k8s.PodSecurityContext | undefined,
): kplus.k8s.PodSecurityContext | undefined {
  if (level !== PodSecurityLevel.RESTRICTED) return written;
  return { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...defined(written ?? {}) };
}

/** The settings of a container that a level asks for, under what the caller wrote. */
export function containerContext(
  scope: IConstruct,
  prop: string,
  level: PodSecurityLevel | undefined,
  written: kplus.k8s.SecurityContext | undefined,
): kplus.k8s.SecurityContext | undefined {
  if (written?.privileged === true && written.allowPrivilegeEscalation === false) {
    const problem = `'${prop}.securityContext.allowPrivilegeEscalation' must not be false for a privileged container`;
    throw invalid(scope, `${problem}, got false`, 'omit one of them');
  }
  if (level !== PodSecurityLevel.RESTRICTED) return written;
  const own = defined(written ?? {});
  return {
    allowPrivilegeEscalation: false,
    ...own,
    capabilities: { drop: ['ALL'], ...defined(own.capabilities ?? {}) },
  };
}

/** A field of a pod that its security level forbids. */
interface Violation {
  readonly field: string;
  readonly got: unknown;
  readonly wayOut: string;
}

/** Fails with the first field of the pod that contradicts its level. */
export function checkSecurity(
  scope: IConstruct,
  level: PodSecurityLevel | undefined,
  pod: kplus.k8s.PodSpec,
  annotations: { [key: string]: string },
): void {
  if (level === undefined || level === PodSecurityLevel.PRIVILEGED) return;
  const strict = level === PodSecurityLevel.RESTRICTED;
  const found = [...baseline(pod), ...appArmor(annotations), ...(strict ? restricted(pod) : [])][0];
  if (found === undefined) return;
  throw invalid(scope, `'security' must not be ${level} with ${found.field}, got ${shown(found.got)}`, found.wayOut);
}

function containersOf(pod: kplus.k8s.PodSpec): [string, kplus.k8s.Container][] {
  return [
    ...(pod.initContainers ?? []).map((c, i): [string, kplus.k8s.Container] => [`initContainers[${i}]`, c]),
    ...pod.containers.map((c, i): [string, kplus.k8s.Container] => [`containers[${i}]`, c]),
  ];
}

function baseline(pod: kplus.k8s.PodSpec): Violation[] {
  const host = { hostNetwork: pod.hostNetwork, hostPID: pod.hostPid, hostIPC: pod.hostIpc };
  const wayOut = 'omit it, or use the level privileged';
  return [
    ...Object.entries(host).flatMap(([field, got]) => (got === true ? [{ field, got, wayOut }] : [])),
    ...(pod.volumes ?? []).flatMap(({ name: got, hostPath }) =>
      hostPath
        ? [{ field: 'a hostPath volume', got, wayOut: 'use a claim or an emptyDir, or the level privileged' }]
        : [],
    ),
    ...contextViolations('securityContext', pod.securityContext ?? {}, wayOut),
    ...(pod.securityContext?.sysctls ?? []).flatMap((s) =>
      SAFE_SYSCTLS.includes(s.name) ? [] : [{ field: 'securityContext.sysctls', got: s.name, wayOut }],
    ),
    ...containersOf(pod).flatMap(([path, c]) => containerBaseline(path, c, wayOut)),
  ];
}

function appArmor(annotations: { [key: string]: string }): Violation[] {
  const wayOut = 'omit it, or use the level privileged';
  return Object.entries(annotations)
    .filter(([key, value]) => key.startsWith(APPARMOR) && !/^(runtime\/default|localhost\/.*|)$/.test(value))
    .map(([key, got]) => ({ field: `the annotation ${key}`, got, wayOut }));
}

function containerBaseline(path: string, container: kplus.k8s.Container, wayOut: string): Violation[] {
  const context = container.securityContext ?? {};
  const found: [string, unknown, boolean][] = [
    ['privileged', context.privileged, context.privileged === true],
    ['procMount', context.procMount, (context.procMount ?? 'Default') !== 'Default'],
  ];
  return [
    ...found.flatMap(([field, got, bad]) => (bad ? [{ field: `${path}.securityContext.${field}`, got, wayOut }] : [])),
    ...(container.ports ?? []).flatMap((p) =>
      p.hostPort ? [{ field: `${path}.ports.hostPort`, got: p.hostPort, wayOut }] : [],
    ),
    ...(context.capabilities?.add ?? []).flatMap((got) =>
      BASELINE_CAPABILITIES.includes(got) ? [] : [{ field: `${path}.securityContext.capabilities.add`, got, wayOut }],
    ),
    ...contextViolations(`${path}.securityContext`, context, wayOut),
  ];
}

function contextViolations(
  path: string,
  context: kplus.k8s.SecurityContext & kplus.k8s.PodSecurityContext,
  wayOut: string,
): Violation[] {
  const { seccompProfile, seLinuxOptions, windowsOptions } = context;
  const found: [string, unknown, boolean][] = [
    ['seccompProfile.type', seccompProfile?.type, seccompProfile?.type === 'Unconfined'],
    ['seLinuxOptions.user', seLinuxOptions?.user, (seLinuxOptions?.user ?? '') !== ''],
    ['seLinuxOptions.role', seLinuxOptions?.role, (seLinuxOptions?.role ?? '') !== ''],
    ['seLinuxOptions.type', seLinuxOptions?.type, !SELINUX_TYPES.includes(seLinuxOptions?.type ?? '')],
    ['windowsOptions.hostProcess', windowsOptions?.hostProcess, windowsOptions?.hostProcess === true],
  ];
  return found.flatMap(([field, got, bad]) => (bad ? [{ field: `${path}.${field}`, got, wayOut }] : []));
}

function restricted(pod: kplus.k8s.PodSpec): Violation[] {
  const context = pod.securityContext ?? {};
  const wayOut = 'omit it, or use the level baseline';
  return [
    ...(pod.volumes ?? []).flatMap((volume) => {
      const kind = Object.keys(volume).find(
        (key) => key !== 'name' && volume[key as keyof typeof volume] !== undefined,
      );
      return kind === undefined || RESTRICTED_VOLUMES.includes(kind)
        ? []
        : [{ field: `a volume of kind ${kind}`, got: volume.name, wayOut }];
    }),
    ...(context.runAsUser === 0 ? [{ field: 'securityContext.runAsUser', got: 0, wayOut }] : []),
    ...(context.runAsNonRoot === false ? [{ field: 'securityContext.runAsNonRoot', got: false, wayOut }] : []),
    ...containersOf(pod).flatMap(([path, { securityContext: own = {} }]) => {
      const add = (own.capabilities?.add ?? []).filter((capability) => capability !== 'NET_BIND_SERVICE');
      const found: [string, unknown, boolean][] = [
        ['allowPrivilegeEscalation', own.allowPrivilegeEscalation, own.allowPrivilegeEscalation !== false],
        ['runAsNonRoot', own.runAsNonRoot ?? context.runAsNonRoot, (own.runAsNonRoot ?? context.runAsNonRoot) !== true],
        ['runAsUser', own.runAsUser, own.runAsUser === 0],
        ['capabilities.drop', own.capabilities?.drop, !(own.capabilities?.drop ?? []).includes('ALL')],
        ['capabilities.add', add, add.length > 0],
      ];
      return found.flatMap(([field, got, bad]) =>
        bad ? [{ field: `${path}.securityContext.${field}`, got, wayOut }] : [],
      );
    }),
  ];
}
