import { workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const web = { name: 'web', image: 'kiamol/ch02-hello-kiamol' };

/** One page, run in four ways that end up the same. */
export function helloKiamol(chapter: Chapter): void {
  const system = new System(chapter, 'hello-kiamol', {
    purpose: 'A static page, run in four ways that end up the same.',
    items: ['hello-kiamol-4', 'c-kind-deployment'],
  });
  const deployment = new Lesson(system, 'deployment', { section: '2.4', construct: 'workload.Deployment' });
  new workload.Deployment(deployment, 'HelloKiamol4', {
    metadata: { name: 'hello-kiamol-4' },
    labels: { app: 'hello-kiamol-4' },
    containers: [web],
  });
}
