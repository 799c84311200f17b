import { IConstruct } from 'constructs';
import { isClusterScoped, qualifiedKind } from '../../private/kinds';
import { SourcePosition } from '../finding';
import { Manifest } from '../manifest';
import { Key, Place } from './place';

/** The namespace of objects that name none, as kubectl has it. */
export const DEFAULT_NAMESPACE = 'default';

/** A rendered object that is checked. */
export class KubeObject {
  public readonly root: Place;
  public readonly apiVersion: string;

  /** The API group: `apps`, or an empty text for the core. */
  public readonly group: string;
  public readonly kind: string;

  /** The kind with its group, without the version: `Deployment.apps`, `Service`. */
  public readonly type: string;
  public readonly name: string;

  /** Where it is applied; nothing for kinds without a namespace. */
  public readonly namespace: string | undefined;
  public readonly construct: IConstruct | undefined;

  /**
   * @param manifest what was rendered
   * @param namespaced whether its kind has a namespace, where the kind is a custom one
   * @param defaultNamespace the namespace of objects that name none
   */
  constructor(
    private readonly manifest: Manifest,
    namespaced: boolean | undefined,
    defaultNamespace = DEFAULT_NAMESPACE,
  ) {
    this.root = new Place(this, manifest.json);
    this.construct = manifest.construct;
    this.apiVersion = this.root.at('apiVersion').text ?? '';
    this.group = this.apiVersion.slice(0, Math.max(this.apiVersion.indexOf('/'), 0));
    this.kind = this.root.at('kind').text ?? '';
    this.type = qualifiedKind(this.apiVersion, this.kind);
    const metadata = this.root.at('metadata');
    this.name = metadata.at('name').text ?? metadata.at('generateName').text ?? '';
    const placed = namespaced ?? !(isClusterScoped(this.apiVersion, this.kind) || looksClusterScoped(this));
    this.namespace = placed ? (metadata.at('namespace').text ?? defaultNamespace) : undefined;
  }

  /** The place at these keys. */
  public at(key: Key, second?: Key, third?: Key, fourth?: Key, fifth?: Key): Place {
    return this.root.at(key, second, third, fourth, fifth);
  }

  /** The object as messages name it: `Deployment web`. */
  public get title(): string {
    return `${this.kind} ${this.name}`;
  }

  /** Where a value stands in the file that the object was read from, if it was. */
  public positionOf(pointer: string): SourcePosition | undefined {
    return this.manifest.source?.positionOf(pointer);
  }
}

/** Custom kinds without their definition: `ClusterIssuer`, `GatewayClass` and their like have no namespace. */
function looksClusterScoped({ group, kind }: KubeObject): boolean {
  return group.includes('.') && /^Cluster[A-Z]|[a-z]Class$/.test(kind);
}
