import { dnsLabel } from '../../../../private/rules';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { doubt, problem, Problem, Rule } from '../../rule';
import { completionsOf } from './jobs';

/** Rules on names that leave no room for the names that a controller makes of them. */
export const DERIVED_NAME_RULES: Rule[] = [
  {
    id: 'derived-name',
    title: 'a name that leaves no room for the names that a controller makes of it',
    kinds: ['CronJob.batch', 'Job.batch', 'StatefulSet.apps', 'Deployment.apps'],
    object: function* (object) {
      const name = object.at('metadata', 'name');
      if (name.text !== undefined) yield* BUDGETS[object.type]?.(object, name, name.text) ?? [];
    },
  },
];

type Budget = (object: KubeObject, place: Place, name: string) => Iterable<Problem>;

const BUDGETS: { [type: string]: Budget } = {
  'CronJob.batch': function* (object, place, name) {
    if (name.length > CRON_JOB) yield* tooLong(place, CRON_JOB, 'its jobs add the time to it');
    else yield* indexed(object.at('spec', 'jobTemplate', 'spec'), place, `${name}-12345678`);
  },
  'Job.batch': function* (object, place, name) {
    const manual = object.at('spec', 'manualSelector').flag === true;
    if (name.length > LABEL && !manual) yield* tooLong(place, LABEL, 'its pods have it in a label');
    else yield* indexed(object.at('spec'), place, name);
  },
  'StatefulSet.apps': (_object, place, name) =>
    hashed(place, name, LABEL, 'the label controller-revision-hash of its pods adds a hash to it'),
  'Deployment.apps': (_object, place, name) => hashed(place, name, NAME, 'its replica sets add a hash to it'),
};

const CRON_JOB = 52;
const LABEL = 63;
const NAME = 253;

/** What a controller adds of a hash: mostly 10 digits and a hyphen, now and then one digit less. */
const HASH = 11;

/** Most hashes do not fit into one character less, but some do. */
function* hashed(place: Place, name: string, most: number, why: string): Iterable<Problem> {
  const over = name.length - (most - HASH);
  if (over <= 0) return;
  const words = `must be at most ${most - HASH} characters, because ${why}`;
  yield (over === 1 ? doubt : problem)(place, words, 'shorten it', `${name.length} characters`);
}

function* tooLong(place: Place, most: number, why: string): Iterable<Problem> {
  const got = `${place.text?.length} characters`;
  yield problem(place, `must be at most ${most} characters, because ${why}`, 'shorten it', got);
}

/** Pods of indexed jobs have their name and index as host name, which must be a DNS label. */
function* indexed(job: Place, place: Place, name: string): Iterable<Problem> {
  const completions = completionsOf(job) ?? 0;
  if (job.at('completionMode').text !== 'Indexed' || completions < 1) return;
  const host = `${name}-${completions - 1}`;
  if (dnsLabel(host) === undefined) return;
  const words = "must, with the index of each pod, be at most 63 lower case letters, digits and '-', as a host name";
  yield problem(place, words, place.text?.includes('.') === true ? "write '-' for '.'" : 'shorten it');
}
