import { Place } from '../../place';
import { Pods } from '../../pods';
import { problem, Problem } from '../../rule';
import { setAmong } from './pod-values';

const LINUX_POD = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'];
const LINUX_POD_CONTEXT = [
  ...['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'sysctls', 'runAsUser'],
  ...['runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'],
];
const LINUX_CONTEXT = [
  ...['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged'],
  ...['allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup'],
];

/** What pods of one operating system cannot have of the other. */
export function* windowsProblems(pods: Pods): Iterable<Problem> {
  const { spec, containers } = pods;
  const contexts = containers.map(({ place }) => place.at('securityContext'));
  const whole = spec.at('securityContext');
  const os = spec.at('os', 'name').text;
  if (os === 'linux') {
    for (const context of [whole, ...contexts]) yield* refused(setAmong(context, ['windowsOptions']), 'linux');
  } else if (os === 'windows') {
    yield* refused(
      setAmong(spec, LINUX_POD).filter(({ value }) => !isOff(value)),
      'windows',
    );
    yield* refused(setAmong(whole, LINUX_POD_CONTEXT), 'windows');
    for (const context of contexts) yield* refused(setAmong(context, LINUX_CONTEXT), 'windows');
  }
  yield* ofHostProcess(pods);
}

/** Lists that are empty, and flags without which nothing changes, are as good as absent. */
function isOff(value: unknown): boolean {
  return value === false;
}

function* refused(places: readonly Place[], os: string): Iterable<Problem> {
  for (const place of places) {
    if (Array.isArray(place.value) && place.value.length === 0) continue;
    yield problem(place, `must not be set in a pod for ${os}`, "omit it, or correct 'os'");
  }
}

/** A pod has host processes only, or none, and they are in the network of the node. */
function* ofHostProcess({ spec, containers }: Pods): Iterable<Problem> {
  const all = spec.at('securityContext', 'windowsOptions', 'hostProcess');
  const flags = containers.map(({ place }) => place.at('securityContext', 'windowsOptions', 'hostProcess'));
  const runs = (flag: Place): boolean => flag.flag ?? all.flag ?? false;
  const [first] = flags.filter(runs);
  if (first === undefined) return;
  for (const flag of flags.filter((other) => !runs(other)))
    yield problem(flag, 'must be the same in all containers of the pod', 'write it once, for the pod');
  if (spec.at('hostNetwork').flag !== true)
    yield problem(spec.at('hostNetwork'), "must be true in a pod with 'hostProcess: true'", "add 'hostNetwork: true'");
}
