import { ExternalObject } from '../../declare';
import { qualifiedKind } from '../../private/kinds';
import { nearest } from '../../private/nearest';
import { push } from '../../private/push';
import { externalsOf } from './externals';
import { KubeObject } from './kube-object';
import { isKnown } from './known';
import { madeBy } from './made';
import { Pods } from './pods';
import { Schemas } from './schema/schemas';
import { Selector } from './selector';

/** What a name refers to: an object of the manifests, or something that exists without them. */
export type Target = { readonly object: KubeObject } | { readonly keys: string[] | undefined };

/** What the checks are for. */
export interface GraphOptions {
  /** The Kubernetes version, such as `1.27`. */
  readonly target: string;
  readonly schemas: Schemas;
  readonly externals: ExternalObject[];
}

/** The objects of an apply set, found by what others call them. */
export class Graph {
  public readonly target: string;
  public readonly schemas: Schemas;

  /** The pods of this set. */
  public readonly pods: Pods[] = [];
  private readonly externals: ExternalObject[];
  private readonly byName = new Map<string, KubeObject>();
  private readonly byPlace = new Map<string, KubeObject[]>();
  private readonly made = new Set<string>();
  private readonly podsOf = new Map<KubeObject, Pods>();
  private readonly podsIn = new Map<string, Pods[]>();
  private readonly podsByLabel = new Map<string, Pods[]>();
  private readonly operated = new Set<string>();

  /** This set and those applied before, each once. */
  private all: Graph[] = [this];

  constructor(
    public readonly objects: KubeObject[],
    options: GraphOptions,
  ) {
    this.target = options.target;
    this.schemas = options.schemas;
    this.externals = options.externals;
    for (const object of objects) this.add(object);
  }

  /** Lets references resolve in the sets that are applied before this one, too. */
  public follow(before: Graph[]): void {
    this.all = [this, ...before];
  }

  /** What a name refers to: in this set, in those applied before, among what was declared, or in every cluster. */
  public find(type: string, namespace: string | undefined, name: string, from: KubeObject): Target | undefined {
    const object = this.objectNamed(type, namespace, name);
    if (object !== undefined) return { object };
    if (this.isMade(type, namespace, name) || isKnown(type, namespace, name)) return { keys: undefined };
    const external = this.declaredFor(from).find(
      (declared) =>
        declared.name === name &&
        isOfType(declared, type) &&
        (declared.namespace === undefined || namespace === undefined || declared.namespace === namespace),
    );
    return external && { keys: external.keys };
  }

  /** The object of that name, in this set or in those applied before. */
  public objectNamed(type: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const id = idOf(type, namespace, name);
    for (const graph of this.all) {
      const object = graph.byName.get(id);
      if (object !== undefined) return object;
    }
    return undefined;
  }

  /** The objects of a kind in a namespace, in this set and in those applied before; without a namespace, all of the kind. */
  public objectsOf(type: string, namespace?: string): KubeObject[] {
    return this.all.flatMap((graph) => graph.byPlace.get(placeOf(type, namespace ?? '*')) ?? []);
  }

  /** Whether the definition of a custom kind is in the manifests, or was declared by its name `<plural>.<group>`. */
  public hasDefinition(group: string, kind: string, from: KubeObject): boolean {
    const defined = this.objectsOf('CustomResourceDefinition.apiextensions.k8s.io').some(
      (crd) => crd.at('spec', 'group').text === group && crd.at('spec', 'names', 'kind').text === kind,
    );
    const begin = kind.toLowerCase().slice(0, -1);
    return (
      defined ||
      this.declaredFor(from).some(
        (declared) =>
          declared.kind === 'CustomResourceDefinition' &&
          declared.name.startsWith(begin) &&
          declared.name.endsWith(`.${group}`),
      )
    );
  }

  /** The object of that kind and namespace whose name is most like this one. */
  public nearestName(type: string, namespace: string | undefined, name: string): string | undefined {
    const some = firstOf(this.all.map((graph) => graph.byPlace.get(placeOf(type, namespace ?? '*')) ?? []));
    return nearest(name, [...new Set(some.map((object) => object.name))]);
  }

  /** The pods of an object of this set or of those applied before. */
  public podsMadeBy(object: KubeObject): Pods | undefined {
    for (const graph of this.all) {
      const pods = graph.podsOf.get(object);
      if (pods !== undefined) return pods;
    }
    return undefined;
  }

  /** Whether pods of a namespace are described here, and those to compare with what was probably meant. */
  public podsInNamespace(namespace: string): Pods[] {
    return firstOf(this.all.map((graph) => graph.podsIn.get(namespace) ?? []));
  }

  /** The pods of a namespace that a selector selects. */
  public selected(namespace: string, selector: Selector): Pods[] {
    return this.all.flatMap((graph) => graph.candidates(namespace, selector).filter((pods) => selector.selects(pods)));
  }

  /** Whether pods may appear in the namespace that no object here describes: those of operators. */
  public mayHaveOtherPods(namespace: string): boolean {
    return this.all.some((graph) => graph.operated.has(namespace));
  }

  /** Whether some object of a kind was declared to exist, for an object or for the whole set. */
  public declares(type: string, from: KubeObject): boolean {
    return this.declaredFor(from).some((declared) => isOfType(declared, type));
  }

  /** What was declared to exist, for an object and for the whole set. */
  private declaredFor(object: KubeObject): ExternalObject[] {
    return [...externalsOf(object.construct), ...this.externals];
  }

  private candidates(namespace: string, { labels }: Selector): Pods[] {
    const buckets = Object.entries(labels).map(([key, value]) => [
      ...(this.podsByLabel.get(labelId(namespace, key, value)) ?? []),
      ...(this.podsByLabel.get(labelId(namespace, key)) ?? []),
    ]);
    const [first, ...rest] = buckets;
    if (first === undefined) return this.podsIn.get(namespace) ?? [];
    return rest.reduce((small, bucket) => (bucket.length < small.length ? bucket : small), first);
  }

  private isMade(type: string, namespace: string | undefined, name: string): boolean {
    const id = idOf(type, namespace, name);
    return this.all.some((graph) => graph.made.has(id));
  }

  private add(object: KubeObject): void {
    const { type, namespace, name } = object;
    const id = idOf(type, namespace, name);
    if (!this.byName.has(id)) this.byName.set(id, object);
    for (const place of new Set([namespace ?? '', '*'])) push(this.byPlace, placeOf(type, place), object);
    for (const made of madeBy(object)) this.made.add(idOf(made.type, made.namespace, made.name));
    if (namespace !== undefined && !isBuiltIn(object)) this.operated.add(namespace);
    const pods = Pods.of(object);
    if (pods !== undefined) this.addPods(object, pods);
  }

  private addPods(object: KubeObject, pods: Pods): void {
    this.pods.push(pods);
    this.podsOf.set(object, pods);
    push(this.podsIn, pods.namespace, pods);
    for (const [key, value] of Object.entries(pods.labels)) {
      push(this.podsByLabel, labelId(pods.namespace, key, value), pods);
    }
    for (const key of pods.madeKeys) push(this.podsByLabel, labelId(pods.namespace, key), pods);
  }
}

/** Header comments of manifests do not tell the API version. */
function isOfType({ apiVersion, kind }: ExternalObject, type: string): boolean {
  return apiVersion === '' ? type.split('.')[0] === kind : qualifiedKind(apiVersion, kind) === type;
}

/** The first of several lists as one: enough to find what was probably meant. */
function firstOf<T>(lists: T[][]): T[] {
  const first: T[] = [];
  for (const list of lists) first.push(...list.slice(0, ENOUGH - first.length));
  return first;
}

const ENOUGH = 250;

/** Groups whose names end so are Kubernetes' own, as are those without a dot. */
function isBuiltIn({ group }: KubeObject): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io') || group === 'serving.knative.dev';
}

function idOf(type: string, namespace: string | undefined, name: string): string {
  return `${type} ${namespace ?? ''}/${name}`;
}

function placeOf(type: string, namespace: string): string {
  return `${type} ${namespace}`;
}

function labelId(namespace: string, key: string, value?: string): string {
  return value === undefined ? `${namespace} ${key}` : `${namespace} ${key}=${value}`;
}
