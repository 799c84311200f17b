import { ApiObject } from 'cdk8s';
import { Pods, ServiceType } from 'cdk8s-plus-27';
import { declare, network, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const section = '6.5';
const construct = 'workload.Deployment, workload.DaemonSet';
const web: workload.ContainerProps = {
  name: 'web',
  image: 'kiamol/ch03-numbers-web',
  ports: [{ number: 80, name: 'http' }],
  readiness: workload.Probe.http('/'),
};
const api: workload.ContainerProps = {
  name: 'api',
  image: 'kiamol/ch03-numbers-api',
  ports: [{ number: 80, name: 'http' }],
  readiness: workload.Probe.http('/healthz'),
};

/** Random numbers from hardware: many web pods, and one API pod on each node that has the hardware. */
export function numbersHw(chapter: Chapter): void {
  const system = new System(chapter, 'numbers-hw', {
    purpose: 'Old controllers replaced without an outage: one scaled by number, one bound to nodes with hardware.',
    items: ['lab/numbers-hw', 'P13', 'P14'],
  });
  const services = new Lesson(system, 'services', { section, lines: ['inferred: ports.'] });
  service(services, 'numbers-web', { type: ServiceType.LOAD_BALANCER, ports: [{ port: 8090, targetPort: 80 }] });
  service(services, 'numbers-api', { ports: [{ port: 80 }] });
  const kind = 'inferred: the kind, which came before Deployments.';
  const old = new Lesson(system, 'old-controllers', { section, lines: [kind] });
  replicationController(old, 'numbers-web', web);
  replicationController(old, 'numbers-api', api);

  const lines = [
    'inferred: kinds, from the task; ports and probes.',
    'Needs nodes with the hardware: kubectl label node <name> rng=hw',
  ];
  const status = ['deployment/numbers-web', 'daemonset/numbers-api'].map((it) => `kubectl rollout status ${it}`);
  const wait = ['Wait for both before the next step:', ...status];
  const both = { section, construct, lines: [...lines, ...wait] };
  newControllers(new Lesson(system.step('new-controllers'), 'controllers', both));

  const after = new Lesson(system.step('old-controllers-gone'), 'controllers', { section, construct, lines });
  declare.Header.of(after, { deleteFirst: ['replicationcontroller/numbers-web', 'replicationcontroller/numbers-api'] });
  newControllers(after);
}

function service(lesson: Lesson, name: string, props: network.ServiceProps): void {
  const selector = Pods.select(lesson, `Pods of ${name}`, { labels: { app: name } });
  new network.Service(lesson, `Service ${name}`, { ...props, metadata: { name }, selector });
}

function replicationController(lesson: Lesson, name: string, container: workload.ContainerProps): void {
  const pods = new workload.PodTemplate(lesson, { labels: { app: name }, containers: [container] }, { name });
  new ApiObject(lesson, name, {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name },
    spec: { replicas: 1, selector: pods.labels, template: pods.toJson() },
  });
}

/** The pods have the labels of the old ones, so that the Services send to both. */
function newControllers(lesson: Lesson): void {
  new workload.Deployment(lesson, 'Web', {
    metadata: { name: 'numbers-web' },
    labels: { app: 'numbers-web' },
    replicas: 24,
    containers: [web],
  });
  new workload.DaemonSet(lesson, 'Api', {
    metadata: { name: 'numbers-api' },
    labels: { app: 'numbers-api' },
    nodeSelector: { rng: 'hw' },
    containers: [api],
  });
}
