import { assert, compareOne } from './private/assertions';
import { envOf } from './private/env';
import { filesOf } from './private/files';
import { copied, Json } from './private/item';
import { nameOf, Pod } from './private/pod';
import { World } from './private/world';

/** A container of rendered pods, and what it gets from other objects. */
export class ContainerView {
  /** @internal */
  public static _of(container: Json, pod: Pod, world: World): ContainerView {
    return new ContainerView(container, pod, world);
  }

  private constructor(
    private readonly container: Json,
    private readonly pod: Pod,
    private readonly world: World,
  ) {}

  /** The name of the container. */
  public get name(): string {
    return nameOf(this.container);
  }

  /** The container as it is rendered. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse, so that tests can read what is inside
  public get spec(): { [field: string]: any } {
    return copied(this.container);
  }

  /**
   * The environment that its process gets: values of ConfigMaps and Secrets, decoded, and `$(NAME)` filled in.
   * What only the cluster knows is in angle brackets: `<status.podIP>`, `<Secret db, key password>` for a Secret that
   * the manifests do not have. Fails for a key that a ConfigMap or Secret of the manifests lacks.
   */
  public get env(): { [name: string]: string } {
    return envOf(this.container, this.pod, this.world);
  }

  /**
   * The files that ConfigMaps, Secrets and the downward API put into it, as texts by path. What only the cluster knows
   * is in angle brackets, as in `env`. Files of claims and empty folders are not known, and so not there.
   * Fails for a key that a ConfigMap or Secret of the manifests lacks.
   */
  public get files(): { [path: string]: string } {
    return filesOf(this.container, this.pod, this.world, this.env);
  }

  /** Fails unless the rendered container has these fields; `Match` tells what they may be. */
  public has(expected: unknown): void {
    assert(compareOne(`container ${this.name} of ${this.pod.owner.title}`, this.container, expected));
  }
}
