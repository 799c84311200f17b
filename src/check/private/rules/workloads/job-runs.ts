import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { isReadOnly } from '../pods/mounted-paths';
import { leastInterval } from './cron-times';

/** Rules on jobs that run beside each other, and pods of a job that do. */
export const JOB_RUN_RULES: Rule[] = [
  {
    id: 'job-parallelism',
    title: 'a job with more pods at a time than it has work for, or that does not say how much work there is',
    kinds: ['Job.batch', 'CronJob.batch'],
    object: (object) => parallelism(object),
  },
  {
    id: 'overlapping-runs',
    title: 'a job by the clock that may start while the one before still runs and writes, without a word on it',
    kinds: ['CronJob.batch'],
    object: (object) => overlap(object),
  },
];

function* parallelism(object: KubeObject): Iterable<Problem> {
  const spec: Place = object.type === 'CronJob.batch' ? object.at('spec', 'jobTemplate', 'spec') : object.at('spec');
  const [all, parallel] = [spec.at('completions'), spec.at('parallelism')];
  const pods = parallel.number ?? 1;
  if (all.number !== undefined && pods > all.number) {
    yield doubt(parallel, `must be at most ${all.number}, as 'completions': no more pods ever run`, 'lower it');
  }
  if (all.present || pods < 2 || spec.at('completionMode').text === 'Indexed' || !isAlike(object)) return;
  const words = `must be said beside 'parallelism: ${pods}', unless the pods share a queue and all see its end`;
  yield doubt(all, words, 'say how many pods must end well, or acknowledge that they share a queue');
}

/** Where a queue is, or what it is called. */
const QUEUE = /queue|worker|broker|topic|consume|redis|rabbit|amqp|kafka|nats|sqs|pubsub|:\/\/|:\d/i;

/** Whether all pods of a job do the same for all one can see: each command is written out, and nothing tells of a queue. */
function isAlike(object: KubeObject): boolean {
  const { spec, containers = [] } = Pods.of(object) ?? {};
  if (spec === undefined || spec.at('serviceAccountName').present || QUEUE.test(object.name)) return false;
  if (spec.at('volumes').items.some((volume) => !volume.at('emptyDir').present)) return false;
  return containers.every(({ place }) => {
    const image = (place.at('image').text ?? '').replace(/[:@][^/]*$/, '');
    const words = [...place.at('command').items, ...place.at('args').items].map(({ text }) => text ?? '');
    const told = place.at('env').items.length + place.at('envFrom').items.length > 0;
    return place.at('command').items.length > 0 && !told && !QUEUE.test([image, ...words].join(' '));
  });
}

/** Jobs that start this often are expected to be over at once, and are not when what they wait for is slow. */
const OFTEN = 10 * 60;

function* overlap(object: KubeObject): Iterable<Problem> {
  const policy = object.at('spec', 'concurrencyPolicy');
  const interval = leastInterval(object.at('spec', 'schedule').text ?? '');
  if (policy.present || interval === undefined) return;
  const deadline = object.at('spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds').number;
  if (deadline === undefined ? interval > OFTEN || !writes(object) : deadline <= interval) return;
  const words = `must be said for a job that starts every ${spoken(interval)} and may take longer`;
  yield doubt(policy, words, 'write Forbid or Replace, or Allow where jobs may overlap');
}

/** Volumes that the pods of the next job have, too. */
const STAYS = ['persistentVolumeClaim', 'hostPath', 'nfs', 'csi'];

/** Whether two runs may write to the same place. */
function writes(object: KubeObject): boolean {
  const pods = Pods.of(object);
  if (pods === undefined) return false;
  const volumes = pods.spec.at('volumes').items.filter((volume) => STAYS.some((field) => volume.at(field).present));
  const names = volumes.map((volume) => volume.at('name').text);
  const mounts = pods.containers.flatMap(({ place }) => place.at('volumeMounts').items);
  return mounts.some((mount) => names.includes(mount.at('name').text) && !isReadOnly(mount, pods));
}

function spoken(seconds: number): string {
  const [number, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return number === 1 ? unit : `${number} ${unit}s`;
}
