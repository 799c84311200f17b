import { ContainerView } from './container-view';
import { assert, compareOne } from './private/assertions';
import { at, copied } from './private/item';
import { containersOf, labelsOf, nameOf, Pod, runningOf } from './private/pod';
import { World } from './private/world';

/** The pods that an object makes, as its template describes them. */
export class PodView {
  /** @internal */
  public static _of(pod: Pod, world: World): PodView {
    return new PodView(pod, world);
  }

  private constructor(
    private readonly pod: Pod,
    private readonly world: World,
  ) {}

  /** Kind and name of the object that makes the pods: `Deployment web`. */
  public get owner(): string {
    return `${this.pod.owner.kind} ${this.pod.owner.name}`;
  }

  /** The labels of the template. */
  public get labels(): { [key: string]: string } {
    return labelsOf(this.pod);
  }

  /** The template as it is rendered: `metadata` and `spec`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse, so that tests can read what is inside
  public get template(): { [field: string]: any } {
    return copied(this.pod.template);
  }

  /** The `spec` of the template. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse, so that tests can read what is inside
  public get spec(): { [field: string]: any } {
    return at(this.template, 'spec') ?? {};
  }

  /** The names of the containers that run as long as the pod, sidecars first. */
  public get running(): string[] {
    return runningOf(this.pod).map(nameOf);
  }

  /**
   * A container, whether it runs with the others or before them. Fails when there is none.
   *
   * @param name its name; may be omitted for pods of one container
   */
  public container(name?: string): ContainerView {
    const all = containersOf(this.pod);
    const found = all.filter((one) => name === undefined || nameOf(one) === name);
    if (found.length === 1 && found[0] !== undefined) return ContainerView._of(found[0], this.pod, this.world);
    const names = all.map(nameOf).join(', ') || 'none';
    const got = name === undefined ? `none for ${all.length} containers` : JSON.stringify(name);
    throw new Error(`'name' must be the name of a container of ${this.owner}, got ${got}; there are: ${names}`);
  }

  /** Fails unless the rendered template has these fields: `{ spec: { serviceAccountName: 'web' } }`. */
  public has(expected: unknown): void {
    assert(compareOne(`pod template of ${this.pod.owner.title}`, this.pod.template, expected));
  }
}
