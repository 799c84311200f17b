import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { DEFAULT_NAMESPACE, KubeObject } from '../../kube-object';
import { Reference, referencesOf } from '../../references';
import { Schemas } from '../../schema/schemas';
import { Pods } from '../../pods';
import { doubt, listed, meant, NONE, problem, Problem, Rule } from '../../rule';
import { backendsOf } from '../../service-ports';
import { dataKeys, filesOf } from '../../volume-files';

/** Rules on names that call other objects, and on keys of ConfigMaps and Secrets. */
export const REFERENCE_RULES: Rule[] = [
  {
    id: 'missing-object',
    title: 'a name that calls an object which is neither in the manifests nor declared to exist',
    object: function* (object, graph) {
      for (const reference of called(object)) yield* missingObject(reference, object, graph);
    },
  },
  {
    id: 'missing-key',
    title: 'a key that the ConfigMap or Secret does not have',
    object: function* (object, graph) {
      for (const reference of referencesOf(object)) yield* missingKeys(reference, object, graph);
    },
    podFields: ['volumes'],
    pods: (pods, graph) => missingFiles(pods, graph),
  },
  {
    id: 'missing-custom-resource-definition',
    title: 'a custom resource whose definition is neither in the manifests nor declared to exist',
    object: (object, graph) => (isOfKubernetes(object) ? NONE : withoutDefinition(object, graph)),
  },
];

/** Whether the group of an object is one of Kubernetes; without kind or version, nothing is known. */
function isOfKubernetes({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === '' || kind === '' || Schemas.kubernetes().groupKnown(apiVersion);
}

function withoutDefinition(object: KubeObject, graph: Graph): Problem[] {
  const { apiVersion, kind, group } = object;
  if (graph.hasDefinition(group, kind, object)) return NONE;
  const words = 'must be a kind whose CustomResourceDefinition is in the manifests or declared';
  const otherwise = wayOut(object, 'customResourceDefinition', `<plural>.${group}`);
  return [doubt(object.at('kind'), words, otherwise, `"${kind}" of ${apiVersion}`)];
}

function called(object: KubeObject): Reference[] {
  const services = [...backendsOf(object)].map(({ name, namespace }) => ({ place: name, type: 'Service', namespace }));
  const metadata = object.at('metadata', 'namespace');
  const own = object.namespace === undefined || !metadata.present || object.namespace === DEFAULT_NAMESPACE;
  const namespaces = own ? [] : [{ place: metadata, type: 'Namespace', namespace: undefined }];
  return [...namespaces, ...referencesOf(object), ...services];
}

function* missingObject(reference: Reference, from: KubeObject, graph: Graph): Iterable<Problem> {
  const { place, type, namespace, optional = false } = reference;
  const name = place.text;
  if (name === undefined || optional || graph.find(type, namespace, name, from) !== undefined) return;
  if (type === STORAGE_CLASS && isLabelOnly(name, graph)) return;
  const [kind = type] = type.split('.');
  const there = namespace === undefined ? '' : ` in namespace ${namespace}`;
  const near = graph.nearestName(type, namespace, name);
  const elsewhere = graph.objectsOf(type).find((object) => object.name === name && object.namespace !== namespace);
  const words = `must name ${withArticle(kind)}${there} that is in the manifests or declared`;
  const otherwise = elsewhere === undefined ? wayOut(from, factoryOf(type), name, type) : inOther(elsewhere);
  yield doubt(place, words, meant(near === name ? undefined : near, otherwise));
}

const STORAGE_CLASS = 'StorageClass.storage.k8s.io';

/** Volumes that are made by hand have a class that need not be there: it is only compared with that of claims. */
function isLabelOnly(name: string, graph: Graph): boolean {
  return graph.objectsOf('PersistentVolume').some((volume) => volume.at('spec', 'storageClassName').text === name);
}

function inOther({ kind, name, namespace }: KubeObject): string {
  return `${kind} ${name} is in namespace ${namespace}: move one of them`;
}

function withArticle(kind: string): string {
  return /^[AEIO]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function* missingKeys(
  { place, type, namespace, keys = [], optional = false }: Reference,
  from: KubeObject,
  graph: Graph,
) {
  const target = keys.length === 0 || optional ? undefined : graph.find(type, namespace, place.text ?? '', from);
  if (target === undefined) return;
  const there = 'object' in target ? dataKeys(target.object) : target.keys;
  if (there === undefined) return;
  for (const key of keys) {
    if (key.text === undefined || there.includes(key.text)) continue;
    const near = nearest(key.text, there) ?? there.find((other) => other.toLowerCase() === key.text?.toLowerCase());
    const words = `must be a key of ${type} ${place.text} (${listed(there)})`;
    yield problem(key, words, meant(near, `add the key to the ${type}, or correct it`));
  }
}

/** A mount of one file that the volume does not have: the container gets an empty folder in its place. */
function* missingFiles(pods: Pods, graph: Graph): Iterable<Problem> {
  const volumes = new Map(pods.spec.at('volumes').items.map((volume) => [volume.at('name').text, volume]));
  for (const mount of pods.containers.flatMap(({ place }) => place.at('volumeMounts').items)) {
    const path = mount.at('subPath');
    const volume = volumes.get(mount.at('name').text);
    const files = path.text === undefined || volume === undefined ? undefined : filesOf(volume, pods, graph);
    if (files === undefined || files.some((file) => file === path.text || file.startsWith(`${path.text}/`))) continue;
    const words = `must be a file of volume ${mount.at('name').text} (${listed(files)})`;
    yield problem(path, words, meant(nearest(path.text ?? '', files), 'add the key, or correct it'));
  }
}

/** How to say that something exists outside. */
function wayOut(from: KubeObject, factory: string | undefined, name: string, type?: string): string {
  if (from.construct === undefined) return "correct the name, or list it under 'external' in the config file";
  if (factory !== undefined)
    return `correct the name, or declare it with declare.External.${factory}(chart, '${name}')`;
  const [kind, ...group] = (type ?? '').split('.');
  return `correct the name, or declare it with declare.External.object(chart, ...): ${kind} of ${group.join('.')}`;
}

const FACTORIES: { [type: string]: string } = {
  Secret: 'secret',
  ConfigMap: 'configMap',
  PersistentVolumeClaim: 'persistentVolumeClaim',
  Service: 'service',
  ServiceAccount: 'serviceAccount',
  Namespace: 'namespace',
  'StorageClass.storage.k8s.io': 'storageClass',
  'IngressClass.networking.k8s.io': 'ingressClass',
  'PriorityClass.scheduling.k8s.io': 'priorityClass',
  'CustomResourceDefinition.apiextensions.k8s.io': 'customResourceDefinition',
};

function factoryOf(type: string): string | undefined {
  return FACTORIES[type];
}
