import { findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

describe('reference-grant', () => {
  test.each<Wrong>([
    [
      'a Service of another namespace',
      all(
        made('Service', 'spec: { ports: [{ port: 80 }] }', 'name: web, namespace: shop'),
        made('HTTPRoute', 'spec: { rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }'),
      ),
      '/spec/rules/0/backendRefs/0/namespace',
      '\'spec.rules[0].backendRefs[0].namespace\' must have a ReferenceGrant there that allows HTTPRoutes of namespace default to name Service web, got "shop"; add one to namespace shop',
    ],
    [
      'a grant for another namespace',
      all(
        made('Service', 'spec: { ports: [{ port: 80 }] }', 'name: web, namespace: shop'),
        made(
          'ReferenceGrant',
          "spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: other }], to: [{ group: '', kind: Service }] }",
          'name: web, namespace: shop',
        ),
        made('HTTPRoute', 'spec: { rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }'),
      ),
      '/spec/rules/0/backendRefs/0/namespace',
      '\'spec.rules[0].backendRefs[0].namespace\' must have a ReferenceGrant there that allows HTTPRoutes of namespace default to name Service web, got "shop"; add one to namespace shop',
    ],
    [
      'a grant for another Service',
      all(
        made('Service', 'spec: { ports: [{ port: 80 }] }', 'name: web, namespace: shop'),
        made(
          'ReferenceGrant',
          "spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default }], to: [{ group: '', kind: Service, name: other }] }",
          'name: web, namespace: shop',
        ),
        made('HTTPRoute', 'spec: { rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }'),
      ),
      '/spec/rules/0/backendRefs/0/namespace',
      '\'spec.rules[0].backendRefs[0].namespace\' must have a ReferenceGrant there that allows HTTPRoutes of namespace default to name Service web, got "shop"; add one to namespace shop',
    ],
    [
      'a certificate of another namespace',
      all(
        made(
          'Secret',
          'type: kubernetes.io/tls, stringData: { tls.crt: x, tls.key: x }',
          'name: cert, namespace: shop',
        ),
        made(
          'Gateway',
          'spec: { gatewayClassName: x, listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert, namespace: shop }] } }] }',
        ),
      ),
      '/spec/listeners/0/tls/certificateRefs/0/namespace',
      '\'spec.listeners[0].tls.certificateRefs[0].namespace\' must have a ReferenceGrant there that allows Gateways of namespace default to name Secret cert, got "shop"; add one to namespace shop',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('reference-grant', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a Service of another namespace with a grant',
      all(
        made('Service', 'spec: { ports: [{ port: 80 }] }', 'name: web, namespace: shop'),
        made(
          'ReferenceGrant',
          "spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default }], to: [{ group: '', kind: Service }] }",
          'name: web, namespace: shop',
        ),
        made('HTTPRoute', 'spec: { rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }'),
      ),
    ],
    [
      'a Service of another namespace that is elsewhere',
      made('HTTPRoute', 'spec: { rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }'),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('reference-grant', yaml, target)).toEqual([]);
  });
});

describe('tls-secret', () => {
  test.each<Wrong>([
    [
      'a Secret with other keys',
      all(
        made('Secret', 'stringData: { cert.pem: x, key.pem: x }', 'name: cert'),
        made('Ingress', 'spec: { tls: [{ secretName: cert }], rules: [{ host: example.com }] }'),
      ),
      '/spec/tls/0/secretName',
      '\'spec.tls[0].secretName\' must name a Secret with the keys tls.crt and tls.key (cert.pem, key.pem), got "cert"; correct the name, or make Secret cert one of type kubernetes.io/tls',
    ],
    [
      'a Secret of a Gateway with other keys',
      all(
        made('Secret', 'stringData: { cert.pem: x }', 'name: cert'),
        made(
          'Gateway',
          'spec: { gatewayClassName: x, listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert }] } }] }',
        ),
      ),
      '/spec/listeners/0/tls/certificateRefs/0/name',
      '\'spec.listeners[0].tls.certificateRefs[0].name\' must name a Secret with the keys tls.crt and tls.key (cert.pem), got "cert"; correct the name, or make Secret cert one of type kubernetes.io/tls',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('tls-secret', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a Secret of no type with both keys',
      all(
        made('Secret', 'stringData: { tls.crt: x, tls.key: x }', 'name: cert'),
        made('Ingress', 'spec: { tls: [{ secretName: cert }], rules: [{ host: example.com }] }'),
      ),
    ],
    [
      'a Secret that is filled later',
      all(
        made('Secret', 'immutable: false', 'name: cert'),
        made('Ingress', 'spec: { tls: [{ secretName: cert }], rules: [{ host: example.com }] }'),
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('tls-secret', yaml, target)).toEqual([]);
  });
});
