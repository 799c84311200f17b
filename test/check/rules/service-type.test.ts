import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('service-type', () => {
  test.each<Wrong>([
    [
      'a headless Service of type NodePort',
      made('Service', 'spec: { type: NodePort, clusterIP: None, ports: [{ port: 80 }] }'),
      '/spec/clusterIP',
      "'spec.clusterIP' must not be None on a Service of type NodePort, got \"None\"; remove it, or remove 'type'",
    ],
    [
      'a headless Service of type LoadBalancer',
      made('Service', 'spec: { type: LoadBalancer, clusterIP: None, ports: [{ port: 80 }] }'),
      '/spec/clusterIP',
      "'spec.clusterIP' must not be None on a Service of type LoadBalancer, got \"None\"; remove it, or remove 'type'",
    ],
    [
      'an ExternalName without a name',
      made('Service', 'spec: { type: ExternalName }'),
      '/spec/externalName',
      '\'spec.externalName\' must be the DNS name that the Service stands for, got nothing; write one such as "db.example.com"',
    ],
    [
      'an ExternalName with a URL',
      made('Service', "spec: { type: ExternalName, externalName: 'https://example.com' }"),
      '/spec/externalName',
      '\'spec.externalName\' must be a DNS name in lower case, without protocol, port and path, got "https://example.com"; write one such as "db.example.com"',
    ],
    [
      'an ExternalName with an address',
      made('Service', 'spec: { type: ExternalName, externalName: example.com, clusterIP: 10.0.0.5 }'),
      '/spec/clusterIP',
      '\'spec.clusterIP\' must be absent on a Service of type ExternalName, got "10.0.0.5"; remove it',
    ],
    [
      'an ExternalName with families',
      made('Service', 'spec: { type: ExternalName, externalName: example.com, ipFamilies: [IPv4] }'),
      '/spec/ipFamilies',
      '\'spec.ipFamilies\' must be absent on a Service of type ExternalName, got ["IPv4"]; remove it',
    ],
    [
      'a class of load balancers without one',
      made('Service', 'spec: { ports: [{ port: 80 }], loadBalancerClass: example.com/internal }'),
      '/spec/loadBalancerClass',
      "'spec.loadBalancerClass' must be absent unless the type is LoadBalancer, got \"example.com/internal\"; remove it, or set 'type' to LoadBalancer",
    ],
    [
      'a class of load balancers with spaces',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80 }], loadBalancerClass: my class }'),
      '/spec/loadBalancerClass',
      "'spec.loadBalancerClass' must be a name of at most 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/', got \"my class\"; write a name such as \"example.com/internal\"",
    ],
    [
      'source ranges without a load balancer',
      made('Service', 'spec: { type: NodePort, ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.0/8] }'),
      '/spec/loadBalancerSourceRanges',
      "'spec.loadBalancerSourceRanges' must be absent unless the type is LoadBalancer, got [\"10.0.0.0/8\"]; remove it, or set 'type' to LoadBalancer",
    ],
    [
      'source ranges as an annotation without a load balancer',
      made(
        'Service',
        'spec: { ports: [{ port: 80 }] }',
        'name: web, annotations: { service.beta.kubernetes.io/load-balancer-source-ranges: 10.0.0.0/8 }',
      ),
      '/metadata/annotations/service.beta.kubernetes.io~1load-balancer-source-ranges',
      '\'metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]\' must be absent unless the type is LoadBalancer, got "10.0.0.0/8"; remove it, or set \'type\' to LoadBalancer',
    ],
    [
      'allocation of node ports without a load balancer',
      made('Service', 'spec: { type: NodePort, ports: [{ port: 80 }], allocateLoadBalancerNodePorts: false }'),
      '/spec/allocateLoadBalancerNodePorts',
      "'spec.allocateLoadBalancerNodePorts' must be absent unless the type is LoadBalancer, got false; remove it, or set 'type' to LoadBalancer",
    ],
    [
      'an external traffic policy of a Service inside',
      made('Service', 'spec: { ports: [{ port: 80 }], externalTrafficPolicy: Local }'),
      '/spec/externalTrafficPolicy',
      "'spec.externalTrafficPolicy' must be absent unless the type is NodePort or LoadBalancer, got \"Local\"; remove it, or set 'type' to NodePort or LoadBalancer",
    ],
    [
      'an external traffic policy with external addresses',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [203.0.113.1], externalTrafficPolicy: Local }'),
      '/spec/externalTrafficPolicy',
      "'spec.externalTrafficPolicy' must be absent unless the type is NodePort or LoadBalancer, got \"Local\"; remove it, or set 'type' to NodePort or LoadBalancer",
    ],
    [
      'a health check port of a NodePort',
      made(
        'Service',
        'spec: { type: NodePort, ports: [{ port: 80 }], externalTrafficPolicy: Local, healthCheckNodePort: 30085 }',
      ),
      '/spec/healthCheckNodePort',
      "'spec.healthCheckNodePort' must be absent unless the type is LoadBalancer and 'externalTrafficPolicy' is Local, got 30085; remove it",
    ],
    [
      'a health check port with the policy Cluster',
      made('Service', 'spec: { type: LoadBalancer, ports: [{ port: 80 }], healthCheckNodePort: 30086 }'),
      '/spec/healthCheckNodePort',
      "'spec.healthCheckNodePort' must be absent unless the type is LoadBalancer and 'externalTrafficPolicy' is Local, got 30086; remove it",
    ],
    [
      'a session timeout of 0',
      made(
        'Service',
        'spec: { ports: [{ port: 80 }], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } }',
      ),
      '/spec/sessionAffinityConfig/clientIP/timeoutSeconds',
      "'spec.sessionAffinityConfig.clientIP.timeoutSeconds' must be a whole number from 1 to 86400, got 0; omit it for 10800, three hours",
    ],
    [
      'a session timeout above a day',
      made(
        'Service',
        'spec: { ports: [{ port: 80 }], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } } }',
      ),
      '/spec/sessionAffinityConfig/clientIP/timeoutSeconds',
      "'spec.sessionAffinityConfig.clientIP.timeoutSeconds' must be a whole number from 1 to 86400, got 86401; omit it for 10800, three hours",
    ],
    [
      'an unknown distribution of traffic',
      made('Service', 'spec: { ports: [{ port: 80 }], trafficDistribution: PreferFar }'),
      '/spec/trafficDistribution',
      '\'spec.trafficDistribution\' must be PreferClose or PreferSameZone or PreferSameNode, got "PreferFar"; use PreferClose',
      '1.37',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('service-type', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'an ExternalName with a selector and ports',
      made(
        'Service',
        'spec: { type: ExternalName, externalName: example.com, ports: [{ port: 80, nodePort: 30083 }] }',
      ),
    ],
    [
      'empty source ranges without a load balancer',
      made('Service', 'spec: { ports: [{ port: 80 }], loadBalancerSourceRanges: [] }'),
    ],
    [
      'an address of a load balancer without one',
      made('Service', 'spec: { ports: [{ port: 80 }], loadBalancerIP: 10.0.0.1 }'),
    ],
    [
      'an external traffic policy of a NodePort',
      made('Service', 'spec: { type: NodePort, ports: [{ port: 80 }], externalTrafficPolicy: Local }'),
    ],
    [
      'an external traffic policy with external addresses, later',
      made('Service', 'spec: { ports: [{ port: 80 }], externalIPs: [203.0.113.1], externalTrafficPolicy: Local }'),
      '1.37',
    ],
    [
      'a health check port with the policy Local',
      made(
        'Service',
        'spec: { type: LoadBalancer, ports: [{ port: 80 }], externalTrafficPolicy: Local, healthCheckNodePort: 30087 }',
      ),
    ],
    [
      'a session timeout of a day',
      made(
        'Service',
        'spec: { ports: [{ port: 80 }], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } } }',
      ),
    ],
    [
      'a session timeout without sessions',
      made('Service', 'spec: { ports: [{ port: 80 }], sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } }'),
    ],
    [
      'an internal traffic policy of an ExternalName',
      made('Service', 'spec: { type: ExternalName, externalName: example.com, internalTrafficPolicy: Local }'),
    ],
    [
      'a distribution of traffic by node',
      made('Service', 'spec: { ports: [{ port: 80 }], trafficDistribution: PreferSameNode }'),
      '1.37',
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('service-type', yaml, target)).toEqual([]);
  });
});
