import { findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

describe('gateway-listener', () => {
  test.each<Wrong>([
    [
      'one name for two listeners',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP }, { name: http, port: 81, protocol: HTTP }] }',
      ),
      '/spec/listeners/1/name',
      '\'spec.listeners[1].name\' must differ from the names of the other listeners, got "http"; rename one of them',
    ],
    [
      'one port for two listeners',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP }] }',
      ),
      '/spec/listeners/1',
      '\'spec.listeners[1]\' must differ from the other listeners in port, protocol or hostname, got {"name":"b","port":80,"protocol":"HTTP"}; remove one of them',
    ],
    [
      'a certificate without encryption',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 80, protocol: HTTP, tls: { certificateRefs: [{ name: cert }] } }] }',
      ),
      '/spec/listeners/0/tls',
      '\'spec.listeners[0].tls\' must be absent where \'protocol\' is HTTP, got {"certificateRefs":[{"name":"cert"}]}; remove it, or set \'protocol\' to HTTPS or TLS',
    ],
    [
      'a host of a TCP listener',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 80, protocol: TCP, hostname: example.com }] }',
      ),
      '/spec/listeners/0/hostname',
      "'spec.listeners[0].hostname' must be absent where 'protocol' is TCP, got \"example.com\"; remove it",
    ],
    [
      'a host with a port',
      made(
        'Gateway',
        "spec: { gatewayClassName: x, listeners: [{ name: a, port: 80, protocol: HTTP, hostname: 'example.com:80' }] }",
      ),
      '/spec/listeners/0/hostname',
      '\'spec.listeners[0].hostname\' must be a DNS name in lower case, without protocol, port and path, got "example.com:80"; did you mean "example.com"?',
    ],
    [
      'encryption without a certificate',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { mode: Terminate } }] }',
      ),
      '/spec/listeners/0/tls/certificateRefs',
      "'spec.listeners[0].tls.certificateRefs' must name a Secret with the certificate, got nothing; add one, or set 'mode' to Passthrough",
    ],
    [
      'HTTPS that is passed through',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { mode: Passthrough } }] }',
      ),
      '/spec/listeners/0/tls/mode',
      "'spec.listeners[0].tls.mode' must be Terminate where 'protocol' is HTTPS, got \"Passthrough\"; set 'protocol' to TLS to pass connections through",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('gateway-listener', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'one port for two hosts',
      made(
        'Gateway',
        "spec: { gatewayClassName: x, listeners: [{ name: a, port: 80, protocol: HTTP, hostname: a.example.com }, { name: b, port: 80, protocol: HTTP, hostname: '*.b.example.com' }] }",
      ),
    ],
    [
      'encryption with options of the controller',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { options: { example.com/cert: a } } }] }',
      ),
    ],
    [
      'encryption that is passed through',
      made(
        'Gateway',
        'spec: { gatewayClassName: x, listeners: [{ name: a, port: 443, protocol: TLS, tls: { mode: Passthrough } }] }',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('gateway-listener', yaml, target)).toEqual([]);
  });
});

describe('gateway-route', () => {
  test.each<Wrong>([
    [
      'a listener that is not there',
      all(
        made('Gateway', 'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP }] }'),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, sectionName: htpp }] }'),
      ),
      '/spec/parentRefs/0/sectionName',
      '\'spec.parentRefs[0].sectionName\' must be a listener of Gateway web (http), got "htpp"; did you mean "http"?',
    ],
    [
      'a port that no listener has',
      all(
        made('Gateway', 'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP }] }'),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, port: 8080 }] }'),
      ),
      '/spec/parentRefs/0/port',
      "'spec.parentRefs[0].port' must be the port of a listener of Gateway web (80), got 8080; correct it, or remove it",
    ],
    [
      'a listener of another protocol',
      all(
        made('Gateway', 'spec: { gatewayClassName: x, listeners: [{ name: tcp, port: 80, protocol: TCP }] }'),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web }] }'),
      ),
      '/spec/parentRefs/0',
      "'spec.parentRefs[0]' must name a Gateway with a listener for kind HTTPRoute (Gateway web), got \"web\"; correct 'protocol' or 'allowedRoutes.kinds' of the listener",
    ],
    [
      'a listener for another kind of route',
      all(
        made(
          'Gateway',
          'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: GRPCRoute }] } }] }',
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web }] }'),
      ),
      '/spec/parentRefs/0',
      "'spec.parentRefs[0]' must name a Gateway with a listener for kind HTTPRoute (Gateway web), got \"web\"; correct 'protocol' or 'allowedRoutes.kinds' of the listener",
    ],
    [
      'a Gateway of another namespace',
      all(
        made(
          'Gateway',
          'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
          'name: web, namespace: edge',
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, namespace: edge }] }'),
      ),
      '/spec/parentRefs/0',
      "'spec.parentRefs[0]' must name a Gateway with a listener for routes of namespace default (Gateway web), got \"web\"; set 'allowedRoutes.namespaces.from' of the listener to All",
    ],
    [
      'a Gateway for namespaces with another label',
      all(
        made('Namespace', 'spec: {}', 'name: shop'),
        made(
          'Gateway',
          "spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { public: 'true' } } } } }] }",
          'name: web, namespace: edge',
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, namespace: edge }] }', 'name: web, namespace: shop'),
      ),
      '/spec/parentRefs/0',
      "'spec.parentRefs[0]' must name a Gateway with a listener for routes of namespace shop (Gateway web), got \"web\"; set 'allowedRoutes.namespaces.from' of the listener to All",
    ],
    [
      'a host that no listener has',
      all(
        made(
          'Gateway',
          "spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }] }",
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web }], hostnames: [example.com] }'),
      ),
      '/spec/hostnames',
      '\'spec.hostnames\' must have a host of the listeners of Gateway web (*.example.com), got ["example.com"]; correct one of them',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('gateway-route', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a listener by name and port',
      all(
        made('Gateway', 'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP }] }'),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, sectionName: http, port: 80 }] }'),
      ),
    ],
    [
      'a Gateway for all namespaces',
      all(
        made(
          'Gateway',
          'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }] }',
          'name: web, namespace: edge',
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, namespace: edge }] }'),
      ),
    ],
    [
      'a Gateway for the namespace by its name',
      all(
        made('Namespace', 'spec: {}', 'name: shop'),
        made(
          'Gateway',
          'spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: shop } } } } }] }',
          'name: web, namespace: edge',
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web, namespace: edge }] }', 'name: web, namespace: shop'),
      ),
    ],
    [
      'a host below a wildcard, beside another',
      all(
        made(
          'Gateway',
          "spec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }] }",
        ),
        made('HTTPRoute', 'spec: { parentRefs: [{ name: web }], hostnames: [example.org, a.b.example.com] }'),
      ),
    ],
    [
      'a Gateway from elsewhere',
      made('HTTPRoute', 'spec: { parentRefs: [{ name: web, sectionName: any }], hostnames: [example.org] }'),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('gateway-route', yaml, target)).toEqual([]);
  });
});
