import { Endpoint } from './endpoint';
import { PodView } from './pod-view';
import { endsOf, podsBehind } from './private/endpoints';
import { copied, Item } from './private/item';
import { World } from './private/world';

/** A Service, and where it leads. */
export class ServiceView {
  /** @internal */
  public static _of(service: Item, world: World): ServiceView {
    return new ServiceView(service, world);
  }

  private constructor(
    private readonly service: Item,
    private readonly world: World,
  ) {}

  /** The Service as it is rendered. */
  public get manifest(): { [field: string]: unknown } {
    return copied(this.service.json);
  }

  /** The pods that it sends to: those of its namespace that have the labels of its selector. */
  public get pods(): PodView[] {
    return podsBehind(this.service, this.world).map((pod) => PodView._of(pod, this.world));
  }

  /** Each of its ports with each port of a container that it leads to; a port that leads nowhere is not there. */
  public get endpoints(): Endpoint[] {
    return endsOf(this.service, this.world);
  }
}
