import { KubeObject } from './kube-object';
import { Place } from './place';
import { Pods } from './pods';

/** A place that calls a port of a Service. */
export interface BackendReference {
  readonly name: Place;
  readonly namespace: string | undefined;

  /** The port by name or by number. */
  readonly port: Place;

  /** The port that is called where none is written; without one, no port is called. */
  readonly otherwise?: number;
}

/** The routes of the Gateway API. */
export const ROUTE_TYPES = ['HTTP', 'GRPC', 'TLS', 'TCP', 'UDP'].map(
  (kind) => `${kind}Route.gateway.networking.k8s.io`,
);

/** All places of an object that call Services. */
export function* backendsOf(object: KubeObject): Iterable<BackendReference> {
  yield* BY_TYPE[object.type]?.(object) ?? [];
}

const BY_TYPE: { [type: string]: (object: KubeObject) => Iterable<BackendReference> } = {
  'Ingress.networking.k8s.io': function* (object) {
    const rules = object.at('spec', 'rules').items.flatMap((rule) => rule.at('http', 'paths').items);
    for (const backend of [object.at('spec', 'defaultBackend'), ...rules.map((path) => path.at('backend'))]) {
      const service = backend.at('service');
      const port = service.at('port', 'name').present ? service.at('port', 'name') : service.at('port', 'number');
      if (service.present) yield { name: service.at('name'), namespace: object.namespace, port };
    }
  },
  'StatefulSet.apps': function* (object) {
    const name = object.at('spec', 'serviceName');
    if (name.present && name.text !== '') yield { name, namespace: object.namespace, port: name.at('port') };
  },
  'APIService.apiregistration.k8s.io': function* (object) {
    yield* ofClient(object.at('spec', 'service'));
  },
  'CustomResourceDefinition.apiextensions.k8s.io': function* (object) {
    yield* ofClient(object.at('spec', 'conversion', 'webhook', 'clientConfig', 'service'));
  },
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io': ofWebhooks,
  'MutatingWebhookConfiguration.admissionregistration.k8s.io': ofWebhooks,
  ...Object.fromEntries(ROUTE_TYPES.map((type) => [type, ofRoute])),
};

/** The kinds that call Services. */
export const BACKEND_TYPES = Object.keys(BY_TYPE);

/** Whether a container declares the port that a Service sends to. */
export function declares(pods: Pods, target: string | number, protocol: string): boolean {
  return pods.running.some(({ ports }) =>
    ports.some(
      (port) =>
        (typeof target === 'number' ? port.at('containerPort').number : port.at('name').text) === target &&
        (port.at('protocol').text ?? 'TCP') === protocol,
    ),
  );
}

/** The names and numbers of the ports of pods, as messages list them. */
export function portsOf(pods: Pods[]): string[] {
  const ports = pods.flatMap(({ running }) => running.flatMap((container) => container.ports));
  return [...new Set(ports.map((port) => described(port.at('name').text, port.at('containerPort').number)))];
}

/** The names and numbers of the ports of a Service. */
export function servicePorts(service: KubeObject): string[] {
  return service.at('spec', 'ports').items.map((port) => described(port.at('name').text, port.at('port').number));
}

function described(name: string | undefined, number: number | undefined): string {
  return name === undefined ? String(number) : `${name} (${number})`;
}

function* ofWebhooks(object: KubeObject): Iterable<BackendReference> {
  for (const webhook of object.at('webhooks').items) yield* ofClient(webhook.at('clientConfig', 'service'));
}

function* ofClient(service: Place): Iterable<BackendReference> {
  const namespace = service.at('namespace').text;
  if (service.present) yield { name: service.at('name'), namespace, port: service.at('port'), otherwise: 443 };
}

function* ofRoute(object: KubeObject): Iterable<BackendReference> {
  for (const rule of object.at('spec', 'rules').items) {
    const mirrors = rule.at('filters').items.map((filter) => filter.at('requestMirror', 'backendRef'));
    for (const ref of [...rule.at('backendRefs').items, ...mirrors]) {
      if ((ref.at('kind').text ?? 'Service') !== 'Service' || (ref.at('group').text ?? '') !== '') continue;
      const namespace = ref.at('namespace').text ?? object.namespace;
      if (ref.present) yield { name: ref.at('name'), namespace, port: ref.at('port') };
    }
  }
}
