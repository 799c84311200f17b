import { ServiceType } from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { Chapter, Lesson, LessonProps, System } from '../lesson';

const lesson: LessonProps = { section: '6.1, listing 6.1', construct: 'workload.ReplicaSet' };

/** A web page that tells which pod made it, behind a ReplicaSet without a Deployment. */
export function whoami(chapter: Chapter): void {
  const system = new System(chapter, 'whoami', {
    purpose: 'Each answer names its pod, so that one sees pods replaced, and calls spread over three.',
    items: ['whoami/replicaset', 'whoami/replicas-3', 'whoami/service', 'ReplicaSet', 'P10'],
  });
  whoamiPods(new Lesson(system, 'whoami', lesson), 1).expose({
    type: ServiceType.LOAD_BALANCER,
    ports: [{ port: 8088, targetPort: 80 }],
  });
  whoamiPods(new Lesson(system.step('replicas-3'), 'whoami-replicas-3', { ...lesson, section: '6.1' }), 3);
}

function whoamiPods(lesson: Lesson, replicas: number): workload.ReplicaSet {
  return new workload.ReplicaSet(lesson, 'Whoami', {
    metadata: { name: 'whoami-web' },
    replicas,
    labels: { app: 'whoami-web' },
    containers: [{ name: 'web', image: 'kiamol/ch02-whoami', ports: [{ number: 80, name: 'http' }] }],
  });
}
