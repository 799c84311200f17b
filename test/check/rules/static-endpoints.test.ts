import { findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

const service = (spec: string, name = 'db'): string => made('Service', `spec: { ${spec} }`, `name: ${name}`);
const OPEN = service('ports: [{ port: 5432 }]');
const NAMED = service('ports: [{ name: sql, port: 5432 }, { name: dns, port: 53, protocol: UDP }]');

function slice(ports: string, labels = 'kubernetes.io/service-name: db'): string {
  const fields = `addressType: IPv4, endpoints: [{ addresses: [203.0.113.7] }], ports: [${ports}]`;
  return made('EndpointSlice', fields, `name: db-ipv4, labels: { ${labels} }`);
}

function endpoints(ports = '{ port: 5432 }', name = 'db'): string {
  return made('Endpoints', `subsets: [{ addresses: [{ ip: 203.0.113.7 }], ports: [${ports}] }]`, `name: ${name}`);
}

const LABEL = '/metadata/labels/kubernetes.io~1service-name';
const LABEL_FIELD = `'metadata.labels["kubernetes.io/service-name"]'`;

describe('endpoint-service', () => {
  test.each<Wrong>([
    [
      'a slice of no Service',
      all(OPEN, slice('{ port: 5432 }', 'app: db')),
      LABEL,
      `${LABEL_FIELD} must name the Service in namespace default that these addresses are for, got nothing; add the label`,
    ],
    [
      'a slice of a Service that is not there',
      all(OPEN, slice('{ port: 5432 }', 'kubernetes.io/service-name: dbb')),
      LABEL,
      `${LABEL_FIELD} must be the name of a Service in namespace default that is in the manifests or declared, got "dbb"; did you mean "db"?`,
    ],
    [
      'Endpoints with another name than their Service',
      all(OPEN, endpoints('{ port: 5432 }', 'postgres')),
      '/metadata/name',
      `'metadata.name' must be the name of a Service in namespace default that is in the manifests or declared, got "postgres"; add a Service of that name without a selector, or correct it`,
    ],
    [
      'Endpoints that the cluster overwrites',
      all(service('selector: { app: db }, ports: [{ port: 5432 }]'), endpoints()),
      '/metadata/name',
      `'metadata.name' must call a Service without a selector: the cluster writes the Endpoints of Service db, got "db"; remove the selector of the Service, or these Endpoints`,
    ],
    [
      'a slice of an ExternalName',
      all(service('type: ExternalName, externalName: db.example.com'), slice('{ port: 5432 }')),
      LABEL,
      `${LABEL_FIELD} must call a Service that has addresses, and Service db is an ExternalName, got "db"; remove these endpoints, or its externalName`,
    ],
    [
      'a port with a name where that of the Service has none',
      all(OPEN, slice('{ name: sql, port: 5432 }')),
      '/ports/0/name',
      `'ports[0].name' must be the name of a port of Service db (5432), got "sql"; omit it: the port of the Service has none`,
    ],
    [
      'a port without a name where that of the Service has one',
      all(NAMED, endpoints()),
      '/subsets/0/ports/0/name',
      `'subsets[0].ports[0].name' must be the name of a port of Service db (sql (5432), dns (53)), got nothing; write that name`,
    ],
    [
      'a port with nearly the name of that of the Service',
      all(NAMED, slice('{ name: sqll, port: 5432 }')),
      '/ports/0/name',
      `'ports[0].name' must be the name of a port of Service db (sql (5432), dns (53)), got "sqll"; did you mean "sql"?`,
    ],
    [
      'a port of another protocol',
      all(NAMED, slice('{ name: dns, port: 53 }')),
      '/ports/0/protocol',
      `'ports[0].protocol' must be UDP, as that port of Service db has it, got nothing; correct one of them`,
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('endpoint-service', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['a slice of a Service', all(OPEN, slice('{ port: 5433 }'))],
    ['a slice with some of the ports', all(NAMED, slice('{ name: dns, port: 53, protocol: UDP }'))],
    ['Endpoints of a Service', all(NAMED, endpoints('{ name: sql, port: 5432 }'))],
    [
      'a slice beside those of the cluster',
      all(service('selector: { app: db }, ports: [{ port: 5432 }]'), slice('{ port: 5432 }')),
    ],
    [
      'any port of a headless Service, whose name gives addresses alone',
      all(service('clusterIP: None'), slice('{ name: sql, port: 5432 }')),
    ],
    ['Endpoints by which a leader is elected', made('Endpoints', 'subsets: []', 'name: leader')],
    ['Endpoints of a Service that is in every cluster', endpoints('{ name: https, port: 443 }', 'kubernetes')],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('endpoint-service', yaml, target)).toEqual([]);
  });
});
