import { network, samples } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

/** Two pods that do nothing, first reached by address alone, then by name. */
export function sleepPair(chapter: Chapter): void {
  const system = new System(chapter, 'sleep-pair', {
    purpose: 'Two pods that do nothing, of which one finds the other by address, and then by the name of a Service.',
    items: ['sleep-1', 'sleep-2', 'sleep-2-service', 'p-service-dns'],
  });
  const [, second] = ['sleep-1', 'sleep-2'].map((name) => {
    const lesson = new Lesson(system, name.replace('-', ''), { section: '3.1', construct: 'samples.Sleep' });
    return new samples.Sleep(lesson, 'Sleep', { name });
  });

  const named = new Lesson(system.step('service'), 'sleep2-service', {
    section: '3.1, listing 3.1',
    construct: 'network.Service',
    lines: ['the name leads to an address that takes TCP and UDP, and answers no ping'],
  });
  new network.Service(named, 'Service', {
    metadata: { name: 'sleep-2' },
    selector: second?.deployment,
    ports: [{ port: 80 }],
  });
}
