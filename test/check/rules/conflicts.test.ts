import { findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

describe('shared-node-port', () => {
  test.each<Wrong>([
    [
      'a node port of two Services',
      all(
        made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }', 'name: one'),
        made('Service', 'spec: { type: NodePort, ports: [{ port: 53, nodePort: 30080, protocol: UDP }] }', 'name: two'),
      ),
      '/spec/ports/0/nodePort',
      "'spec.ports[0].nodePort' must differ from the node ports of Service one in namespace default, got 30080; choose another port, or omit it for a free one",
    ],
    [
      'a node port that is a health check port elsewhere',
      all(
        made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }', 'name: one'),
        made(
          'Service',
          'spec: { type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30080, ports: [{ port: 80 }] }',
          'name: two',
        ),
      ),
      '/spec/healthCheckNodePort',
      "'spec.healthCheckNodePort' must differ from the node ports of Service one in namespace default, got 30080; choose another port, or omit it for a free one",
    ],
    [
      'one address and port of two load balancers',
      all(
        made(
          'Service',
          'spec: { type: LoadBalancer, loadBalancerIP: 203.0.113.1, ports: [{ port: 80 }] }',
          'name: one',
        ),
        made(
          'Service',
          'spec: { type: LoadBalancer, loadBalancerIP: 203.0.113.1, ports: [{ port: 80 }] }',
          'name: two',
        ),
      ),
      '/spec/ports/0/port',
      "'spec.ports[0].port' must differ from the TCP ports of Service one in namespace default, which has the same 'loadBalancerIP', got 80; choose another port or address",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('shared-node-port', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'two node ports',
      all(
        made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }', 'name: one'),
        made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30081 }] }', 'name: two'),
      ),
    ],
    [
      'a node port that an ExternalName has no use for',
      all(
        made('Service', 'spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }', 'name: one'),
        made(
          'Service',
          'spec: { type: ExternalName, externalName: example.com, ports: [{ port: 80, nodePort: 30080 }] }',
          'name: two',
        ),
      ),
    ],
    [
      'one address with two protocols',
      all(
        made(
          'Service',
          'spec: { type: LoadBalancer, loadBalancerIP: 203.0.113.1, ports: [{ port: 53 }] }',
          'name: one',
        ),
        made(
          'Service',
          'spec: { type: LoadBalancer, loadBalancerIP: 203.0.113.1, ports: [{ port: 53, protocol: UDP }] }',
          'name: two',
        ),
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('shared-node-port', yaml, target)).toEqual([]);
  });
});

describe('shared-route', () => {
  test.each<Wrong>([
    [
      'one path of two Ingresses',
      all(
        made(
          'Ingress',
          'spec: { ingressClassName: nginx, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }] } }] }',
          'name: one',
        ),
        made(
          'Ingress',
          'spec: { ingressClassName: nginx, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }] } }] }',
          'name: two',
        ),
      ),
      '/spec/rules/0/http/paths/0/path',
      '\'spec.rules[0].http.paths[0].path\' must differ from the paths of Ingress one in namespace default for host "example.com", got "/"; the controller takes only one of them; use another path or host',
    ],
    [
      'one path with two backends',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }, { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }] } }] }',
      ),
      '/spec/rules/0/http/paths/1/path',
      "'spec.rules[0].http.paths[1].path' must differ from the path at 'spec.rules[0].http.paths[0]', which has another backend, got \"/\"; only one of them is ever taken; use another path or host, or remove one",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('shared-route', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'one path of an Ingress and its canary',
      all(
        made(
          'Ingress',
          'spec: { ingressClassName: nginx, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }] } }] }',
          'name: one',
        ),
        made(
          'Ingress',
          'spec: { ingressClassName: nginx, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }] } }] }',
          "name: two, annotations: { nginx.ingress.kubernetes.io/canary: 'true' }",
        ),
      ),
    ],
    [
      'one path of two Ingresses of another controller',
      all(
        made(
          'Ingress',
          'spec: { ingressClassName: alb, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }] } }] }',
          'name: one',
        ),
        made(
          'Ingress',
          'spec: { ingressClassName: alb, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }] } }] }',
          'name: two',
        ),
      ),
    ],
    [
      'one path of two classes',
      all(
        made(
          'Ingress',
          'spec: { ingressClassName: nginx, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }] } }] }',
          'name: one',
        ),
        made(
          'Ingress',
          'spec: { ingressClassName: internal, rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }] } }] }',
          'name: two',
        ),
      ),
    ],
    [
      'one path twice with one backend',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }, { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }] } }] }',
      ),
    ],
    [
      'one path with two backends that annotations tell apart',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: redirect, port: { name: use-annotation } } } }, { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }] } }] }',
        "name: web, annotations: { alb.ingress.kubernetes.io/actions.redirect: '{}' }",
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('shared-route', yaml, target)).toEqual([]);
  });
});
