import { RestartPolicy } from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const IMAGE = 'kiamol/ch02-hello-kiamol';
const web = { name: 'web', image: IMAGE };

/** One page, run in four ways that end up the same: by two commands, and by two manifests. */
export function helloKiamol(chapter: Chapter): void {
  const system = new System(chapter, 'hello-kiamol', {
    purpose: 'A static page, run in four ways that end up the same.',
    items: [
      ...['hello-kiamol-pod-run', 'hello-kiamol-2', 'hello-kiamol-3', 'hello-kiamol-4'],
      ...['c-kind-pod', 'c-kind-deployment', 'f-restart-policy'],
    ],
  });
  byCommands(system);
  byManifests(system);
}

/** What the commands make, without the empty and default fields that they write too. */
function byCommands(system: System): void {
  const run = new Lesson(system, 'run', {
    section: '2.1',
    construct: 'workload.Pod',
    lines: [
      `what 'kubectl run hello-kiamol --image=${IMAGE} --restart=Never' makes`,
      'inferred: the policy Never, from the flag',
    ],
  });
  new workload.Pod(run, 'HelloKiamol', {
    metadata: { name: 'hello-kiamol' },
    labels: { run: 'hello-kiamol' },
    containers: [{ name: 'hello-kiamol', image: IMAGE }],
    restartPolicy: RestartPolicy.NEVER,
  });

  const create = new Lesson(system, 'create-deployment', {
    section: '2.2',
    construct: 'workload.Deployment',
    lines: [
      `what 'kubectl create deployment hello-kiamol-2 --image=${IMAGE}' makes`,
      'inferred: the name of the container and the label of the Deployment, as kubectl gives them',
    ],
  });
  new workload.Deployment(create, 'HelloKiamol2', {
    metadata: { name: 'hello-kiamol-2', labels: { app: 'hello-kiamol-2' } },
    labels: { app: 'hello-kiamol-2' },
    replicas: 1,
    containers: [{ image: IMAGE }],
  });
}

function byManifests(system: System): void {
  const pod = new Lesson(system, 'pod', {
    section: '2.3',
    construct: 'workload.Pod',
    lines: ['without labels: no selector finds it'],
  });
  new workload.Pod(pod, 'HelloKiamol3', { metadata: { name: 'hello-kiamol-3' }, containers: [web] });

  const deployment = new Lesson(system, 'deployment', { section: '2.3', construct: 'workload.Deployment' });
  new workload.Deployment(deployment, 'HelloKiamol4', {
    metadata: { name: 'hello-kiamol-4' },
    labels: { app: 'hello-kiamol-4' },
    containers: [web],
  });
}
