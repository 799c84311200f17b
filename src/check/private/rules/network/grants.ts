import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { listed, problem, Problem, Rule } from '../../rule';
import { valuesOf } from '../config/config';

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `${kind}.${GROUP}`);
const GATEWAY = `Gateway.${GROUP}`;
const INGRESS = 'Ingress.networking.k8s.io';

/** A reference of a route to a backend, or of a listener to a certificate. */
interface Granted {
  readonly ref: Place;
  readonly group: string;
  readonly kind: string;
}

/** Rules on references that need more than a name. */
export const GRANT_RULES: Rule[] = [
  {
    id: 'reference-grant',
    title: 'a reference into another namespace that no ReferenceGrant there allows',
    kinds: [...ROUTES, GATEWAY],
    object: function* (object, graph) {
      for (const granted of object.type === GATEWAY ? certificates(object) : backends(object)) {
        yield* ungranted(granted, object, graph);
      }
    },
  },
  {
    id: 'tls-secret',
    title: 'a Secret for TLS without a certificate and its key',
    kinds: [INGRESS, GATEWAY],
    object: function* (object, graph) {
      if (object.type === INGRESS) {
        for (const tls of object.at('spec', 'tls').items)
          yield* withoutKeys(tls.at('secretName'), object.namespace, graph);
        return;
      }
      for (const { ref, group, kind } of certificates(object)) {
        if (group !== '' || kind !== 'Secret') continue;
        yield* withoutKeys(ref.at('name'), ref.at('namespace').text ?? object.namespace, graph);
      }
    },
  },
];

function certificates(gateway: KubeObject): Granted[] {
  return gateway
    .at('spec', 'listeners')
    .items.flatMap((listener) => listener.at('tls', 'certificateRefs').items)
    .map((ref) => ({ ref, group: ref.at('group').text ?? '', kind: ref.at('kind').text ?? 'Secret' }));
}

function backends(route: KubeObject): Granted[] {
  return route
    .at('spec', 'rules')
    .items.flatMap((rule) => {
      const mirrors = [rule, ...rule.at('backendRefs').items]
        .flatMap((place) => place.at('filters').items)
        .map((filter) => filter.at('requestMirror', 'backendRef'));
      return [...rule.at('backendRefs').items, ...mirrors.filter(({ present }) => present)];
    })
    .map((ref) => ({ ref, group: ref.at('group').text ?? '', kind: ref.at('kind').text ?? 'Service' }));
}

function* ungranted({ ref, group, kind }: Granted, from: KubeObject, graph: Graph): Iterable<Problem> {
  const [place, name] = [ref.at('namespace'), ref.at('name').text];
  const namespace = place.text;
  if (namespace === undefined || namespace === from.namespace || name === undefined) return;
  if (graph.objectNamed(group === '' ? kind : `${kind}.${group}`, namespace, name) === undefined) return;
  const grants = graph.objectsOf(`ReferenceGrant.${GROUP}`, namespace);
  if (grants.some((grant) => allows(grant, from, { group, kind, name }))) return;
  const words = `must have a ReferenceGrant there that allows ${from.kind}s of namespace ${from.namespace} to name ${kind} ${name}`;
  yield problem(place, words, `add one to namespace ${namespace}`);
}

function allows(grant: KubeObject, from: KubeObject, to: { group: string; kind: string; name: string }): boolean {
  const text = (place: Place, field: string): string => place.at(field).text ?? '';
  return (
    grant
      .at('spec', 'from')
      .items.some(
        (item) =>
          text(item, 'group') === from.group &&
          text(item, 'kind') === from.kind &&
          text(item, 'namespace') === from.namespace,
      ) &&
    grant
      .at('spec', 'to')
      .items.some(
        (item) =>
          text(item, 'group') === to.group &&
          text(item, 'kind') === to.kind &&
          ['', to.name].includes(text(item, 'name')),
      )
  );
}

/** A Secret of type kubernetes.io/tls without them is refused by itself; one without anything may be filled later. */
function* withoutKeys(place: Place, namespace: string | undefined, graph: Graph): Iterable<Problem> {
  const secret = place.text === undefined ? undefined : graph.objectNamed('Secret', namespace, place.text);
  if (secret === undefined || secret.at('type').text === 'kubernetes.io/tls') return;
  const keys = [...valuesOf(secret).keys()];
  if (keys.length === 0 || (keys.includes('tls.crt') && keys.includes('tls.key'))) return;
  const words = `must name a Secret with the keys tls.crt and tls.key (${listed(keys)})`;
  yield problem(place, words, `correct the name, or make ${secret.title} one of type kubernetes.io/tls`);
}
