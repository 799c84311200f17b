import { ExternalObject } from '../../declare';
import { shown } from '../../private/errors';
import { sourceLineOf } from '../../private/trace';
import { Finding, Severity } from '../finding';
import { ApplySet, Manifest } from '../manifest';
import { FieldIndex } from './field-index';
import { Graph } from './graph';
import { KubeObject } from './kube-object';
import { isObject } from '../../private/json';
import { NONE, Problem, Rule } from './rule';
import { RULES } from './rules/all';
import { Schemas } from './schema/schemas';

/** How a run differs from the usual one. */
export interface RunOptions {
  readonly strict: boolean;
  readonly target: string;
  readonly namespace: string;
  readonly externals: ExternalObject[];
}

/** A finding with what its acknowledgement is compared with. */
export interface Found {
  readonly finding: Finding;
  readonly object: KubeObject;
}

/** An apply set as the rules see it. */
export interface CheckedSet {
  readonly set: ApplySet;
  readonly graph: Graph;
}

/** The graphs of the sets, each with those of the sets that are applied before it. */
export function graphsOf(sets: ApplySet[], options: RunOptions): CheckedSet[] {
  const flat = sets.map((set) => ({ set, manifests: set.manifests.flatMap(flattened) }));
  const after = new Map(sets.map((set) => [set.name, set.after ?? []]));
  const definitions = new Map(flat.map(({ set, manifests }) => [set.name, manifests.flatMap(definitionOf)]));
  const graphs = new Map(
    flat.map(({ set, manifests }) => {
      const crds = [...before(set.name, after), set.name].flatMap((name) => definitions.get(name) ?? []);
      const schemas = crds.length === 0 ? Schemas.kubernetes() : Schemas.kubernetes().withCustomResources(crds);
      const objects = manifests.map((manifest) => checked(manifest, schemas, options));
      const externals = [...options.externals, ...(set.externals ?? [])];
      return [set.name, new Graph(objects, { target: options.target, schemas, externals })];
    }),
  );
  return sets.flatMap((set) => {
    const graph = graphs.get(set.name);
    if (graph === undefined) return [];
    graph.follow(before(set.name, after).flatMap((name) => graphs.get(name) ?? []));
    return [{ set, graph }];
  });
}

/** All that the rules find in a set, object by object in the order of the manifests. */
export function findingsOf({ set, graph }: CheckedSet, options: RunOptions): Found[] {
  const byObject = new Map<KubeObject, Found[]>(graph.objects.map((object) => [object, []]));
  const lines = new Lines();
  const add: Add = (rule, problems) => {
    if (problems === NONE) return;
    for (const problem of problems) {
      const { object } = problem.place;
      byObject.get(object)?.push({ object, finding: findingOf(rule, problem, set.name, options, lines) });
    }
  };
  for (const rule of RULES) if (rule.set !== undefined) add(rule, rule.set(graph));
  for (const object of graph.objects) runOn(object, graph, add);
  return [...byObject.values()].flat();
}

type Add = (rule: Rule, problems: Iterable<Problem>) => void;

function runOn(object: KubeObject, graph: Graph, add: Add): void {
  for (const rule of rulesFor(object.type).concernedBy(object.root.value)) add(rule, rule.object(object, graph));
  const pods = graph.podsMadeBy(object);
  if (pods === undefined) return;
  for (const rule of POD_RULES.concernedBy(pods.spec.value)) add(rule, rule.pods(pods, graph));
  for (const container of pods.containers) {
    for (const rule of CONTAINER_RULES.concernedBy(container.place.value)) {
      add(rule, rule.container(container, pods, graph));
    }
  }
}

type WithHook<Hook extends keyof Rule> = Rule & Required<Pick<Rule, Hook>>;

const OBJECT_RULES = RULES.filter((rule): rule is WithHook<'object'> => rule.object !== undefined);
const POD_RULES = new FieldIndex(
  RULES.filter((rule): rule is WithHook<'pods'> => rule.pods !== undefined),
  (rule) => rule.podFields,
);
const CONTAINER_RULES = new FieldIndex(
  RULES.filter((rule): rule is WithHook<'container'> => rule.container !== undefined),
  (rule) => rule.containerFields,
);
const rulesByType = new Map<string, FieldIndex<WithHook<'object'>>>();

function rulesFor(type: string): FieldIndex<WithHook<'object'>> {
  const known = rulesByType.get(type);
  if (known !== undefined) return known;
  const rules = OBJECT_RULES.filter(({ kinds }) => kinds === undefined || kinds.includes(type));
  const found = new FieldIndex(rules, (rule) => rule.fields);
  rulesByType.set(type, found);
  return found;
}

function findingOf(rule: Rule, problem: Problem, set: string, { strict }: RunOptions, lines: Lines): Finding {
  const { place, words, wayOut } = problem;
  const { object } = place;
  const { apiVersion, kind, name, namespace, construct } = object;
  const { pointer } = place;
  const got = problem.got ?? (place.present ? shown(place.value) : 'nothing');
  return {
    severity: strict ? Severity.ERROR : (problem.severity ?? Severity.ERROR),
    rule: problem.rule ?? rule.id,
    message: `'${place.field}' ${words}, got ${got}; ${wayOut}`,
    object: { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) },
    pointer,
    set,
    ...(construct !== undefined && { constructPath: construct.node.path }),
    ...lines.of(object, pointer),
  };
}

/** Positions of findings; the line of a construct is looked up once. */
class Lines {
  private readonly known = new Map<KubeObject, Pick<Finding, 'position'>>();

  public of(object: KubeObject, pointer: string): Pick<Finding, 'position'> {
    const inFile = object.positionOf(pointer);
    if (inFile !== undefined) return { position: inFile };
    const known = this.known.get(object);
    if (known !== undefined) return known;
    const position = object.construct && sourceLineOf(object.construct);
    const found = position === undefined ? {} : { position };
    this.known.set(object, found);
    return found;
  }
}

function checked(manifest: Manifest, schemas: Schemas, { target, namespace }: RunOptions): KubeObject {
  const { json } = manifest;
  const [apiVersion, kind] = isObject(json) ? [json['apiVersion'], json['kind']] : [];
  const known = typeof apiVersion === 'string' && typeof kind === 'string' && schemas.kind(apiVersion, kind, target);
  return new KubeObject(manifest, known ? known.namespaced : undefined, namespace);
}

/** The items of a `List`, each as an object of its own. */
function flattened(manifest: Manifest): Manifest[] {
  const { json, source } = manifest;
  if (json === null || json === undefined) return [];
  if (!isObject(json) || json['apiVersion'] !== 'v1' || json['kind'] !== 'List') return [manifest];
  const items: unknown[] = Array.isArray(json['items']) ? json['items'] : [];
  return items.map((item, i) => ({
    ...manifest,
    json: item,
    source: source && { positionOf: (pointer) => source.positionOf(`/items/${i}${pointer}`) },
  }));
}

/** The sets that are applied before one, the nearest last. */
function before(name: string, after: Map<string, string[]>, seen = new Set([name])): string[] {
  return (after.get(name) ?? []).flatMap((other) => {
    if (seen.has(other)) return [];
    seen.add(other);
    return [...before(other, after, seen), other];
  });
}

function definitionOf({ json }: Manifest): unknown[] {
  return isObject(json) && json['kind'] === 'CustomResourceDefinition' ? [json] : [];
}
