import { nearest } from '../../../../private/nearest';
import { shown } from '../../../../private/errors';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { doubt, problem, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';

const WORKLOADS = [
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'ReplicaSet.apps',
  'ReplicationController',
  'Job.batch',
];

/** Where the kinds that select pods of their own namespace write it. */
const SELECTORS: { [type: string]: (object: KubeObject) => Place | undefined } = {
  Service: (object) => (object.at('spec', 'type').text === 'ExternalName' ? undefined : object.at('spec', 'selector')),
  'PodDisruptionBudget.policy': (object) => object.at('spec', 'selector'),
  'NetworkPolicy.networking.k8s.io': (object) => object.at('spec', 'podSelector'),
};

/** Rules on labels that select pods. */
export const SELECTOR_RULES: Rule[] = [
  {
    id: 'selects-nothing',
    title: 'a selector that selects no pods',
    kinds: Object.keys(SELECTORS),
    object: function* (object, graph) {
      const place = SELECTORS[object.type]?.(object);
      if (place?.present) yield* unmatched(place, object.namespace ?? '', graph);
      if (object.type === 'NetworkPolicy.networking.k8s.io') yield* ofPeers(object, graph);
    },
    podFields: ['topologySpreadConstraints', 'affinity'],
    pods: (pods, graph) => ofPlacement(pods, graph),
  },
  {
    id: 'selector-mismatch',
    title: 'a workload whose selector does not select its own pods',
    kinds: WORKLOADS,
    object: function* (owner, graph) {
      const pods = graph.podsMadeBy(owner);
      const place = owner.at('spec', 'selector');
      const selector = selectorAt(place);
      if (pods === undefined || !place.present || selector.empty || selector.selects(pods)) return;
      const wayOut = nearestLabels(selector, [pods])?.text ?? 'give the pod template these labels';
      yield problem(place, `must select the pod template's labels (${labelsOf(pods)})`, wayOut);
    },
  },
  {
    id: 'shared-selector',
    title: 'two workloads of a namespace that claim the same pods',
    set: (graph) => sharedSelectors(graph),
  },
];

/** Kinds from before label selectors have a map of labels in its place. */
function selectorAt(place: Place): Selector {
  return ['Service', 'ReplicationController'].includes(place.object.type) ? Selector.labels(place) : Selector.of(place);
}

/** A selector of pods of one namespace that selects none: a mistake where the pods of the namespace are in the manifests. */
function* unmatched(place: Place, namespace: string, graph: Graph): Iterable<Problem> {
  const selector = selectorAt(place);
  if (selector.empty || graph.selected(namespace, selector).length > 0) return;
  const pods = graph.podsInNamespace(namespace);
  const words = `must select pods of namespace ${namespace}`;
  const near = nearestLabels(selector, pods);
  const certain = near?.close === true && !graph.mayHaveOtherPods(namespace);
  yield (certain ? problem : doubt)(place, words, near?.text ?? correction(selector, pods, place));
}

function* ofPeers(policy: KubeObject, graph: Graph): Iterable<Problem> {
  for (const [list, side] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const peer of policy.at('spec', list).items.flatMap((rule) => rule.at(side).items)) {
      const place = peer.at('podSelector');
      if (!place.present) continue;
      const selector = Selector.of(place);
      const namespaces = namespacesOf(peer.at('namespaceSelector'), policy.namespace ?? '', graph);
      if (namespaces === undefined || selector.empty) continue;
      if (namespaces.some((namespace) => graph.selected(namespace, selector).length > 0)) continue;
      const pods = namespaces.flatMap((namespace) => graph.podsInNamespace(namespace));
      const wayOut = nearestLabels(selector, pods)?.text ?? correction(selector, pods, place);
      yield doubt(place, `must select pods of namespace ${namespaces.join(', ')}`, wayOut);
    }
  }
}

/** The namespaces of a peer; nothing when some of them are not in the manifests. */
function namespacesOf(place: Place, own: string, graph: Graph): string[] | undefined {
  if (!place.present) return [own];
  const selector = Selector.of(place);
  if (selector.empty) return undefined;
  const found = graph.objectsOf('Namespace').filter(({ root, name }) => {
    const labels = root.at('metadata', 'labels').texts;
    return selector.matches({ 'kubernetes.io/metadata.name': name, ...labels });
  });
  return found.length === 0 ? undefined : found.map(({ name }) => name);
}

function* ofPlacement(pods: Pods, graph: Graph): Iterable<Problem> {
  const wayOut = (selector: Selector): string =>
    nearestLabels(selector, [pods])?.text ?? 'use labels of the pod template';
  for (const spread of pods.spec.at('topologySpreadConstraints').items) {
    const place = spread.at('labelSelector');
    const selector = Selector.of(place);
    if (!place.present || selector.selects(pods)) continue;
    yield problem(place, `must select the pods that it spreads (${labelsOf(pods)})`, wayOut(selector));
  }
  for (const affinity of ['podAffinity', 'podAntiAffinity']) {
    for (const term of termsOf(pods.spec.at('affinity', affinity))) {
      const place = term.at('labelSelector');
      const elsewhere = term.at('namespaceSelector').present || term.at('namespaces').items.length > 0;
      if (!place.present || elsewhere) continue;
      const selector = Selector.of(place);
      if (selector.empty || selector.selects(pods) || graph.selected(pods.namespace, selector).length > 0) continue;
      const others = graph.podsInNamespace(pods.namespace);
      const near = nearestLabels(selector, others);
      if (near === undefined && affinity === 'podAntiAffinity') continue; // to keep away from nobody is fine
      const words = `must select pods of namespace ${pods.namespace}`;
      yield doubt(place, words, near?.text ?? correction(selector, others, place));
    }
  }
}

function termsOf(affinity: Place): Place[] {
  const preferred = affinity.at('preferredDuringSchedulingIgnoredDuringExecution').items;
  return [
    ...affinity.at('requiredDuringSchedulingIgnoredDuringExecution').items,
    ...preferred.map((item) => item.at('podAffinityTerm')),
  ];
}

/** Nothing can tell the pods of two workloads apart that have one selector and one set of labels. */
function* sharedSelectors(graph: Graph): Iterable<Problem> {
  const first = new Map<string, KubeObject>();
  for (const { owner, namespace, labels } of graph.pods) {
    if (!WORKLOADS.includes(owner.type) || owner.type === 'Job.batch') continue;
    const place = owner.at('spec', 'selector');
    const selector = selectorAt(place);
    if (selector.empty || selector.expressions.length > 0) continue;
    const id = `${namespace} ${sorted(selector.labels)} ${sorted(labels)}`;
    const other = first.get(id);
    first.set(id, other ?? owner);
    if (other === undefined || isSame(other, owner)) continue;
    const words = `must differ from that of ${other.title} in namespace ${namespace}`;
    yield doubt(place, words, 'give one of them another label, in the selector and in the pod template');
  }
}

function sorted(labels: { readonly [key: string]: string }): string {
  return JSON.stringify(Object.entries(labels).sort());
}

/** One object that is there twice is another rule's matter. */
function isSame(one: KubeObject, other: KubeObject): boolean {
  return one.type === other.type && one.name === other.name;
}

function labelsOf({ labels }: Pods): string {
  return shown(labels);
}

/** A label that was probably meant; `close` when it is a slip of a letter, and not another version of the same. */
interface NearLabel {
  readonly text: string;
  readonly close: boolean;
}

/** The label that was probably meant: another value of the same key, or another key of the same value. */
function nearestLabels({ labels }: Selector, pods: Pods[]): NearLabel | undefined {
  for (const [key, value] of Object.entries(labels)) {
    const values = pods.flatMap((some) => some.labels[key] ?? []);
    if (values.includes(value)) continue;
    const near = nearest(value, values);
    if (near !== undefined) return { text: `did you mean ${key}: ${near}?`, close: !isVersionOf(value, near) };
    const keys = pods.flatMap((some) => Object.keys(some.labels).filter((other) => some.labels[other] === value));
    const nearKey = nearest(key, keys);
    if (nearKey !== undefined) return { text: `did you mean ${nearKey}: ${value}?`, close: true };
    const similar = values.find((other) => other.includes(value) || value.includes(other));
    if (similar !== undefined) return { text: `did you mean ${key}: ${similar}?`, close: false };
  }
  return undefined;
}

/** What to do where no label is near, with the labels of the workload that was probably meant. */
function correction(selector: Selector, pods: Pods[], { object }: Place): string {
  const found = probable(selector, pods, object.name);
  const hint = found === undefined ? '' : ` (${found.owner.title} has ${labelsOf(found)})`;
  return `correct it${hint}, or add the workload to the manifests`;
}

/** Of pods with labels of other keys: those with a value that is asked for, those of such a name, or the only ones. */
function probable({ labels }: Selector, pods: Pods[], name: string): Pods | undefined {
  const [keys, values] = [Object.keys(labels), Object.values(labels)];
  if (keys.length === 0) return undefined;
  const others = pods.filter((some) => !keys.some((key) => Object.hasOwn(some.labels, key)));
  const alike = others.find((some) => Object.values(some.labels).some((value) => values.includes(value)));
  if (alike !== undefined || others.length === 1) return alike ?? others[0];
  const names = others.map(({ owner }) => owner.name);
  const near = [...values, name].map((text) => nearest(text, names)).find((text) => text !== undefined);
  return others.find(({ owner }) => owner.name === near);
}

function isVersionOf(a: string, b: string): boolean {
  return a.replaceAll(/\d+/g, '') === b.replaceAll(/\d+/g, '');
}
