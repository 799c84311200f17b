import { Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ManifestFilter } from './manifest-filter';
import { PodView } from './pod-view';
import { assert, compareAll, compareOne, matching, Outcome, wantedOf } from './private/assertions';
import { copied, Item } from './private/item';
import { podOf } from './private/pod';
import { ofFolder, ofScope, ofText } from './private/read';
import { listed, there } from './private/report';
import { World } from './private/world';
import { ServiceView } from './service-view';

/**
 * Rendered manifests, and what a test says about them.
 *
 * Kinds are named as in YAML: `Deployment`, or `Deployment/web` for the one of that name. Where two groups have one kind, the group stands behind it:
 * `Service.serving.knative.dev`. What is expected is a part of the object; `Match` tells what may stand in it.
 */
export class Manifests {
  /**
   * All objects below a chart, an app or any other construct, as they are now; nothing is written.
   * Fails when a validation of these constructs does.
   */
  public static of(scope: IConstruct): Manifests {
    return new Manifests(ofScope(scope));
  }

  /** All objects in the YAML and JSON files below a folder. Fails when there is none, and for other YAML. */
  public static ofFolder(path: string): Manifests {
    return new Manifests(ofFolder(path));
  }

  /** All objects in a text of YAML or JSON; the items of a List are objects of their own. */
  public static ofYaml(text: string): Manifests {
    return new Manifests(ofText(text, 'text'));
  }

  private constructor(
    private readonly items: Item[],
    private readonly world: World = new World(items),
  ) {}

  /** All objects, in their order. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse, so that tests can read what is inside
  public get all(): { [field: string]: any }[] {
    return this.items.map(({ json }) => copied(json));
  }

  /** Kind and name of all objects, sorted: `['Deployment web', 'Service web']`. */
  public get names(): string[] {
    return this.items.map(({ kind, name }) => `${kind} ${name}`).sort();
  }

  /** All objects as YAML, separated by `---`. */
  public get yaml(): string {
    return this.items.length === 0 ? '' : Yaml.stringify(...this.items.map(({ json }) => json));
  }

  /** Only the objects that the filter means. References are still followed among all. */
  public where(filter: ManifestFilter): Manifests {
    const { name, namespace, labels, apiVersion } = filter;
    const found = this.items.filter(
      (item) =>
        (name === undefined || item.name === name) &&
        (namespace === undefined || item.namespace === namespace) &&
        (apiVersion === undefined || item.apiVersion === apiVersion) &&
        Object.entries(labels ?? {}).every(([key, value]) => item.labels[key] === value),
    );
    return new Manifests(found, this.world);
  }

  /** The objects of a kind; only those like `expected`, if that is given. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse, so that tests can read what is inside
  public find(kind: string, expected?: unknown): { [field: string]: any }[] {
    return matching(this.items, kind, expected).map(({ json }) => copied(json));
  }

  /** The object of that kind and name; of that kind alone when there is one. Fails unless there is just one. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse, so that tests can read what is inside
  public one(kind: string, name?: string): { [field: string]: any } {
    return copied(this.only(kind, name).json);
  }

  /** Fails unless there is an object of that kind, like `expected`. */
  public has(kind: string, expected?: unknown): void {
    assert(this._compare(kind, expected));
  }

  /** Fails if there is an object of that kind, like `expected`. */
  public hasNo(kind: string, expected?: unknown): void {
    const { pass, message } = this._compare(kind, expected);
    if (pass) throw new Error(message());
  }

  /** Fails unless there are just so many objects of that kind, like `expected`. */
  public count(kind: string, number: number, expected?: unknown): void {
    assert(this._compare(kind, expected, number));
  }

  /** The pods that the object of that kind and name makes; the name may be omitted when there is one of the kind. */
  public pod(kind: string, name?: string): PodView {
    const owner = this.only(kind, name);
    const pod = podOf(owner);
    if (pod === undefined)
      throw new Error(`'kind' must be a kind that makes pods, got ${owner.title}; name a workload`);
    return PodView._of(pod, this.world);
  }

  /** The Service of that name; the only one when the name is omitted. */
  public service(name?: string): ServiceView {
    return ServiceView._of(this.only('Service', name, 'Service'), this.world);
  }

  /** @internal */
  public static _compareOne(actual: unknown, expected: unknown): Outcome {
    return compareOne('manifest', actual, expected);
  }

  /** @internal */
  public _compare(kind: string, expected?: unknown, number?: number): Outcome {
    return compareAll(this.items, kind, expected, number);
  }

  private only(text: string, also?: string, type?: string): Item {
    const wanted = wantedOf(also === undefined ? text : `${text}/${also}`);
    const { kind, name, title } = wanted;
    const found = this.items.filter(
      (item) => item.is(kind) && (name ?? item.name) === item.name && (type ?? item.type) === item.type,
    );
    if (found.length === 1 && found[0] !== undefined) return found[0];
    const wayOut = name === undefined ? 'give its name' : 'choose with where()';
    const got = found.length === 0 ? `none; ${there(wanted, this.items)}` : `${listed(found)}; ${wayOut}`;
    throw new Error(`manifests must have one ${title}, got ${got}`);
  }
}
