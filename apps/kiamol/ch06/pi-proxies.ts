import { declare, network, platform, storage } from 'cdk8s-patterns';
import { CONF, ON_NODE, piProxy, proxyHeader } from '../ch05/pi-proxy';
import { Lesson, System } from '../lesson';

const { ProxyPlacement } = platform;
const type = storage.HostPathType.DIRECTORY_OR_CREATE;

const inPod = platform.ProxyCache.volume(storage.Volume.emptyDir('cache-volume'));
export const onNode = platform.ProxyCache.volume(
  storage.Volume.hostPath('cache-volume', '/volumes/nginx-cache', { type }),
);

/** The proxies: with a cache of each pod, with one of each node, and then one proxy on each node. */
export function proxySteps(system: System, upstream: network.Service): void {
  const lesson = (step: string, id: string, section: string, ...lines: string[]): Lesson =>
    new Lesson(system.step(step), id, proxyHeader(section, ...lines));
  const proxy = piProxy(lesson('proxy', 'nginx', '6.2', CONF), {
    upstream,
    cache: inPod,
    placement: ProxyPlacement.replicas(2),
  });

  const shared = lesson('proxy-host-path', 'nginx-hostpath', '6.2', ON_NODE);
  proxy.addPods(shared, 'PiProxy', { cache: onNode, placement: ProxyPlacement.replicas(3) });

  const beside = 'The Deployment goes on beside it: the Service sends to the pods of both.';
  const daemonSet = lesson('proxy-daemonset', 'nginx-ds', '6.3, listing 6.3', beside, ON_NODE);
  proxy.addPods(daemonSet, 'PiProxy', { cache: onNode, placement: ProxyPlacement.everyNode() });

  const chosen = { cache: onNode, placement: ProxyPlacement.everyNode({ nodeSelector: { kiamol: 'ch06' } }) };
  const label = 'Without a node of that label it has no pod: kubectl label node <name> kiamol=ch06 --overwrite';
  const someNodes = lesson(
    'proxy-daemonset-node-selector',
    'nginx-ds-nodeselector',
    '6.4, listing 6.4',
    label,
    ON_NODE,
  );
  declare.Header.of(someNodes, { deleteFirst: ['deployment/pi-proxy'] });
  proxy.addPods(someNodes, 'PiProxy', chosen);

  const orphan = [
    'After kubectl delete daemonset pi-proxy --cascade=orphan (the book has --cascade=false):',
    'the pod of the deleted one has the labels of the selector, and is kept.',
  ];
  const adopted = lesson('proxy-daemonset-adopts', 'nginx-ds-nodeselector', '6.4', ...orphan, ON_NODE);
  proxy.addPods(adopted, 'PiProxy', chosen);
}
