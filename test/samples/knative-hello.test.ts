import { App, Chart } from 'cdk8s';
import { External } from '../../src/declare';
import {
  KnativeHello,
  KnativeHelloProps,
  KnativeHelloRevision,
  KnativeHelloTestRoute,
} from '../../src/samples/knative-hello';
import { NetworkingLayer, Visibility } from '../../src/serverless';
import { at, manifest, manifests, messageOf, newChart } from '../support';

const v1 = { name: 'dwk-message-v1', target: 'DwK' };
const v2 = { name: 'dwk-message-v2', target: 'DwK-but-better' };
const v3 = { name: 'dwk-message-v3', target: 'DwK-but-extreme' };

function hello(props: KnativeHelloProps, chart = newChart()): KnativeHello {
  return new KnativeHello(chart, 'Hello', props);
}

function needed(construct: KnativeHello): string[] {
  return External.declaredIn(construct).map(({ kind, name }) => `${kind} ${name}`);
}

test('makes the first revision, which gets all requests', () => {
  const rendered = manifests(hello({ revisions: [v1] }));
  expect(rendered).toEqual([
    {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'helloworld-go' },
      spec: {
        template: {
          metadata: { name: 'helloworld-go-dwk-message-v1' },
          spec: {
            containers: [
              {
                name: 'user-container',
                image: 'ghcr.io/knative/helloworld-go:latest',
                env: [{ name: 'TARGET', value: 'DwK' }],
                readinessProbe: { tcpSocket: { port: 8080 }, successThreshold: 1 },
                securityContext: {
                  runAsUser: 65532,
                  runAsNonRoot: true,
                  seccompProfile: { type: 'RuntimeDefault' },
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    },
  ]);
});

test('adds a second revision that gets no requests', () => {
  const construct = hello({ revisions: [v1, v2], traffic: { [v1.name]: 100, [v2.name]: 0 } });
  const spec = at(manifest(construct, 'Service'), 'spec');
  expect(at(spec, 'template', 'metadata', 'name')).toBe('helloworld-go-dwk-message-v2');
  expect(at(spec, 'template', 'spec', 'containers', 0, 'env')).toEqual([{ name: 'TARGET', value: 'DwK-but-better' }]);
  expect(at(spec, 'traffic')).toEqual([
    { revisionName: 'helloworld-go-dwk-message-v1', percent: 100 },
    { revisionName: 'helloworld-go-dwk-message-v2', percent: 0 },
  ]);
});

test('splits requests, and shows the third revision to testers', () => {
  const traffic = { [v1.name]: 50, [v2.name]: 50 };
  const construct = hello({ revisions: [v1, v2, v3], traffic, testRoute: { revision: v3.name } });
  expect(at(manifest(construct, 'Service'), 'spec', 'traffic')).toEqual([
    { revisionName: 'helloworld-go-dwk-message-v1', percent: 50 },
    { revisionName: 'helloworld-go-dwk-message-v2', percent: 50 },
  ]);
  expect(manifest(construct, 'Route')).toEqual({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Route',
    metadata: { name: 'helloworld-go-test' },
    spec: { traffic: [{ revisionName: 'helloworld-go-dwk-message-v3', percent: 100 }] },
  });
});

test('uses every prop', () => {
  const revision: Required<KnativeHelloRevision> = v1;
  const testRoute: Required<KnativeHelloTestRoute> = { name: 'tester-route', revision: v1.name };
  const props: Required<KnativeHelloProps> = {
    revisions: [revision],
    traffic: { [v1.name]: 100 },
    testRoute,
    visibility: Visibility.CLUSTER_LOCAL,
    networkingLayer: NetworkingLayer.KOURIER,
    image: 'gcr.io/knative-samples/helloworld-go',
    name: 'hello',
  };
  const construct = hello(props);
  const metadata = {
    labels: { 'networking.knative.dev/visibility': 'cluster-local' },
    annotations: { 'networking.knative.dev/ingress-class': 'kourier.ingress.networking.knative.dev' },
  };
  const service = manifest(construct, 'Service', 'hello');
  expect(service).toMatchObject({
    metadata,
    spec: { traffic: [{ revisionName: 'hello-dwk-message-v1', percent: 100 }] },
  });
  expect(at(service, 'spec', 'template', 'spec', 'containers', 0, 'image')).toBe(props.image);
  expect(manifest(construct, 'Route', 'tester-route')).toMatchObject({ metadata });
  expect(construct.service.name).toBe('hello');
  expect(construct.testRoute?.name).toBe('tester-route');
});

test('declares the revisions of earlier steps that it needs, and no others', () => {
  expect(needed(hello({ revisions: [v1] }))).toEqual([]);
  const traffic = { [v2.name]: 90, [v3.name]: 10 };
  expect(needed(hello({ revisions: [v1, v2, v3], traffic }))).toEqual(['Revision helloworld-go-dwk-message-v2']);
  expect(needed(hello({ revisions: [v1, v2, v3], traffic, testRoute: { revision: v1.name } }))).toEqual([
    'Revision helloworld-go-dwk-message-v2',
    'Revision helloworld-go-dwk-message-v1',
  ]);
});

test('works in a stock App', () => {
  expect(() => new KnativeHello(new Chart(new App(), 'app'), 'Hello', { revisions: [v1] })).not.toThrow();
});

test.each<[string, KnativeHelloProps, string]>([
  ['no revisions', { revisions: [] }, "'revisions' must name at least one revision, got []; add one"],
  [
    'one name twice',
    { revisions: [v1, v2, v1] },
    '\'revisions\' must differ in name, got "dwk-message-v1" twice; rename the newer one',
  ],
  [
    'traffic to a misspelt revision',
    { revisions: [v1, v2], traffic: { 'dwk-mesage-v2': 100 } },
    '\'traffic\' must name one of \'revisions\' (dwk-message-v1, dwk-message-v2), got "dwk-mesage-v2"; did you mean "dwk-message-v2"?',
  ],
  [
    'traffic to an unknown revision',
    { revisions: [v1], traffic: { other: 100 } },
    "'traffic' must name one of 'revisions' (dwk-message-v1), got \"other\"; add it to 'revisions'",
  ],
  [
    'a test route to a misspelt revision',
    { revisions: [v1], testRoute: { revision: 'dwk-message-1' } },
    '\'testRoute.revision\' must name one of \'revisions\' (dwk-message-v1), got "dwk-message-1"; did you mean "dwk-message-v1"?',
  ],
])('fails for %s', (_, props, words) => {
  expect(messageOf(() => hello(props))).toBe(`[app/Hello] ${words}`);
});

test('fails for shares that do not make 100', () => {
  expect(messageOf(() => hello({ revisions: [v1, v2], traffic: { [v1.name]: 50, [v2.name]: 30 } }))).toBe(
    "[app/Hello/Service] 'traffic' must make 100 percent, got 50 + 30; change the percents",
  );
});

test('fails at synth for a test route with the name of the Service', () => {
  const construct = hello({ revisions: [v1], testRoute: { name: 'helloworld-go', revision: v1.name } });
  expect(construct.testRoute?.node.validate()).toEqual([
    expect.stringContaining("'metadata.name' must not be that of a Knative Service"),
  ]);
});
