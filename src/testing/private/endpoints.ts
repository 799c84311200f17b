import { Endpoint } from '../endpoint';
import { at, Item, itemsAt, Json, textAt, textsAt } from './item';
import { nameOf, Pod, podOf, runningOf, selects } from './pod';
import { World } from './world';

/** The pods that a Service sends to. */
export function podsBehind(service: Item, world: World): Pod[] {
  const selector = textsAt(service.json, 'spec', 'selector');
  if (textAt(service.json, 'spec', 'type') === 'ExternalName') return [];
  return world.items
    .filter(({ namespace }) => namespace === service.namespace)
    .flatMap((item) => podOf(item) ?? [])
    .filter((pod) => selects(selector, pod));
}

/** Each port of a Service with each port of a container that it leads to. */
export function endsOf(service: Item, world: World): Endpoint[] {
  const pods = podsBehind(service, world);
  return itemsAt(service.json, 'spec', 'ports').flatMap((port) => pods.flatMap((pod) => ends(port, pod)));
}

function ends(service: Json, pod: Pod): Endpoint[] {
  const port = numberAt(service, 'port') ?? 0;
  const target = at(service, 'targetPort') ?? port;
  const protocol = textAt(service, 'protocol') ?? 'TCP';
  const common = { port, protocol, pod: `${pod.owner.kind} ${pod.owner.name}` };
  const found = runningOf(pod).flatMap((container) =>
    itemsAt(container, 'ports')
      .filter((one) => (textAt(one, 'protocol') ?? 'TCP') === protocol)
      .filter((one) => (typeof target === 'number' ? one['containerPort'] : one['name']) === target)
      .map((one) => ({ ...common, container: nameOf(container), containerPort: numberAt(one, 'containerPort') ?? 0 })),
  );
  if (found.length > 0 || typeof target !== 'number') return found;
  return [{ ...common, containerPort: target }]; // a number reaches a process that no container declares
}

function numberAt(value: unknown, key: string): number | undefined {
  const found = at(value, key);
  return typeof found === 'number' ? found : undefined;
}
