import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

/** A web application that calls an API: by itself, then through a proxy that lets nothing else pass. */
export function numbers(chapter: Chapter): void {
  const system = new System(chapter, 'numbers', {
    purpose:
      'A proxy beside a web application maps the one address that it may call, logs the calls and blocks the rest.',
    items: ['numbers/base', 'numbers/ambassador', 'P24'],
  });
  const construct = 'workload.Deployment';
  const { service } = api(new Lesson(system, 'api', { section: '7.4', construct }));
  web(new Lesson(system, 'web', { section: '7.4', construct }), {}).expose({
    type: kplus.ServiceType.LOAD_BALANCER,
    ports: [{ port: 8090, targetPort: 80 }],
  });
  const proxy = new workload.Ambassador({
    source: 'http://localhost/api',
    target: `http://${service.name}/sixeyed/kiamol/master/ch03/numbers/rng`,
    addressVariable: 'RngApi__Url',
  });
  const lesson = new Lesson(system.step('ambassador'), 'web-with-proxy', {
    section: '7.4',
    construct: 'workload.Ambassador',
    lines: [
      'The proxy declares its port, which the book leaves out.',
      'http_proxy holds for plain HTTP of programs that honour it; a network policy holds for all.',
    ],
  });
  web(lesson, { env: proxy.clientEnv, sidecars: [proxy.container] });
}

function api(lesson: Lesson): { service: kplus.Service } {
  const deployment = new workload.Deployment(lesson, 'Api', {
    metadata: { name: 'numbers-api' },
    labels: { app: 'numbers-api' },
    containers: [{ name: 'api', image: 'kiamol/ch03-numbers-api' }],
  });
  return { service: deployment.expose({ type: kplus.ServiceType.CLUSTER_IP, ports: [{ port: 80 }] }) };
}

function web(
  lesson: Lesson,
  { env, sidecars }: { env?: { [name: string]: string }; sidecars?: workload.ContainerProps[] },
): workload.Deployment {
  return new workload.Deployment(lesson, 'Web', {
    metadata: { name: 'numbers-web' },
    labels: { app: 'numbers-web' },
    containers: [{ name: 'web', image: 'kiamol/ch03-numbers-web', env }],
    sidecars,
  });
}
