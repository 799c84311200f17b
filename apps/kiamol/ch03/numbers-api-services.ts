import { ServiceType } from 'cdk8s-plus-27';
import { declare, network } from 'cdk8s-patterns';
import { Lesson, System } from '../lesson';

/** The API is outside the cluster: under another name, and then at an address. The page does not notice. */
export function apiElsewhere(system: System, name: string): void {
  const deleteFirst = [`service/${name}`];
  const alias = new Lesson(system.step('external-name'), 'api-service-externalname', {
    section: '3.4, listing 3.5',
    construct: 'network.Service',
    lines: ['another name in DNS: the page sends the right header Host by itself, which few HTTP clients do'],
  });
  declare.Header.of(alias, { deleteFirst });
  new network.Service(alias, 'Service', {
    metadata: { name },
    type: ServiceType.EXTERNAL_NAME,
    externalName: 'raw.githubusercontent.com',
  });

  const fixed = new Lesson(system.step('static-endpoints'), 'api-service-headless', {
    section: '3.4, listing 3.6',
    construct: 'network.StaticEndpoints',
    lines: [
      'the book calls this headless, a word that Kubernetes has for Services without an address of their own',
      'EndpointSlice is discovery.k8s.io/v1 today; the book has Endpoints, of which servers warn since 1.33',
      'breaks the page on purpose: nothing answers at the address',
    ],
  });
  declare.Header.of(fixed, { deleteFirst });
  new network.StaticEndpoints(fixed, 'Api', {
    metadata: { name },
    type: ServiceType.CLUSTER_IP,
    addresses: ['192.168.123.234'],
    ports: [{ port: 80 }],
  });
}
