import { synth, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

/** A Deployment with a label for people, which nothing selects by. */
export function ownLabels(chapter: Chapter): void {
  const system = new System(chapter, 'own-labels', {
    purpose: 'A label of your own beside those that select: it changes with each release, and no pod is replaced.',
    items: ['f-own-labels', 'p-own-labels', 'p-selector-labels'],
  });
  helloKiamol(system, '20.04');
  helloKiamol(system.step('next-release'), '20.10');
}

function helloKiamol(folder: synth.Folder, release: string): void {
  const chart = new Lesson(folder, 'deployment', {
    section: '2.2',
    construct: 'workload.Deployment',
    lines: ['inferred: the app that carries the label, and the release after 20.04'],
  });
  new workload.Deployment(chart, 'HelloKiamol4', {
    metadata: { name: 'hello-kiamol-4', labels: { release } },
    labels: { app: 'hello-kiamol-4' },
    containers: [{ name: 'web', image: 'kiamol/ch02-hello-kiamol' }],
  });
}
