import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('ingress-path', () => {
  test.each<Wrong>([
    [
      'neither rules nor a default backend',
      made('Ingress', 'spec: {}'),
      '/spec/rules',
      "'spec.rules' must have a rule where there is no 'defaultBackend', got nothing; add one of them",
    ],
    [
      'an empty list of rules',
      made('Ingress', 'spec: { rules: [] }'),
      '/spec/rules',
      "'spec.rules' must have a rule where there is no 'defaultBackend', got []; add one of them",
    ],
    [
      'an empty list of paths',
      made('Ingress', 'spec: { rules: [{ http: { paths: [] } }] }'),
      '/spec/rules/0/http/paths',
      "'spec.rules[0].http.paths' must have at least one path, got []; add one, or remove 'http'",
    ],
    [
      'a wildcard inside a host',
      made('Ingress', "spec: { rules: [{ host: 'www.*.com' }] }"),
      '/spec/rules/0/host',
      '\'spec.rules[0].host\' must have \'*\' only as its first part, got "www.*.com"; write a name such as "example.com"',
    ],
    [
      'a wildcard alone',
      made('Ingress', "spec: { rules: [{ host: '*' }] }"),
      '/spec/rules/0/host',
      '\'spec.rules[0].host\' must have \'*\' only as its first part, got "*"; write a name such as "example.com"',
    ],
    [
      'a host that is an address',
      made('Ingress', 'spec: { rules: [{ host: 10.0.0.1 }] }'),
      '/spec/rules/0/host',
      '\'spec.rules[0].host\' must be a DNS name, not an IP address, got "10.0.0.1"; write a name such as "example.com"',
    ],
    [
      'a host with a port',
      made('Ingress', "spec: { rules: [{ host: 'example.com:8080' }] }"),
      '/spec/rules/0/host',
      '\'spec.rules[0].host\' must be a DNS name in lower case, without protocol, port and path, got "example.com:8080"; did you mean "example.com"?',
    ],
    [
      'a host in capital letters',
      made('Ingress', 'spec: { rules: [{ host: Example.com }] }'),
      '/spec/rules/0/host',
      '\'spec.rules[0].host\' must be a DNS name in lower case, without protocol, port and path, got "Example.com"; did you mean "example.com"?',
    ],
    [
      'a path without a slash',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ path: api, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
      ),
      '/spec/rules/0/http/paths/0/path',
      '\'spec.rules[0].http.paths[0].path\' must start with \'/\', got "api"; did you mean "/api"?',
    ],
    [
      'no path with the type Prefix',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
      ),
      '/spec/rules/0/http/paths/0/path',
      "'spec.rules[0].http.paths[0].path' must be there where 'pathType' is Prefix, got nothing; write \"/\" for all paths",
    ],
    [
      'two slashes in a path',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ path: /a//b, pathType: Exact, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
      ),
      '/spec/rules/0/http/paths/0/path',
      '\'spec.rules[0].http.paths[0].path\' must not contain \'//\', got "/a//b"; write a path such as "/api"',
    ],
    [
      'a path that ends with a dot',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ path: /a/., pathType: Exact, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
      ),
      '/spec/rules/0/http/paths/0/path',
      '\'spec.rules[0].http.paths[0].path\' must not end with \'/.\', got "/a/."; write a path such as "/api"',
    ],
    [
      'a host of a certificate with a protocol',
      made('Ingress', "spec: { tls: [{ hosts: ['https://example.com'] }], rules: [{ host: example.com }] }"),
      '/spec/tls/0/hosts/0',
      '\'spec.tls[0].hosts[0]\' must be a DNS name in lower case, without protocol, port and path, got "https://example.com"; did you mean "example.com"?',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('ingress-path', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['a rule with a host alone', made('Ingress', 'spec: { rules: [{ host: example.com }] }')],
    ['a rule for all hosts below one', made('Ingress', "spec: { rules: [{ host: '*.example.com' }] }")],
    [
      'no path with the type ImplementationSpecific',
      made(
        'Ingress',
        'spec: { rules: [{ http: { paths: [{ pathType: ImplementationSpecific, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
      ),
    ],
    [
      'an expression with the type ImplementationSpecific',
      made(
        'Ingress',
        "spec: { rules: [{ http: { paths: [{ path: '/a//(.*)', pathType: ImplementationSpecific, backend: { service: { name: web, port: { number: 80 } } } }] } }] }",
      ),
    ],
    [
      'a certificate without a Secret',
      made('Ingress', "spec: { tls: [{ hosts: ['*.example.com'] }], rules: [{ host: example.com }] }"),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('ingress-path', yaml, target)).toEqual([]);
  });
});

describe('ingress-backend', () => {
  test.each<Wrong>([
    [
      'a backend of nothing',
      made('Ingress', 'spec: { defaultBackend: {} }'),
      '/spec/defaultBackend',
      "'spec.defaultBackend' must have either 'service' or 'resource', got {}; name a Service and its port",
    ],
    [
      'a backend of both',
      made(
        'Ingress',
        'spec: { defaultBackend: { service: { name: web, port: { number: 80 } }, resource: { kind: Bucket, name: web } } }',
      ),
      '/spec/defaultBackend',
      '\'spec.defaultBackend\' must have either \'service\' or \'resource\', got {"service":{"name":"web","port":{"number":80}},"resource":{"kind":"Bucket","n...; remove one of them',
    ],
    [
      'no port',
      made('Ingress', 'spec: { defaultBackend: { service: { name: web } } }'),
      '/spec/defaultBackend/service/port',
      "'spec.defaultBackend.service.port' must have either 'name' or 'number', got nothing; write the port of the Service",
    ],
    [
      'a port by name and by number',
      made('Ingress', 'spec: { defaultBackend: { service: { name: web, port: { name: http, number: 80 } } } }'),
      '/spec/defaultBackend/service/port',
      '\'spec.defaultBackend.service.port\' must have either \'name\' or \'number\', not both, got {"name":"http","number":80}; remove one of them',
    ],
    [
      'port 65536 of a backend',
      made('Ingress', 'spec: { defaultBackend: { service: { name: web, port: { number: 65536 } } } }'),
      '/spec/defaultBackend/service/port/number',
      "'spec.defaultBackend.service.port.number' must be a whole number from 1 to 65535, got 65536; write a port of the Service",
    ],
    [
      'a name of a port in capital letters',
      made('Ingress', 'spec: { defaultBackend: { service: { name: web, port: { name: HTTP } } } }'),
      '/spec/defaultBackend/service/port/name',
      "'spec.defaultBackend.service.port.name' must be at most 15 lower case letters, digits and single '-', with at least one letter, got \"HTTP\"; write the name of a port of the Service",
    ],
    [
      'a Service with a dot',
      made('Ingress', 'spec: { defaultBackend: { service: { name: web.default, port: { number: 80 } } } }'),
      '/spec/defaultBackend/service/name',
      "'spec.defaultBackend.service.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"web.default\"; write the name of a Service",
    ],
    [
      'a Service that starts with a digit',
      made('Ingress', 'spec: { defaultBackend: { service: { name: 1web, port: { number: 80 } } } }'),
      '/spec/defaultBackend/service/name',
      "'spec.defaultBackend.service.name' must be at most 63 lower case letters, digits and '-', starting with a letter and ending with a letter or digit, got \"1web\"; write the name of a Service",
    ],
    [
      'a resource without a name',
      made('Ingress', "spec: { defaultBackend: { resource: { kind: Bucket, name: '' } } }"),
      '/spec/defaultBackend/resource/name',
      '\'spec.defaultBackend.resource.name\' must not be empty, got ""; write the name of the resource',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('ingress-backend', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a Service that starts with a digit, later',
      made('Ingress', 'spec: { defaultBackend: { service: { name: 1web, port: { number: 80 } } } }'),
      '1.37',
    ],
    [
      'a resource',
      made('Ingress', 'spec: { defaultBackend: { resource: { apiGroup: example.com, kind: Bucket, name: web } } }'),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('ingress-backend', yaml, target)).toEqual([]);
  });
});

describe('ingress-class', () => {
  test.each<Wrong>([
    [
      'two different classes',
      made(
        'Ingress',
        'spec: { ingressClassName: nginx, rules: [{ host: example.com }] }',
        'name: web, annotations: { kubernetes.io/ingress.class: alb }',
      ),
      '/metadata/annotations/kubernetes.io~1ingress.class',
      '\'metadata.annotations["kubernetes.io/ingress.class"]\' must be the value of \'spec.ingressClassName\' (nginx), got "alb"; remove the annotation',
    ],
    [
      'an empty class',
      made('Ingress', "spec: { ingressClassName: '', rules: [{ host: example.com }] }"),
      '/spec/ingressClassName',
      '\'spec.ingressClassName\' must be the name of an IngressClass, got ""; remove it for the default class',
    ],
    [
      'a class with an underscore',
      made('Ingress', 'spec: { ingressClassName: my_class, rules: [{ host: example.com }] }'),
      '/spec/ingressClassName',
      "'spec.ingressClassName' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"my_class\"; write the name of an IngressClass",
    ],
    [
      'a class without a controller',
      made('IngressClass', 'spec: {}'),
      '/spec/controller',
      '\'spec.controller\' must name the controller of the class, got nothing; write one such as "k8s.io/ingress-nginx"',
    ],
    [
      'a controller without a path',
      made('IngressClass', 'spec: { controller: nginx }'),
      '/spec/controller',
      '\'spec.controller\' must be a DNS name with a path, of at most 250 letters, got "nginx"; write one such as "k8s.io/ingress-nginx"',
    ],
    [
      'parameters in no namespace',
      made(
        'IngressClass',
        'spec: { controller: example.com/ingress, parameters: { kind: ConfigMap, name: web, scope: Namespace } }',
      ),
      '/spec/parameters/namespace',
      "'spec.parameters.namespace' must be there where 'scope' is Namespace, got nothing; write the namespace of the parameters",
    ],
    [
      'parameters of the cluster in a namespace',
      made(
        'IngressClass',
        'spec: { controller: example.com/ingress, parameters: { kind: Config, name: web, scope: Cluster, namespace: default } }',
      ),
      '/spec/parameters/namespace',
      "'spec.parameters.namespace' must be absent unless 'scope' is Namespace, got \"default\"; remove it, or set 'scope' to Namespace",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('ingress-class', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'the same class twice',
      made(
        'Ingress',
        'spec: { ingressClassName: nginx, rules: [{ host: example.com }] }',
        'name: web, annotations: { kubernetes.io/ingress.class: nginx }',
      ),
    ],
    [
      'a controller',
      made(
        'IngressClass',
        'spec: { controller: k8s.io/ingress-nginx, parameters: { apiGroup: example.com, kind: Config, name: web } }',
      ),
    ],
    [
      'parameters in a namespace',
      made(
        'IngressClass',
        'spec: { controller: example.com/ingress, parameters: { kind: ConfigMap, name: web, scope: Namespace, namespace: default } }',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('ingress-class', yaml, target)).toEqual([]);
  });
});
