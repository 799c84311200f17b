import { all, object, pod, service } from '../manifests';
import { findings, findingsOf } from '../support';

const port = (ports: string): string => pod({ container: `ports: ${ports}` });
const missing = (yaml: string): [string, string][] => findingsOf('missing-port', yaml);

describe('the target port of a Service', () => {
  const named = port('[{ name: http, containerPort: 80 }, { name: metrics, containerPort: 9090 }]');

  test.each([
    ['a name', '[{ port: 1, targetPort: http }]'],
    ['a number', '[{ port: 1, targetPort: 9090 }]'],
    ['the port itself', '[{ port: 80 }]'],
    ['several', '[{ name: a, port: 80 }, { name: b, port: 1, targetPort: metrics }]'],
  ])('may be %s that a container declares', (_, ports) => {
    expect(findings(all(named, service({ ports })))).toEqual([]);
  });

  test('must be a name that a container has', () => {
    expect(findings(all(named, service({ ports: '[{ port: 80, targetPort: htp }]' })))).toEqual([
      [
        'missing-port',
        '/spec/ports/0/targetPort',
        '\'spec.ports[0].targetPort\' must be a TCP port of the pods (http (80), metrics (9090)), got "htp"; did you mean "http"?',
      ],
    ]);
  });

  test('must be a number that is declared, where all containers declare ports', () => {
    expect(missing(all(named, service({ ports: '[{ port: 8080 }]' })))).toEqual([
      [
        '/spec/ports/0/port',
        "'spec.ports[0].port' must be a TCP port of the pods (http (80), metrics (9090)), got 8080; declare it on the container, or correct it",
      ],
    ]);
  });

  test('may be any number where a container declares no ports', () => {
    const sidecar = named
      .replace('spec:\n', 'spec:\n')
      .replace('containers:\n', 'containers:\n    - { name: side, image: a }\n');
    expect(missing(all(sidecar, service({ ports: '[{ port: 8080 }]' })))).toEqual([]);
    expect(missing(all(pod(), service({ ports: '[{ port: 8080 }]' })))).toEqual([]);
  });

  test('must have the protocol of the port', () => {
    const udp = '[{ port: 53, targetPort: http, protocol: UDP }]';
    expect(missing(all(named, service({ ports: udp }))).map(([pointer]) => pointer)).toEqual([
      '/spec/ports/0/targetPort',
    ]);
  });

  test('may be that of one of several pods', () => {
    const other = port('[{ name: admin, containerPort: 81 }]').replace('name: web', 'name: other');
    expect(missing(all(named, other, service({ ports: '[{ port: 80, targetPort: admin }]' })))).toEqual([]);
  });

  test('may be that of an init container that goes on running, and of no other', () => {
    const init = (restart: string): string =>
      pod({ spec: `initContainers: [{ name: i, image: a, ${restart} ports: [{ name: proxy, containerPort: 1 }] }]` });
    const ports = '[{ port: 80, targetPort: proxy }]';
    const found = (restart: string): string[] =>
      findingsOf('missing-port', all(init(restart), service({ ports })), { target: '1.29' }).map(
        ([pointer]) => pointer,
      );
    expect(found('restartPolicy: Always,')).toEqual([]);
    expect(found('')).toEqual(['/spec/ports/0/targetPort']);
  });

  test('of a headless Service must be a name that is there, but may be any number', () => {
    const headless = (ports: string): string => service({ ports, spec: 'clusterIP: None' });
    expect(missing(all(named, headless('[{ port: 5432 }]')))).toEqual([]);
    expect(missing(all(named, headless('[{ port: 5432, targetPort: db }]')))).toHaveLength(1);
  });
});

describe('the port of a Service', () => {
  const web = all(pod(), service({ ports: '[{ name: http, port: 80 }, { name: admin, port: 81 }]' }));
  const ingress = (backend: string): string =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'a',
      `spec: { defaultBackend: { service: { name: web, port: ${backend} } } }`,
    );
  const route = (ref: string): string =>
    object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      'a',
      `spec: { rules: [{ backendRefs: [{ name: web, ${ref} }] }] }`,
    );
  const webhook = (ref: string): string =>
    object(
      'admissionregistration.k8s.io/v1',
      'ValidatingWebhookConfiguration',
      'a',
      `webhooks: [{ name: a.b.c, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { service: { name: web, namespace: default, ${ref} } } }]`,
    );

  test.each([ingress('{ number: 81 }'), ingress('{ name: http }'), route('port: 81'), webhook('port: 80')])(
    'may be one that it has: %#',
    (yaml) => {
      expect(missing(all(web, yaml))).toEqual([]);
    },
  );

  test.each([
    [
      ingress('{ number: 82 }'),
      '/spec/defaultBackend/service/port/number',
      'got 82; correct it, or add the port to the Service',
    ],
    [ingress('{ name: htp }'), '/spec/defaultBackend/service/port/name', 'got "htp"; did you mean "http"?'],
    [route('port: 82'), '/spec/rules/0/backendRefs/0/port', 'got 82; correct it, or add the port to the Service'],
    [
      webhook('port: 443'),
      '/webhooks/0/clientConfig/service/port',
      'got 443; correct it, or add the port to the Service',
    ],
  ])('must be one that it has: %#', (yaml, pointer, end) => {
    const found = missing(all(web, yaml));
    expect(found.map(([where]) => where)).toEqual([pointer]);
    expect(found[0]?.[1]).toContain('must be a port of Service web (http (80), admin (81))');
    expect(found[0]?.[1]).toContain(end);
  });
});

describe('a named port', () => {
  const declared = 'ports: [{ name: http, containerPort: 80 }]';

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('of a %s must be one of the container', (probe) => {
    const probed = (name: string): string =>
      pod({ container: `${declared}\n      ${probe}: { tcpSocket: { port: ${name} } }` });
    expect(missing(probed('http'))).toEqual([]);
    expect(missing(probed('8080'))).toEqual([]);
    expect(missing(probed('web'))).toEqual([
      [
        `/spec/containers/0/${probe}/tcpSocket/port`,
        `'spec.containers[0].${probe}.tcpSocket.port' must name a port of container web (http), got "web"; name the port, or give its number`,
      ],
    ]);
  });

  test('of a hook must be one of the container', () => {
    const hook = pod({ container: `${declared}\n      lifecycle: { preStop: { httpGet: { port: web } } }` });
    expect(missing(hook).map(([pointer]) => pointer)).toEqual(['/spec/containers/0/lifecycle/preStop/httpGet/port']);
  });

  test('of a network policy must be one of the pods that it selects', () => {
    const policy = (name: string): string =>
      object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'a',
        `spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: ${name} }] }] }`,
      );
    const web = pod({ container: declared });
    expect(missing(all(web, policy('http')))).toEqual([]);
    expect(missing(all(web, policy('9090')))).toEqual([]);
    expect(missing(all(web, policy('metrics'))).map(([pointer]) => pointer)).toEqual(['/spec/ingress/0/ports/0/port']);
  });
});
