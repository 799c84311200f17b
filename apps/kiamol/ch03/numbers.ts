import { ServiceType } from 'cdk8s-plus-27';
import { declare, network, platform, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { apiElsewhere } from './numbers-api-services';

/** A page and the API that it calls, joined and opened by each type of Service. */
export function numbers(chapter: Chapter): void {
  const system = new System(chapter, 'numbers', {
    purpose: 'A page with random numbers and its API, with each type of Service between them and before them.',
    items: [
      ...['numbers-api', 'numbers-web', 'numbers-api-clusterip', 'numbers-web-lb', 'numbers-web-nodeport'],
      ...['numbers-api-externalname', 'numbers-api-static-endpoints'],
      ...['c-kind-service-clusterip', 'c-kind-service-loadbalancer', 'c-kind-service-nodeport'],
      ...['c-kind-service-externalname', 'c-kind-service-selectorless', 'c-kind-endpointslice'],
      ...['f-service-targetport', 'f-service-nodeport', 'f-service-default-type', 'f-multi-doc', 'p-multi-doc'],
      ...['p-service-selects-pods', 'p-cluster-internal', 'p-lb-everywhere', 'p-service-lifecycle'],
      ...['p-external-name', 'p-static-endpoints', 'p-env-swap-service'],
    ],
  });
  const api = part(new Lesson(system, 'api', { section: '3.2', construct: 'workload.Deployment' }), 'api');
  const web = part(
    new Lesson(system, 'web', {
      section: '3.2',
      construct: 'workload.Deployment',
      lines: ['calls http://numbers-api, which is in the image: without a Service of that name no number comes'],
    }),
    'web',
  );
  new network.Service(
    new Lesson(system, 'api-service', { section: '3.2, listing 3.2', construct: 'network.Service' }),
    'Service',
    { metadata: { name: api.name }, type: ServiceType.CLUSTER_IP, selector: api, ports: [{ port: 80 }] },
  );
  open(system, web);
  apiElsewhere(system, api.name);
}

function part(lesson: Lesson, role: 'api' | 'web'): workload.Deployment {
  const name = `numbers-${role}`;
  return new workload.Deployment(lesson, 'Deployment', {
    metadata: { name },
    labels: { app: name },
    containers: [{ name: role, image: `kiamol/ch03-numbers-${role}` }],
  });
}

/** The page is reached from outside, by a load balancer and by a port of each node. */
function open(system: System, web: workload.Deployment): void {
  const balanced = new Lesson(system.step('web-service'), 'web-service', {
    section: '3.3, listing 3.3',
    construct: 'network.Service',
  });
  const service = new network.Service(balanced, 'Service', {
    metadata: { name: 'numbers-web' },
    type: ServiceType.LOAD_BALANCER,
    selector: web,
    ports: [{ port: 8080, targetPort: 80 }],
  });
  const { DOCKER_DESKTOP, KIND, AKS } = platform.ClusterProfile;
  const lines = [DOCKER_DESKTOP, KIND, AKS].map((profile) => profile.describe(service));
  declare.Header.of(balanced, { lines });

  const onNodes = new Lesson(system.step('node-port'), 'web-service-nodeport', {
    section: '3.3, listing 3.4',
    construct: 'network.Service',
    lines: ['the book shows it, and prefers the load balancer: clients must reach a node at port 30080'],
  });
  new network.Service(onNodes, 'Service', {
    metadata: { name: 'numbers-web-node' },
    type: ServiceType.NODE_PORT,
    selector: web,
    ports: [{ port: 8080, targetPort: 80, nodePort: 30080 }],
  });
}
