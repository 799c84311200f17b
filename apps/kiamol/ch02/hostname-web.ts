import { workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const IMAGE = 'inferred: the image, which is that of the same app in chapter 6, and the names';
const web = { name: 'web', image: 'kiamol/ch02-whoami', ports: [{ number: 80 }] };

/** The lab: a page that answers with the name of its machine, which is that of its pod. */
export function hostnameWeb(chapter: Chapter): void {
  const system = new System(chapter, 'hostname-web', {
    purpose: 'Lab: a page that answers with the name of its pod, first as a bare pod, then from a Deployment.',
    items: ['hostname-web', 'p-controller-over-pod'],
  });
  const pod = new Lesson(system, 'pod', { section: '2.6', construct: 'workload.Pod', lines: [IMAGE] });
  new workload.Pod(pod, 'Whoami', { metadata: { name: 'whoami' }, containers: [web] });

  const deployment = new Lesson(system.step('deployment'), 'deployment', {
    section: '2.6',
    construct: 'workload.Deployment',
    lines: [IMAGE, "to see the name of the pod: 'kubectl port-forward deploy/whoami 8080:80'"],
  });
  new workload.Deployment(deployment, 'Whoami', {
    metadata: { name: 'whoami' },
    labels: { app: 'whoami' },
    containers: [web],
  });
}
