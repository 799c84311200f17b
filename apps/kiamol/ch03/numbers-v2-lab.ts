import { ServiceType } from 'cdk8s-plus-27';
import { network, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

/** Lab 3: two versions of the page run at once, and the public Service sends to one of them. */
export function numbersV2Lab(chapter: Chapter): void {
  const system = new System(chapter, 'numbers-v2-lab', {
    purpose: 'Two versions of a page at once, of which a Service opens the second.',
    items: ['numbers-v2-lab', 'p-unique-labels'],
  });
  const given = new Lesson(system, 'deployments', {
    section: '3.6, lab',
    construct: 'workload.Deployment',
    lines: ['inferred: the labels, the names of the two pages, and the image of the second, which chapter 7 has'],
  });
  const api = part(given, 'numbers-api', { component: 'api' }, 'kiamol/ch03-numbers-api');
  part(given, 'numbers-web-v1', { component: 'web', version: 'v1' }, 'kiamol/ch03-numbers-web');
  const second = part(given, 'numbers-web-v2', { component: 'web', version: 'v2' }, 'kiamol/ch03-numbers-web:v2');

  const solution = { section: '3.6, lab', construct: 'network.Service' };
  new network.Service(new Lesson(system, 'api-service', solution), 'Service', {
    metadata: { name: 'numbers-api' },
    type: ServiceType.CLUSTER_IP,
    selector: api,
    ports: [{ port: 80 }],
  });
  const lines = ['inferred: the name; the selector leaves out the pods of the first version'];
  new network.Service(new Lesson(system, 'web-service', { ...solution, lines }), 'Service', {
    metadata: { name: 'numbers-web' },
    type: ServiceType.LOAD_BALANCER,
    selector: second,
    ports: [{ port: 8088, targetPort: 80 }],
  });
}

function part(
  lesson: Lesson,
  name: string,
  labels: { component: string; version?: string },
  image: string,
): workload.Deployment {
  return new workload.Deployment(lesson, name, {
    metadata: { name },
    labels: { app: 'numbers', ...labels },
    containers: [{ name: labels.component, image }],
  });
}
