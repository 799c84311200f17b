import { ApiObject, Chart } from 'cdk8s';
import { NetworkingLayer, Route, RouteProps, Service, TrafficTarget, Visibility } from '../../src/serverless';
import { at, manifest, messageOf, newChart } from '../support';

const traffic = [TrafficTarget.revision('web-v3', 100)];

function service(chart: Chart, name = 'web', namespace?: string): Service {
  return new Service(chart, `Service-${name}`, {
    metadata: { name, namespace },
    containers: [{ image: 'example/web:1' }],
  });
}

function route(chart: Chart, props: Partial<RouteProps> = {}): Route {
  return new Route(chart, 'Tester', { metadata: { name: 'tester' }, traffic, ...props });
}

test('sends requests to whole revisions', () => {
  expect(manifest(route(newChart()), 'Route')).toEqual({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Route',
    metadata: { name: 'tester' },
    spec: { traffic: [{ revisionName: 'web-v3', percent: 100 }] },
  });
});

test('renders every prop', () => {
  const chart = newChart({ namespace: 'shop' });
  const props: Required<RouteProps> = {
    metadata: { name: 'tester', labels: { team: 'a' } },
    service: service(chart),
    traffic: [TrafficTarget.revision('v3', 60), TrafficTarget.latest(40, { tag: 'next' })],
    visibility: Visibility.CLUSTER_LOCAL,
    networkingLayer: NetworkingLayer.CONTOUR,
  };
  expect(manifest(route(chart, props), 'Route')).toEqual({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Route',
    metadata: {
      name: 'tester',
      namespace: 'shop',
      labels: { team: 'a', 'networking.knative.dev/visibility': 'cluster-local' },
      annotations: { 'networking.knative.dev/ingress-class': 'contour.ingress.networking.knative.dev' },
    },
    spec: {
      traffic: [
        { revisionName: 'web-v3', percent: 60 },
        { configurationName: 'web', percent: 40, tag: 'next' },
      ],
    },
  });
});

test('takes the names of revisions from their Service', () => {
  const chart = newChart();
  const target = TrafficTarget.revision(service(chart).revisionName('v3'), 100);
  expect(at(manifest(route(chart, { traffic: [target] }), 'Route'), 'spec', 'traffic', 0)).toHaveProperty(
    'revisionName',
    'web-v3',
  );
});

test.each<[string, Partial<RouteProps>, string]>([
  ['a name that is no label', { metadata: { name: 'a.b' } }, "'metadata.name' must be at most 63"],
  [
    'an annotation of the autoscaler',
    { metadata: { annotations: { 'autoscaling.knative.dev/class': 'x' } } },
    "'metadata.annotations' must not be for the autoscaler",
  ],
  [
    'shares that do not make 100',
    { traffic: [TrafficTarget.revision('web-v3', 99)] },
    "'traffic' must make 100 percent, got 99; change the percents",
  ],
  [
    'the latest of no Service',
    { traffic: [TrafficTarget.latest(100)] },
    "'traffic[0]' must name a revision in a Route without 'service', got the latest; set 'service'",
  ],
  ['a wrong name of a revision', { traffic: [TrafficTarget.revision('web.v3', 100)] }, "'traffic[0].revision' must be"],
  ['a class that is no DNS name', { networkingLayer: NetworkingLayer.of('a b') }, "'networkingLayer' must be"],
])('fails for %s', (_, props, words) => {
  expect(messageOf(() => route(newChart(), props)).slice(0, `[app/Tester] ${words}`.length)).toBe(
    `[app/Tester] ${words}`,
  );
});

test('fails when a Knative Service of its chart has its name', () => {
  const chart = newChart();
  const tester = route(chart);
  service(chart, 'tester');
  expect(tester.node.validate()).toEqual([
    '\'metadata.name\' must not be that of a Knative Service, which owns the Route of its name, got "tester"; choose another name',
  ]);
});

test('may have the name of a Knative Service in another namespace', () => {
  const chart = newChart({ namespace: 'shop' });
  service(chart, 'tester', 'other');
  expect(route(chart).node.validate()).toEqual([]);
});

test('may have the name of a Knative Service in another chart', () => {
  service(newChart(), 'tester');
  expect(route(newChart()).node.validate()).toEqual([]);
});

test('fails for its own name in a namespace that both name', () => {
  const chart = newChart();
  service(chart, 'tester', 'shop');
  expect(route(chart, { metadata: { name: 'tester', namespace: 'shop' } }).node.validate()).toHaveLength(1);
});

test('is the default child of its construct', () => {
  const tester = route(newChart());
  expect(ApiObject.of(tester)).toBe(tester.apiObject);
  expect(tester.name).toBe('tester');
});
