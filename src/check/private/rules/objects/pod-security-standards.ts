import { Place } from '../../place';
import { Container, Pods, PROBES } from '../../pods';

/** What the Pod Security Standards are applied to, in the version that counts. */
export interface Standard {
  readonly pods: Pods;
  readonly minor: number;

  /** The minor of the cluster, which may be newer. */
  readonly cluster: number;
  readonly windows: boolean;
}

/** A value that a standard forbids. */
export interface Violation {
  readonly place: Place;
  readonly words: string;
  readonly wayOut: string;
  readonly got?: string;
}

const CAPABILITIES = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

/** Kernel parameters that are safe, by the minor that first knew it. */
const SYSCTLS: { [name: string]: number } = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const VOLUMES = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected'],
  'secret',
];
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The minors that brought a check, or that let pods of a user namespace off. */
const ENGINE_SELINUX = 31;
const HOST_PROBES = 34;
const USER_NAMESPACES = 35;

/** The first minor that heeds procMount without a feature gate; before, it is dropped from pods. */
const PROC_MOUNT = 33;

/** What the level baseline forbids. */
export function* baseline(standard: Standard): Iterable<Violation> {
  yield* common(standard, !(ownUsers(standard) && standard.minor >= USER_NAMESPACES));
  for (const volume of standard.pods.spec.at('volumes').items)
    if (volume.at('hostPath').present) yield forbidden(volume.at('hostPath'), 'use a claim, or an emptyDir');
  for (const { place } of standard.pods.containers)
    for (const added of place.at('securityContext', 'capabilities', 'add').items)
      if (!CAPABILITIES.includes(added.text ?? '')) yield forbidden(added, 'omit it');
}

/** What the level restricted forbids: all that baseline does, and more. */
export function* restricted(standard: Standard): Iterable<Violation> {
  yield* common(standard, true);
  for (const volume of standard.pods.spec.at('volumes').items) yield* restrictedVolume(volume);
  const { pods, minor, windows } = standard;
  if (!windows)
    for (const container of pods.containers) {
      yield* escalation(container);
      yield* dropped(container);
    }
  if (!windows) yield* seccomp(pods);
  if (ownUsers(standard) && minor >= USER_NAMESPACES) return;
  yield* nonRoot(pods);
}

function ownUsers({ pods }: Standard): boolean {
  return pods.spec.at('hostUsers').flag === false;
}

function forbidden(place: Place, wayOut: string): Violation {
  return { place, words: 'must be absent', wayOut };
}

function* common({ pods, minor, cluster }: Standard, limited: boolean): Iterable<Violation> {
  const { spec } = pods;
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC'])
    if (spec.at(name).flag === true) yield { place: spec.at(name), words: 'must not be true', wayOut: 'omit it' };
  for (const sysctl of spec.at('securityContext', 'sysctls').items) {
    const name = sysctl.at('name').text ?? '';
    if (!(Object.hasOwn(SYSCTLS, name) && (SYSCTLS[name] ?? Infinity) <= minor))
      yield { place: sysctl.at('name'), words: 'must be a safe kernel parameter', wayOut: 'omit it' };
  }
  for (const [key, value] of pods.template.at('metadata', 'annotations').members)
    if (key.startsWith(APP_ARMOR) && !/^(runtime\/default|localhost\/.*|)$/.test(value.text ?? ''))
      yield { place: value, words: 'must be runtime/default or localhost/...', wayOut: 'omit it' };
  yield* context(spec.at('securityContext'), minor);
  const procMount = limited && cluster >= PROC_MOUNT;
  for (const container of pods.containers) yield* ofContainer(container, minor, procMount);
}

function* ofContainer({ place, ports }: Container, minor: number, procMount: boolean): Iterable<Violation> {
  const own = place.at('securityContext');
  if (own.at('privileged').flag === true)
    yield { place: own.at('privileged'), words: 'must not be true', wayOut: 'omit it' };
  if (procMount && (own.at('procMount').text ?? 'Default') !== 'Default')
    yield { place: own.at('procMount'), words: 'must be Default', wayOut: 'omit it' };
  for (const port of ports.map((one) => one.at('hostPort')))
    if ((port.number ?? 0) > 0) yield forbidden(port, 'omit it, and reach the pods through a Service');
  yield* context(own, minor);
  if (minor < HOST_PROBES) return;
  const handlers = [
    ...PROBES.map((probe) => place.at(probe)),
    ...['postStart', 'preStop'].map((hook) => place.at('lifecycle', hook)),
  ];
  for (const host of handlers.flatMap((one) => [one.at('httpGet', 'host'), one.at('tcpSocket', 'host')]))
    if ((host.text ?? '') !== '') yield forbidden(host, 'omit it for the pod itself');
}

/** What the settings of the pod and those of a container have in common. */
function* context(own: Place, minor: number): Iterable<Violation> {
  const [user, role, type] = ['user', 'role', 'type'].map((name) => own.at('seLinuxOptions', name));
  for (const place of [user, role]) if ((place?.text ?? '') !== '' && place) yield forbidden(place, 'omit it');
  const types = minor >= ENGINE_SELINUX ? [...SELINUX_TYPES, 'container_engine_t'] : SELINUX_TYPES;
  if (type?.text !== undefined && !types.includes(type.text))
    yield { place: type, words: `must be one of ${types.slice(1).join(', ')}`, wayOut: 'omit it' };
  for (const name of ['seccompProfile', 'appArmorProfile'])
    if (own.at(name, 'type').text === 'Unconfined')
      yield { place: own.at(name, 'type'), words: 'must not be Unconfined', wayOut: 'use RuntimeDefault' };
  const windows = own.at('windowsOptions', 'hostProcess');
  if (windows.flag === true) yield { place: windows, words: 'must not be true', wayOut: 'omit it' };
}

function* restrictedVolume(volume: Place): Iterable<Violation> {
  const source = volume.members.find(([key]) => key !== 'name');
  if (source === undefined || VOLUMES.includes(source[0])) return;
  yield forbidden(source[1], 'use a claim, an emptyDir, a ConfigMap or a Secret');
}

function* escalation({ place }: Container): Iterable<Violation> {
  const own = place.at('securityContext', 'allowPrivilegeEscalation');
  if (own.flag !== false) yield { place: own, words: 'must be false', wayOut: 'write false' };
}

function* dropped({ place }: Container): Iterable<Violation> {
  const own = place.at('securityContext', 'capabilities');
  if (!own.at('drop').items.some(({ text }) => text === 'ALL'))
    yield { place: own.at('drop'), words: 'must contain ALL', wayOut: "write 'drop: [ALL]'" };
  for (const added of own.at('add').items)
    if (added.text !== 'NET_BIND_SERVICE') yield { place: added, words: 'must be NET_BIND_SERVICE', wayOut: 'omit it' };
}

function* seccomp({ spec, containers }: Pods): Iterable<Violation> {
  const all = spec.at('securityContext', 'seccompProfile', 'type');
  for (const { place } of containers) {
    const own = place.at('securityContext', 'seccompProfile', 'type');
    if (own.present || all.present) continue;
    yield { place: own, words: 'must be RuntimeDefault or Localhost', wayOut: 'set it for all containers of the pod' };
  }
}

/** The settings of the pod must not contradict, even where each container has its own. */
function* nonRoot({ spec, containers }: Pods): Iterable<Violation> {
  const all = spec.at('securityContext', 'runAsNonRoot');
  const wayOut = 'write true, and see that the image has a user';
  if (all.flag === false) yield { place: all, words: 'must be true', wayOut };
  for (const own of containers.map(({ place }) => place.at('securityContext', 'runAsNonRoot')))
    if (own.flag === false || (!own.present && !all.present)) yield { place: own, words: 'must be true', wayOut };
  for (const user of [spec, ...containers.map(({ place }) => place)].map((p) => p.at('securityContext', 'runAsUser')))
    if (user.number === 0) yield { place: user, words: 'must not be 0', wayOut: 'use another user' };
}
