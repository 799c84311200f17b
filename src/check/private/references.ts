import { KubeObject } from './kube-object';
import { Place } from './place';
import { Pods } from './pods';
import { ROUTE_TYPES } from './service-ports';

/** A name in one object that calls another. */
export interface Reference {
  /** Where the name stands. */
  readonly place: Place;

  /** The kind that is called, as `Kind.group`. */
  readonly type: string;
  readonly namespace: string | undefined;

  /** The keys of it that are needed, where it is a ConfigMap or Secret. */
  readonly keys?: Place[];

  /** Whether it works without. */
  readonly optional?: boolean;
}

const STORAGE_CLASS = 'StorageClass.storage.k8s.io';

const known = new WeakMap<KubeObject, Reference[]>();

/** All names in an object that call others by kind and name. */
export function referencesOf(object: KubeObject): Reference[] {
  const before = known.get(object);
  if (before !== undefined) return before;
  const found = [...allReferences(object)];
  known.set(object, found);
  return found;
}

function* allReferences(object: KubeObject): Iterable<Reference> {
  const pods = Pods.of(object);
  if (pods !== undefined) yield* ofPods(pods);
  yield* BY_TYPE[object.type]?.(object, object.namespace) ?? NONE;
}

type References = (object: KubeObject, namespace: string | undefined) => Iterable<Reference>;

const BY_TYPE: { [type: string]: References } = {
  'StatefulSet.apps': function* (object) {
    for (const claim of object.at('spec', 'volumeClaimTemplates').items)
      yield* ofClaim(claim.at('spec'), object.namespace);
  },
  PersistentVolumeClaim: (object, namespace) => ofClaim(object.at('spec'), namespace),
  ServiceAccount: function* (object, namespace) {
    for (const secret of object.at('imagePullSecrets').items) yield* named(secret.at('name'), 'Secret', namespace);
  },
  'Ingress.networking.k8s.io': function* (object, namespace) {
    yield* named(object.at('spec', 'ingressClassName'), 'IngressClass.networking.k8s.io', undefined);
    for (const tls of object.at('spec', 'tls').items) yield* named(tls.at('secretName'), 'Secret', namespace);
  },
  'RoleBinding.rbac.authorization.k8s.io': ofBinding,
  'ClusterRoleBinding.rbac.authorization.k8s.io': ofBinding,
  'HorizontalPodAutoscaler.autoscaling': function* (object, namespace) {
    yield* dynamic(object.at('spec', 'scaleTargetRef'), namespace);
  },
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io': function* (object) {
    const policy = object.at('spec', 'policyName');
    yield* named(policy, 'ValidatingAdmissionPolicy.admissionregistration.k8s.io', undefined);
  },
  'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io': function* (object) {
    const policy = object.at('spec', 'policyName');
    yield* named(policy, 'MutatingAdmissionPolicy.admissionregistration.k8s.io', undefined);
  },
  'Gateway.gateway.networking.k8s.io': function* (object, namespace) {
    yield* named(object.at('spec', 'gatewayClassName'), 'GatewayClass.gateway.networking.k8s.io', undefined);
    for (const listener of object.at('spec', 'listeners').items) {
      for (const ref of listener.at('tls', 'certificateRefs').items) {
        const group = ref.at('group').text ?? '';
        const type = typeOf(group, ref.at('kind').text ?? 'Secret');
        yield* named(ref.at('name'), type, ref.at('namespace').text ?? namespace);
      }
    }
  },
  ...Object.fromEntries(ROUTE_TYPES.map((type) => [type, ofRoute])),
};

function* ofPods(pods: Pods): Iterable<Reference> {
  for (const [field, place] of pods.spec.members) yield* OF_SPEC[field]?.(place, pods) ?? NONE;
}

type OfPods = (place: Place, pods: Pods) => Iterable<Reference>;

const ofContainers: OfPods = function* (containers, { namespace }) {
  for (const container of containers.items) yield* ofContainer(container, namespace);
};

/** By the field of the pod spec. */
const OF_SPEC: { [field: string]: OfPods } = {
  serviceAccountName: (name, { namespace }) => named(name, 'ServiceAccount', namespace),
  priorityClassName: (name) => named(name, 'PriorityClass.scheduling.k8s.io', undefined),
  runtimeClassName: (name) => named(name, 'RuntimeClass.node.k8s.io', undefined),
  imagePullSecrets: function* (secrets, { namespace }) {
    for (const secret of secrets.items) yield* named(secret.at('name'), 'Secret', namespace);
  },
  volumes: function* (volumes, { namespace, owner }) {
    const templates = owner.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('metadata', 'name').text);
    for (const volume of volumes.items) {
      if (templates.includes(volume.at('name').text ?? '')) continue; // it is replaced
      for (const [source, place] of volume.members) yield* OF_VOLUME[source]?.(place, namespace) ?? NONE;
    }
  },
  resourceClaims: function* (claims, { namespace }) {
    for (const claim of claims.items) {
      yield* named(claim.at('resourceClaimName'), 'ResourceClaim.resource.k8s.io', namespace);
      yield* named(claim.at('resourceClaimTemplateName'), 'ResourceClaimTemplate.resource.k8s.io', namespace);
    }
  },
  initContainers: ofContainers,
  containers: ofContainers,
  ephemeralContainers: ofContainers,
};

function* ofContainer(container: Place, namespace: string): Iterable<Reference> {
  for (const from of container.at('envFrom').items) {
    yield* config(from.at('configMapRef'), 'name', 'ConfigMap', namespace);
    yield* config(from.at('secretRef'), 'name', 'Secret', namespace);
  }
  for (const variable of container.at('env').items) {
    const from = variable.at('valueFrom');
    if (!from.present) continue;
    const [map, secret] = [from.at('configMapKeyRef'), from.at('secretKeyRef')];
    if (map.present) yield* config(map, 'name', 'ConfigMap', namespace, [map.at('key')]);
    if (secret.present) yield* config(secret, 'name', 'Secret', namespace, [secret.at('key')]);
  }
}

/** By what a volume is made of. */
const OF_VOLUME: { [source: string]: (source: Place, namespace: string) => Iterable<Reference> } = {
  persistentVolumeClaim: (source, namespace) => named(source.at('claimName'), 'PersistentVolumeClaim', namespace),
  configMap: (source, namespace) => config(source, 'name', 'ConfigMap', namespace, keysOf(source)),
  secret: (source, namespace) => config(source, 'secretName', 'Secret', namespace, keysOf(source)),
  projected: function* (source, namespace) {
    for (const part of source.at('sources').items) {
      yield* config(part.at('configMap'), 'name', 'ConfigMap', namespace, keysOf(part.at('configMap')));
      yield* config(part.at('secret'), 'name', 'Secret', namespace, keysOf(part.at('secret')));
    }
  },
  csi: (source, namespace) => named(source.at('nodePublishSecretRef', 'name'), 'Secret', namespace),
  ephemeral: (source, namespace) => ofClaim(source.at('volumeClaimTemplate', 'spec'), namespace),
};

function keysOf(source: Place): Place[] {
  return source.at('items').items.map((item) => item.at('key'));
}

function* ofClaim(spec: Place, namespace: string | undefined): Iterable<Reference> {
  if (spec.at('storageClassName').text !== '') yield* named(spec.at('storageClassName'), STORAGE_CLASS, undefined);
  yield* named(spec.at('volumeName'), 'PersistentVolume', undefined);
  const source = spec.at('dataSource').present ? spec.at('dataSource') : spec.at('dataSourceRef');
  const type = typeOf(source.at('apiGroup').text ?? '', source.at('kind').text ?? '');
  yield* named(source.at('name'), type, source.at('namespace').text ?? namespace);
}

function* ofBinding(object: KubeObject, namespace: string | undefined): Iterable<Reference> {
  const kind = object.at('roleRef', 'kind').text ?? '';
  const type = typeOf('rbac.authorization.k8s.io', kind);
  yield* named(object.at('roleRef', 'name'), type, kind === 'Role' ? namespace : undefined);
  for (const subject of object.at('subjects').items) {
    if (subject.at('kind').text !== 'ServiceAccount') continue;
    yield* named(subject.at('name'), 'ServiceAccount', subject.at('namespace').text ?? namespace);
  }
}

function* ofRoute(object: KubeObject, namespace: string | undefined): Iterable<Reference> {
  for (const parent of object.at('spec', 'parentRefs').items) {
    const group = parent.at('group').text ?? 'gateway.networking.k8s.io';
    const type = typeOf(group, parent.at('kind').text ?? 'Gateway');
    yield* named(parent.at('name'), type, parent.at('namespace').text ?? namespace);
  }
}

/** A reference with the API version and kind of what it calls. */
function* dynamic(ref: Place, namespace: string | undefined): Iterable<Reference> {
  const apiVersion = ref.at('apiVersion').text ?? '';
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  yield* named(ref.at('name'), typeOf(group, ref.at('kind').text ?? ''), namespace);
}

/** A ConfigMap or Secret, and keys of it. */
function config(source: Place, name: string, type: string, namespace: string, keys: Place[] = []): Reference[] {
  if (!source.present) return NONE;
  const optional = source.at('optional').flag ?? false;
  return named(source.at(name), type, namespace).map((reference) => ({ ...reference, keys, optional }));
}

const NONE: Reference[] = [];

function named(place: Place, type: string, namespace: string | undefined): Reference[] {
  return place.text !== undefined && place.text !== '' ? [{ place, type, namespace }] : NONE;
}

function typeOf(group: string, kind: string): string {
  return group === '' ? kind : `${kind}.${group}`;
}
