import { Size } from 'cdk8s';
import { samples, storage, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

/** A pod for looking up names in DNS. */
export function sleep(chapter: Chapter): void {
  const system = new System(chapter, 'sleep', {
    purpose: 'A pod from which people look up the names of other pods.',
    items: ['sleep'],
  });
  new samples.Sleep(new Lesson(system, 'sleep', { section: '8.2', construct: 'samples.Sleep' }), 'Sleep');
}

/** The smallest StatefulSet with a claim for each pod. */
export function sleepWithPvc(chapter: Chapter): void {
  const system = new System(chapter, 'sleep-with-pvc', {
    purpose: 'Two pods, each with a disk of its own that outlives it.',
    items: ['sleep-with-pvc', 'volume-claim-templates', 'statefulset-headless-service', 'kind-statefulset'],
  });
  const lesson = new Lesson(system, 'sleep-with-pvc', { section: '8.3', construct: 'workload.StatefulSet' });
  const data = storage.Volume.claimTemplate('data', { storage: Size.mebibytes(5), labels: chapter.labels });
  new workload.StatefulSet(lesson, 'Sleep', {
    metadata: { name: 'sleep-with-pvc' },
    labels: { app: 'sleep-with-pvc' },
    replicas: 2,
    containers: [{ name: 'sleep', image: 'kiamol/ch03-sleep', mounts: [data.at('/data')] }],
  });
}
