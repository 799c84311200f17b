import { schedule, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { listed, meant, problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText, minorOf } from '../../broken';
import { Selector } from '../../selector';
import { nearestZone, timeZone } from './time-zones';

const KINDS = ['Job.batch', 'CronJob.batch'];

/** Rules on Jobs and CronJobs. */
export const JOB_RULES: Rule[] = [
  {
    id: 'job-completions',
    title: 'settings of a job that only indexed jobs have, or that exceed its completions',
    kinds: KINDS,
    object: function* (object) {
      yield* completions(specOf(object));
      yield* successPolicy(specOf(object));
    },
  },
  {
    id: 'pod-failure-policy',
    title: 'a pod failure policy that the job cannot have',
    kinds: KINDS,
    object: (object) => failurePolicy(specOf(object)),
  },
  {
    id: 'job-selector',
    title: 'a selector or label of a job that Kubernetes sets itself',
    kinds: KINDS,
    object: (object) => jobSelector(object),
  },
  {
    id: 'cron-schedule',
    title: 'a schedule or time zone that is none',
    kinds: ['CronJob.batch'],
    object: (object, graph) => cronSchedule(object, graph),
  },
];

const MOST_PARALLEL = 100_000;
const MOST_RULES = 20;
const MOST_CODES = 255;

/** The first minor of Kubernetes that refuses time zones in the schedule. */
const ZONE_REFUSED = 29;

/** Labels whose values a job sets on its pods. */
const JOB_NAMES = ['job-name', 'batch.kubernetes.io/job-name'];
const JOB_IDS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

function specOf(object: KubeObject): Place {
  return object.type === 'CronJob.batch' ? object.at('spec', 'jobTemplate', 'spec') : object.at('spec');
}

/** How often a job must succeed; nothing where that cannot be said. */
export function completionsOf(spec: Place): number | undefined {
  return spec.at('completions').number ?? (spec.at('parallelism').present ? undefined : 1);
}

function isIndexed(spec: Place): boolean {
  return spec.at('completionMode').text === 'Indexed';
}

function* completions(spec: Place): Iterable<Problem> {
  const [all, perIndex, failed] = [
    spec.at('completions'),
    spec.at('backoffLimitPerIndex'),
    spec.at('maxFailedIndexes'),
  ];
  if (!isIndexed(spec)) {
    for (const place of [perIndex, failed].filter(({ present }) => present))
      yield problem(place, 'must be absent unless the job is indexed', "set 'completionMode: Indexed'");
    return;
  }
  if (!all.present && spec.at('parallelism').present)
    yield problem(all, "must be there beside 'parallelism' for an indexed job", 'say how many indexes there are');
  const most = whole(0, MOST_PARALLEL);
  if ((spec.at('parallelism').number ?? 0) > 0) yield* brokenNumber(spec.at('parallelism'), most, 'lower it');
  if (!failed.present) return;
  if (!perIndex.present) yield problem(failed, "must come with 'backoffLimitPerIndex'", 'set it, or omit this');
  if ((failed.number ?? 0) > (completionsOf(spec) ?? Infinity))
    yield problem(failed, `must be at most ${completionsOf(spec)}, as 'completions'`, 'lower it');
}

function* failurePolicy(spec: Place): Iterable<Problem> {
  const policy = spec.at('podFailurePolicy');
  if (!policy.present) return;
  const restart = spec.at('template', 'spec', 'restartPolicy');
  if (restart.text === 'OnFailure') yield problem(restart, 'must be Never with a pod failure policy', 'use Never');
  const replacement = spec.at('podReplacementPolicy');
  if (replacement.text === 'TerminatingOrFailed')
    yield problem(replacement, 'must be Failed with a pod failure policy', 'omit it');
  const rules = policy.at('rules');
  if (rules.items.length > MOST_RULES)
    yield problem(rules, `must be at most ${MOST_RULES}`, 'join some of them', `${rules.items.length} rules`);
  for (const rule of rules.items) yield* failureRule(rule, spec);
}

function* failureRule(rule: Place, spec: Place): Iterable<Problem> {
  const [codes, conditions, action] = [rule.at('onExitCodes'), rule.at('onPodConditions'), rule.at('action')];
  const has = [codes.present, conditions.items.length > 0].filter(Boolean).length;
  if (has !== 1)
    yield problem(rule, "must have one of 'onExitCodes' and 'onPodConditions'", has > 1 ? 'make two rules' : 'add one');
  if (action.text === 'FailIndex' && !spec.at('backoffLimitPerIndex').present)
    yield problem(action, "must not be FailIndex without 'backoffLimitPerIndex'", 'set it, or use FailJob');
  if (codes.present) yield* exitCodes(codes, spec);
}

function* exitCodes(codes: Place, spec: Place): Iterable<Problem> {
  const lists = ['containers', 'initContainers'];
  const names = lists.flatMap((list) =>
    spec.at('template', 'spec', list).items.flatMap((c) => c.at('name').text ?? []),
  );
  const name = codes.at('containerName');
  if (name.text !== undefined && !names.includes(name.text))
    yield problem(name, `must be a container of the pod (${listed(names)})`, meant(names[0], 'correct it'));
  const values = codes.at('values');
  const numbers = values.items.flatMap(({ number }) => number ?? []);
  if (values.items.length === 0) yield problem(values, 'must not be empty', 'list the exit codes');
  if (values.items.length > MOST_CODES)
    yield problem(values, `must be at most ${MOST_CODES}`, 'use NotIn', `${values.items.length} codes`);
  if (numbers.some((code, i) => i > 0 && code <= (numbers[i - 1] ?? code)))
    yield problem(values, 'must be in ascending order, each once', 'sort them');
  const zero = values.items.find(({ number }) => number === 0);
  if (zero !== undefined && codes.at('operator').text === 'In')
    yield problem(zero, 'must not be 0 for In, which is no failure', 'omit it');
}

function* successPolicy(spec: Place): Iterable<Problem> {
  const policy = spec.at('successPolicy');
  if (!policy.present) return;
  if (!isIndexed(spec)) {
    yield problem(policy, 'must be absent unless the job is indexed', "set 'completionMode: Indexed'");
    return;
  }
  const rules = policy.at('rules');
  if (rules.items.length === 0) yield problem(rules, 'must not be empty', 'add a rule, or omit the policy');
  if (rules.items.length > MOST_RULES)
    yield problem(rules, `must be at most ${MOST_RULES}`, 'join some of them', `${rules.items.length} rules`);
  for (const rule of rules.items) yield* successRule(rule, completionsOf(spec) ?? Infinity);
}

function* successRule(rule: Place, all: number): Iterable<Problem> {
  const [indexes, count] = [rule.at('succeededIndexes'), rule.at('succeededCount')];
  if (!indexes.present && !count.present)
    yield problem(rule, "must have 'succeededIndexes' or 'succeededCount'", 'add one');
  const named = indexes.text === undefined ? undefined : countOf(indexes.text, all);
  if (indexes.text !== undefined && named === undefined)
    yield problem(indexes, `must list indexes from 0 to ${all - 1} in ascending order, such as '0,2-4'`, 'correct it');
  yield* brokenNumber(count, whole(0), 'correct it');
  if ((count.number ?? 0) > (named ?? all))
    yield problem(count, `must be at most ${named ?? all}, the number of the indexes`, 'lower it');
}

/** How many indexes a list such as `0,2-4` names; nothing when it is wrong. */
function countOf(list: string, all: number): number | undefined {
  let [last, count] = [-1, 0];
  for (const part of list === '' ? [] : list.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    const [from, to] = [Number(match?.[1] ?? NaN), Number(match?.[2] ?? match?.[1] ?? NaN)];
    if (!(from > last && to >= from && to < all) || (match?.[2] !== undefined && to === from)) return undefined;
    count += to - from + 1;
    last = to;
  }
  return count;
}

function* jobSelector(object: KubeObject): Iterable<Problem> {
  const spec = specOf(object);
  const [selector, manual] = [spec.at('selector'), spec.at('manualSelector')];
  if (object.type === 'CronJob.batch') {
    if (manual.flag === true)
      yield problem(manual, 'must not be true in a CronJob, whose jobs share no selector', 'omit it');
    if (selector.present) yield problem(selector, 'must be absent in a CronJob', 'omit it: each job gets its own');
    return;
  }
  if (manual.flag === true) {
    if (!selector.present) yield problem(selector, "must be there with 'manualSelector'", "omit 'manualSelector'");
    return;
  }
  if (selector.present && !Selector.of(selector).empty)
    yield problem(selector, "must be absent without 'manualSelector'", 'omit it: the job gets its own');
  const labels = spec.at('template', 'metadata', 'labels');
  for (const label of JOB_NAMES.map((key) => labels.at(key)))
    if (label.text !== undefined && label.text !== object.name)
      yield problem(label, `must be the name of the job, ${object.name}`, 'omit it: Kubernetes sets it');
  for (const label of JOB_IDS.map((key) => labels.at(key)))
    if (label.present) yield problem(label, 'must be absent: it is the id of the job', 'omit it: Kubernetes sets it');
}

function* cronSchedule(object: KubeObject, graph: Graph): Iterable<Problem> {
  const [times, zone] = [object.at('spec', 'schedule'), object.at('spec', 'timeZone')];
  const inside = /^(?:CRON_)?TZ=(\S*)\s+(.*)$/.exec(times.text ?? '');
  if (inside !== null && minorOf(graph) < ZONE_REFUSED) {
    const words = zone.present
      ? "must not name a time zone beside 'timeZone'"
      : (timeZone(inside[1] ?? '') ?? schedule(inside[2] ?? ''));
    if (words !== undefined) yield problem(times, words, "name the time zone in 'timeZone' alone");
  } else yield* brokenText(times, schedule, 'write it like "0 3 * * 1-5", or like "@daily"');
  if (times.text === '') yield problem(times, 'must not be empty', 'write it like "0 3 * * 1-5"');
  if (zone.text === undefined) return;
  const words = timeZone(zone.text);
  if (words !== undefined) yield problem(zone, words, meant(nearestZone(zone.text), 'name it like Europe/Berlin'));
}
