import { samples } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

/** A pod from which people call the Services of the chapter. */
export function sleep(chapter: Chapter): void {
  const system = new System(chapter, 'sleep', {
    purpose: 'A client inside the cluster, to see Services spread the calls over their pods.',
    items: ['sleep/ch06-client', 'sleep/base'],
  });
  new samples.Sleep(new Lesson(system, 'sleep', { section: '6.1', construct: 'samples.Sleep' }), 'Sleep');
}
