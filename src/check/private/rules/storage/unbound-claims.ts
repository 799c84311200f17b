import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { amountOf } from '../../quantity';
import { doubt, listed, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { isEmpty } from '../../broken';
import { classOf, modeOf } from './bindings';

/** Rules on claims for which nobody makes a volume. */
export const UNBOUND_CLAIM_RULES: Rule[] = [
  {
    id: 'unbound-claim',
    title: 'a claim to volumes that are made by hand, of which none is left for it',
    set: (graph) => unbound(graph),
  },
];

const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** A claim that only a volume of the manifests can meet. */
interface Demand {
  readonly object: KubeObject;
  /** The name of the claim: of a template, that of one of its claims. */
  readonly name: string;
  readonly spec: Place;
  readonly storageClass: string;
  readonly wanted?: string;
}

function* unbound(graph: Graph): Iterable<Problem> {
  const demands = demandsOf(graph);
  if (demands.length === 0) return;
  const own = new Set(graph.objects);
  const volumes = latest(graph, 'PersistentVolume');
  const taken = new Map<KubeObject, Demand>();
  const told = new Set<string>();
  // Those that name their volume come first, then those that were there before.
  const rank = ({ object, wanted }: Demand): number => (wanted !== undefined ? 0 : own.has(object) ? 2 : 1);
  for (const demand of demands.sort((a, b) => rank(a) - rank(b))) {
    const { object, spec } = demand;
    if (find(demand, volumes, taken, new Set()) || rank(demand) < 2) continue;
    if (graph.declares('PersistentVolume', object)) continue; // of any size
    const place = `${object.type} ${object.namespace}/${object.name} ${spec.pointer}`;
    if (!told.has(place)) yield noVolume(demand, volumes);
    told.add(place);
  }
}

/** Gives the claim a volume, another one if need be to those that were served before it. */
function find(demand: Demand, volumes: KubeObject[], taken: Map<KubeObject, Demand>, tried: Set<KubeObject>): boolean {
  const freeFirst = [...volumes].sort((a, b) => Number(taken.has(a)) - Number(taken.has(b)));
  for (const volume of freeFirst) {
    if (tried.has(volume) || !fits(demand, volume)) continue;
    tried.add(volume);
    const other = taken.get(volume);
    if (other !== undefined && !find(other, volumes, taken, tried)) continue;
    taken.set(volume, demand);
    return true;
  }
  return false;
}

/** The claims of the set and of those before it, and those that will be made of templates. */
function demandsOf(graph: Graph): Demand[] {
  const claims = latest(graph, 'PersistentVolumeClaim').flatMap((object) => {
    const wanted = object.at('spec', 'volumeName').text;
    return demand({ object, name: object.name, spec: object.at('spec') }, classOf(object), graph, wanted);
  });
  return [...claims, ...latest(graph, 'StatefulSet.apps').flatMap((set) => ofTemplates(set, graph))];
}

/** A claim for each replica that has none in the manifests. */
function ofTemplates(object: KubeObject, graph: Graph): Demand[] {
  const replicas = Math.min(object.at('spec', 'replicas').number ?? 1, MOST);
  const start = object.at('spec', 'ordinals', 'start').number ?? 0;
  return object.at('spec', 'volumeClaimTemplates').items.flatMap((template) => {
    const spec = template.at('spec');
    const names = Array.from(
      { length: replicas },
      (_, i) => `${template.at('metadata', 'name').text}-${object.name}-${start + i}`,
    );
    const missing = names.filter((name) => !graph.objectNamed('PersistentVolumeClaim', object.namespace, name));
    return missing.flatMap((name) => demand({ object, name, spec }, spec.at('storageClassName'), graph));
  });
}

/** The objects of a kind as they are once the set is applied: a step may bring an object again. */
function latest(graph: Graph, type: string): KubeObject[] {
  const seen = new Set<string>();
  return graph.objectsOf(type).filter(({ namespace, name }) => {
    const id = `${namespace ?? ''}/${name}`;
    return !seen.has(id) && seen.add(id);
  });
}

/** More replicas than that are not counted. */
const MOST = 100;

function demand(
  claim: Pick<Demand, 'object' | 'name' | 'spec'>,
  place: Place,
  graph: Graph,
  volumeName?: string,
): Demand[] {
  const [storageClass, wanted] = [place.text, volumeName === '' ? undefined : volumeName];
  if (storageClass === undefined || !claim.spec.at('resources', 'requests', 'storage').present) return [];
  const made = graph.objectNamed('StorageClass.storage.k8s.io', undefined, storageClass);
  const byHand = storageClass === '' || made?.at('provisioner').text === NO_PROVISIONER;
  return byHand || wanted !== undefined ? [{ ...claim, storageClass, wanted }] : [];
}

/** What the volume controller compares before it binds. */
function fits({ object, name, spec, storageClass, wanted }: Demand, volume: KubeObject): boolean {
  if (wanted !== undefined) return volume.name === wanted;
  const offered = volume.at('spec');
  const ref = offered.at('claimRef');
  if (!isEmpty(ref.at('name'))) return ref.at('name').text === name && ref.at('namespace').text === object.namespace;
  const modes = textsOf(offered.at('accessModes'));
  const [size, most] = [
    amountOf(spec.at('resources', 'requests', 'storage')),
    amountOf(offered.at('capacity', 'storage')),
  ];
  return (
    storageClass === (classOf(volume).text ?? '') &&
    (size === undefined || most === undefined || size <= most) &&
    textsOf(spec.at('accessModes')).every((mode) => modes.includes(mode)) &&
    modeOf(spec) === modeOf(offered) &&
    Selector.of(spec.at('selector')).matches(volume.at('metadata', 'labels').texts)
  );
}

function noVolume({ object, spec, storageClass }: Demand, volumes: KubeObject[]): Problem {
  const offers = volumes.map((volume) => `${volume.name}: ${offer(volume)}`);
  const words = `must ask for what a PersistentVolume that is free offers (${listed(offers)})`;
  const size = spec.at('resources', 'requests', 'storage').value;
  const got = `${asked(size, spec, storageClass)}${object.type === 'StatefulSet.apps' ? ' for each replica' : ''}`;
  const declared =
    object.construct === undefined
      ? "list one under 'external' in the config file"
      : 'declare one with declare.External.object(chart, ...)';
  return doubt(spec, words, `ask for less, add a volume, or ${declared}`, got);
}

function offer(volume: KubeObject): string {
  const spec = volume.at('spec');
  return asked(spec.at('capacity', 'storage').value, spec, classOf(volume).text ?? '');
}

function asked(size: unknown, spec: Place, storageClass: string): string {
  const mode = modeOf(spec) === 'Block' ? ' Block' : '';
  return `${String(size)} ${textsOf(spec.at('accessModes')).join('+')}${mode} of class "${storageClass}"`;
}

function textsOf(list: Place): string[] {
  return list.items.flatMap(({ text }) => text ?? []);
}
