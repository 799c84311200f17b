import { NetworkingLayer, ReachOptions, Service, Visibility } from '../../src/serverless';
import { at, manifest, messageOf, newChart } from '../support';

function metadata(reach: ReachOptions): unknown {
  const web = new Service(newChart(), 'Web', { metadata: { name: 'web' }, containers: [{ image: 'a' }], ...reach });
  return at(manifest(web, 'Service'), 'metadata');
}

test.each([
  [NetworkingLayer.KOURIER, 'kourier.ingress.networking.knative.dev'],
  [NetworkingLayer.CONTOUR, 'contour.ingress.networking.knative.dev'],
  [NetworkingLayer.ISTIO, 'istio.ingress.networking.knative.dev'],
  [NetworkingLayer.GATEWAY_API, 'gateway-api.ingress.networking.knative.dev'],
  [NetworkingLayer.of('ambassador.ingress.networking.knative.dev'), 'ambassador.ingress.networking.knative.dev'],
])('names the layer by its class', (networkingLayer, ingressClass) => {
  expect(networkingLayer.ingressClass).toBe(ingressClass);
  expect(metadata({ networkingLayer })).toEqual({
    name: 'web',
    annotations: { 'networking.knative.dev/ingress-class': ingressClass },
  });
});

test('hides a Service from outside by a label', () => {
  expect(metadata({ visibility: Visibility.CLUSTER_LOCAL })).toEqual({
    name: 'web',
    labels: { 'networking.knative.dev/visibility': 'cluster-local' },
  });
});

test('says nothing of what is left to the cluster', () => {
  expect(metadata({})).toEqual({ name: 'web' });
});

test('fails for a class that is no DNS name', () => {
  expect(messageOf(() => metadata({ networkingLayer: NetworkingLayer.of('') }))).toMatch(
    /^\[app\/Web\] 'networkingLayer' must be .*, got ""; name the class that the layer answers to$/,
  );
});
