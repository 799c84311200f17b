import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { minorOf } from '../../broken';

/** Kinds whose pods run for ever. */
const LASTING = ['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicationController'];
const JOBS = ['Job.batch', 'CronJob.batch'];

/** Rules on what happens when a container ends. */
export const RESTART_POLICY_RULES: Rule[] = [
  {
    id: 'restart-policy',
    title: 'a restart policy or deadline that pods of the kind, or containers of the target version, cannot have',
    pods: (pods) => ofKind(pods),
    containerFields: ['restartPolicy', 'restartPolicyRules', 'resizePolicy'],
    container: function* (container, pods, graph) {
      yield* ofContainer(container, graph);
      if (minorOf(graph) >= 33) yield* ofResize(container, pods);
    },
  },
];

function* ofKind({ owner, spec }: Pods): Iterable<Problem> {
  const policy = spec.at('restartPolicy');
  if (LASTING.includes(owner.type)) {
    if (policy.present && policy.text !== 'Always' && policy.text !== '')
      yield problem(policy, `must be Always in a ${owner.kind}`, 'omit it, or use a Job for what ends');
    const deadline = spec.at('activeDeadlineSeconds');
    if (deadline.present) yield problem(deadline, `must not be set in a ${owner.kind}`, 'omit it, or use a Job');
  }
  if (JOBS.includes(owner.type) && spec.present && (!policy.present || policy.text === 'Always' || policy.text === ''))
    yield problem(
      policy,
      `must be OnFailure or Never in a ${owner.kind}`,
      'write OnFailure, or Never to keep failed pods',
    );
}

/** A container of a pod that restarts nothing cannot restart to get other resources. */
function* ofResize({ place }: Container, { spec }: Pods): Iterable<Problem> {
  if (spec.at('restartPolicy').text !== 'Never') return;
  for (const policy of place.at('resizePolicy').items.map((item) => item.at('restartPolicy')))
    if (policy.text === 'RestartContainer')
      yield problem(policy, "must be NotRequired beside 'restartPolicy: Never'", "write 'NotRequired'");
}

/** Sidecars are known since 1.28 and on since 1.29, policies of the other containers are on since 1.35. */
function* ofContainer({ place, list }: Container, graph: Graph): Iterable<Problem> {
  const minor = minorOf(graph);
  const policy = place.at('restartPolicy');
  const rules = place.at('restartPolicyRules');
  if (minor >= 35 && rules.items.length > 0 && !policy.present)
    yield problem(policy, "must be set beside 'restartPolicyRules'", 'write Always, OnFailure or Never');
  if (!policy.present || list === 'ephemeralContainers') return;
  if (list === 'initContainers' && minor === 28) yield sidecarTooEarly(policy);
  if (minor >= 35 || minor < 29) return;
  if (list === 'containers') {
    yield problem(
      policy,
      'must not be set on a container before Kubernetes 1.35',
      "use the pod's, or raise the target",
    );
  } else if (policy.text !== 'Always') {
    yield problem(policy, 'must be Always before Kubernetes 1.35', 'omit it, or raise the target');
  }
}

function sidecarTooEarly(policy: Place): Problem {
  const words = 'must not be set unless the cluster has switched on SidecarContainers, which is off in Kubernetes 1.28';
  return doubt(policy, words, 'raise the target to 1.29');
}
