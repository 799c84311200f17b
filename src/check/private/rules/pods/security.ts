import { Rule as Words, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { effective, missingText, repeated, setAmong } from './pod-values';
import { windowsProblems } from './windows';

/** Rules on security contexts. */
export const SECURITY_RULES: Rule[] = [
  {
    id: 'root-user',
    title: 'a container that runs as root and must not',
    container: (container, pods) => rootUser(container, pods),
  },
  {
    id: 'security-context',
    title: 'a security context that contradicts itself or the pod',
    pods: function* (pods, graph) {
      yield* ofContext(pods.spec.at('securityContext'), graph);
      yield* ofSysctls(pods, graph);
      yield* ofHost(pods, graph);
      yield* windowsProblems(pods);
    },
    containerFields: ['securityContext'],
    container: function* ({ place }, pods, graph) {
      const context = place.at('securityContext');
      if (!context.present) return;
      yield* ofContext(context, graph);
      yield* ofPrivileges(context);
      yield* ofProc(context, pods, graph);
    },
  },
];

/** The API server takes it, but the kubelet does not start the container: CreateContainerConfigError. */
function* rootUser({ place }: Container, pods: Pods): Iterable<Problem> {
  const user = effective(place, pods, 'runAsUser');
  if (user.number !== 0 || effective(place, pods, 'runAsNonRoot').flag !== true) return;
  if (pods.spec.at('os', 'name').text === 'windows') return;
  yield problem(user, "must not be root beside 'runAsNonRoot: true'", 'write another user, or remove one of them');
}

function* ofContext(context: Place, graph: Graph): Iterable<Problem> {
  if (!context.present) return;
  const ids = [...['runAsUser', 'runAsGroup', 'fsGroup'].map((name) => context.at(name))];
  for (const id of [...ids, ...context.at('supplementalGroups').items])
    yield* brokenNumber(id, identity, 'write the number of a user or group');
  yield* ofProfile(context.at('seccompProfile'));
  if (minorOf(graph) >= 30) yield* ofProfile(context.at('appArmorProfile'));
}

/** Numbers of users and groups. */
const identity: Words<number> = (value) =>
  whole(0)(value) === undefined ? undefined : 'must be a whole number from 0 to 2147483647';

const BELOW: Words<string> = (value) =>
  value.startsWith('/') || value.split('/').includes('..') ? "must be a relative path without '..'" : undefined;

function* ofProfile(profile: Place): Iterable<Problem> {
  const local = profile.at('localhostProfile');
  if (profile.at('type').text === 'Localhost') {
    yield* missingText(local, 'name the profile on the node');
    if (profile.key === 'seccompProfile') yield* brokenText(local, BELOW, "write it as seen from the kubelet's folder");
  } else if (profile.at('type').text !== undefined && local.present) {
    yield problem(local, "must not be set without 'type: Localhost'", "omit it, or write 'type: Localhost'");
  }
}

function* ofPrivileges(context: Place): Iterable<Problem> {
  const escalation = context.at('allowPrivilegeEscalation');
  if (escalation.flag !== false) return;
  const admin = context.at('capabilities', 'add').items.find(({ text }) => text === 'CAP_SYS_ADMIN');
  const wayOut = 'remove one of them';
  if (context.at('privileged').flag === true)
    yield problem(escalation, "must not be false beside 'privileged: true'", wayOut);
  if (admin !== undefined) yield problem(escalation, 'must not be false beside the capability CAP_SYS_ADMIN', wayOut);
}

/** Both fields are dropped by clusters before 1.33. */
function* ofProc(context: Place, { spec }: Pods, graph: Graph): Iterable<Problem> {
  const mount = context.at('procMount');
  if (minorOf(graph) < 33 || mount.text !== 'Unmasked' || spec.at('hostUsers').flag === false) return;
  yield problem(mount, "must be Default in a pod without 'hostUsers: false'", "add 'hostUsers: false' to the pod");
}

const SYSCTL: Words<string> = (value) =>
  value.length <= 253 && /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(value)
    ? undefined
    : "must be lower case words with '.' between them";

function* ofSysctls({ spec }: Pods, graph: Graph): Iterable<Problem> {
  const names = spec.at('securityContext', 'sysctls').items.map((item) => item.at('name'));
  for (const name of names) {
    yield* brokenText(name, SYSCTL, 'write it like net.core.somaxconn');
    const shared = sharedBy(name.text ?? '', spec);
    if (shared === undefined) continue;
    const when = minorOf(graph) >= 29 ? '' : ': the kubelet refuses the pod';
    yield problem(name, `must not be set in a pod with '${shared}'${when}`, `set it on the node, or omit '${shared}'`);
  }
  yield* repeated(names, ({ text }) => text, 'must differ from the other sysctls', 'remove one of them');
}

/** A sysctl of the namespace that the pod shares with the node. */
function sharedBy(name: string, spec: Place): string | undefined {
  const dotted = name.replaceAll('/', '.');
  if (dotted.startsWith('net.') && spec.at('hostNetwork').flag === true) return 'hostNetwork';
  const ipc = /^(kernel\.(shm|msg)|kernel\.sem$|fs\.mqueue\.)/.test(dotted);
  return ipc && spec.at('hostIPC').flag === true ? 'hostIPC' : undefined;
}

function* ofHost({ spec, containers }: Pods, graph: Graph): Iterable<Problem> {
  const share = spec.at('shareProcessNamespace');
  if (share.flag === true && spec.at('hostPID').flag === true)
    yield problem(share, "must not be set beside 'hostPID: true'", 'remove one of them');
  if (minorOf(graph) < 33 || spec.at('hostUsers').flag !== false) return;
  for (const at of setAmong(spec, ['hostNetwork', 'hostPID', 'hostIPC']))
    if (at.flag === true) yield problem(at, "must not be set beside 'hostUsers: false'", 'remove one of them');
  if (minorOf(graph) < 34) return;
  for (const devices of containers.map(({ place }) => place.at('volumeDevices')))
    if (devices.items.length > 0)
      yield problem(devices, "must not be set in a pod with 'hostUsers: false'", 'remove one of them', 'devices');
}
