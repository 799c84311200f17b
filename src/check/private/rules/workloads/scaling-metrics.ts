import { whole } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { listed, problem, Problem } from '../../rule';
import { brokenNumber } from '../../broken';
import { amountOf } from '../../quantity';

/** The member of a metric that belongs to its type, and the targets that it can have. */
const SOURCES: { [type: string]: { readonly member: string; readonly targets: string[] } } = {
  Resource: { member: 'resource', targets: ['averageUtilization', 'averageValue'] },
  ContainerResource: { member: 'containerResource', targets: ['averageUtilization', 'averageValue'] },
  Pods: { member: 'pods', targets: ['averageValue'] },
  Object: { member: 'object', targets: ['value', 'averageValue'] },
  External: { member: 'external', targets: ['value', 'averageValue'] },
};

/** Types whose metrics may have two targets at once. */
const BOTH = ['Object', 'Pods'];
const MOST_WINDOW = 3600;
const MOST_PERIOD = 1800;

/** What is wrong with the metrics and the behaviour of an autoscaler. */
export function* scalingMetrics(object: KubeObject): Iterable<Problem> {
  for (const metric of object.at('spec', 'metrics').items) yield* ofMetric(metric);
  for (const side of ['scaleUp', 'scaleDown']) yield* ofBehaviour(object.at('spec', 'behavior', side));
  const percentage = object.at('spec', 'targetCPUUtilizationPercentage');
  yield* brokenNumber(percentage, whole(1), 'give a percentage of the request');
}

function* ofMetric(metric: Place): Iterable<Problem> {
  const type = metric.at('type').text ?? '';
  const source = Object.hasOwn(SOURCES, type) ? SOURCES[type] : undefined;
  if (source === undefined) return;
  const place = metric.at(source.member);
  const others = Object.values(SOURCES).filter(({ member }) => member !== source.member);
  for (const { member } of others.filter((other) => metric.at(other.member).present)) {
    const wayOut = place.present ? 'omit it, or make it a metric of its own' : 'correct the type';
    yield problem(metric.at(member), `must be absent for the type ${type}`, wayOut);
  }
  if (place.present) yield* ofTarget(place.at('target'), type, source.targets);
  else yield problem(place, `must be there for the type ${type}`, 'add it, or correct the type');
}

function* ofTarget(target: Place, type: string, targets: string[]): Iterable<Problem> {
  const given = targets.map((name) => target.at(name)).filter(({ present }) => present);
  const [, second] = given;
  const names = listed(targets.map((name) => `'${name}'`));
  if (given.length === 0) yield problem(target, `must have ${names} for the type ${type}`, 'add it');
  if (second !== undefined && !BOTH.includes(type))
    yield problem(second, `must not stand beside another of ${names}`, 'omit one of them');
  yield* brokenNumber(target.at('averageUtilization'), whole(1), 'give a percentage of the request');
  for (const place of ['value', 'averageValue'].map((name) => target.at(name))) {
    const amount = amountOf(place);
    if (amount !== undefined && amount <= 0n) yield problem(place, 'must be more than 0', 'raise it');
  }
}

function* ofBehaviour(rules: Place): Iterable<Problem> {
  yield* brokenNumber(rules.at('stabilizationWindowSeconds'), whole(0, MOST_WINDOW), 'correct it');
  const policies = rules.at('policies');
  if (policies.present && policies.items.length === 0)
    yield problem(policies, 'must not be empty', "omit it for the usual policies, or use 'selectPolicy: Disabled'");
  for (const policy of policies.items) {
    yield* brokenNumber(policy.at('value'), whole(1), "raise it, or use 'selectPolicy: Disabled'");
    yield* brokenNumber(policy.at('periodSeconds'), whole(1, MOST_PERIOD), 'correct it');
  }
}
