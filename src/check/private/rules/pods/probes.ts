import { headerName, portNumber, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods, PROBES } from '../../pods';
import { problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { isKnative, setAmong } from './pod-values';

const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];
const NUMBERS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/** Rules on probes and lifecycle hooks. */
export const PROBE_RULES: Rule[] = [
  {
    id: 'probe-handler',
    title: 'a probe or lifecycle hook that does not say exactly one thing to do, or does it at impossible times',
    containerFields: [...PROBES, 'lifecycle'],
    container: function* (container, pods, graph) {
      if (container.list === 'ephemeralContainers') return;
      if (container.runs) yield* ofRunning(container, pods, graph);
      else yield* ofInit(container);
    },
  },
];

/** Init containers end before the pod is up: nothing can be probed. */
function* ofInit({ place }: Container): Iterable<Problem> {
  for (const at of setAmong(place, [...PROBES, 'lifecycle'])) {
    const words = 'must not be set on an init container that ends before the others start';
    const got = at.key === 'lifecycle' ? 'a lifecycle' : 'a probe';
    yield problem(at, words, "omit it, or make it a sidecar with 'restartPolicy: Always'", got);
  }
}

function* ofRunning({ place }: Container, pods: Pods, graph: Graph): Iterable<Problem> {
  for (const probe of setAmong(place, PROBES)) yield* ofProbe(probe, isKnative(pods));
  const grace = pods.spec.at('terminationGracePeriodSeconds').number ?? 30;
  for (const hook of setAmong(place.at('lifecycle'), ['postStart', 'preStop'])) yield* ofHook(hook, grace, graph);
}

function* ofProbe(probe: Place, knative: boolean): Iterable<Problem> {
  yield* handlersOf(probe, PROBE_HANDLERS, knative);
  for (const number of setAmong(probe, NUMBERS))
    yield* brokenNumber(number, whole(0), 'write a positive number, or omit it');
  const seconds = probe.at('terminationGracePeriodSeconds');
  const threshold = probe.at('successThreshold');
  if (probe.key === 'readinessProbe') {
    if (seconds.present) yield problem(seconds, 'must not be set on a readiness probe, which ends nothing', 'omit it');
  } else {
    yield* brokenNumber(seconds, whole(1), 'write at least 1, or omit it');
    if ((threshold.number ?? 0) > 1)
      yield problem(threshold, 'must be 1: only readiness is regained by more than one success', 'omit it');
  }
}

function* handlersOf(place: Place, names: string[], knative: boolean): Iterable<Problem> {
  const [first, second] = setAmong(place, names);
  if (first === undefined) {
    if (!knative)
      yield problem(place, `must have one of ${names.join(', ')}`, 'say what is to be done', 'none of them');
    return;
  }
  if (second !== undefined)
    yield problem(second, `must not be set beside '${first.key}'`, 'remove one of them', 'both');
  yield* ofAction(first, knative);
}

function* ofAction(action: Place, knative: boolean): Iterable<Problem> {
  const command = action.at('command');
  const port = action.at('port');
  if (action.key === 'exec' && command.items.length === 0)
    yield problem(command, 'must have the command to run', 'write the program and its arguments as a list');
  if (!(knative && port.number === 0))
    yield* brokenNumber(port, portNumber, 'write the port that the container listens on');
  for (const header of action.at('httpHeaders').items)
    yield* brokenText(header.at('name'), headerName, 'correct the name of the header');
}

function* ofHook(hook: Place, grace: number, graph: Graph): Iterable<Problem> {
  const minor = minorOf(graph);
  const sleep = hook.at('sleep');
  if (sleep.present && minor === 29) {
    yield problem(sleep, 'must not be set before Kubernetes 1.30', 'raise the target, or run sleep with exec', '1.29');
    return;
  }
  yield* handlersOf(hook, HOOK_HANDLERS, false);
  const least = minor >= 33 ? 0 : 1;
  const words = `must be a whole number from ${least} to the pod's 'terminationGracePeriodSeconds', ${grace}`;
  const seconds = sleep.at('seconds');
  const number = seconds.number ?? least;
  if (number < least || number > grace) yield problem(seconds, words, 'sleep for less, or raise the grace period');
  if (hook.key === 'postStart' && hook.at('tcpSocket').present && setAmong(hook, HOOK_HANDLERS).length === 1)
    yield problem(hook.at('tcpSocket'), 'must not be a hook: the kubelet cannot run it', 'use httpGet or exec');
}
