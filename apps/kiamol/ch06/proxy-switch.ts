import { declare, network, platform, samples } from 'cdk8s-patterns';
import { CONF, ON_NODE, piProxy, piWebService, proxyHeader, webHeader } from '../ch05/pi-proxy';
import { Chapter, Lesson, System } from '../lesson';
import { onNode } from './pi-proxies';

const { ProxyPlacement } = platform;
const header = proxyHeader('6.3', CONF, ON_NODE);

/** From a Deployment to a DaemonSet while clients keep calling. */
export function proxySwitch(chapter: Chapter): void {
  const system = new System(chapter, 'pi-proxy-switch', {
    purpose: 'A Deployment becomes a DaemonSet without an outage: first both run, then the old one goes.',
    items: ['pi/deployment-to-daemonset-switch', 'P14'],
  });
  const web = new Lesson(system, 'web', webHeader('6.2, listing 6.2'));
  const upstream = piWebService(new samples.PiWeb(web, 'PiWeb', { labels: { app: 'pi-web' }, replicas: 2 }));
  proxyOf(new Lesson(system, 'nginx', header), upstream, ProxyPlacement.replicas(3));

  const both = new Lesson(system.step('both'), 'nginx', header);
  declare.Header.of(both, { lines: ['Wait for it before the next step: kubectl rollout status daemonset/pi-proxy'] });
  const proxy = proxyOf(both, upstream, ProxyPlacement.replicas(3));
  const added = proxy.addPods(both, 'PiProxyOnNodes', { placement: ProxyPlacement.everyNode() });
  const reason = 'the DaemonSet takes over from the Deployment, and the Service sends to both until then';
  declare.Acknowledgement.of(added, { rule: 'shared-selector', reason });

  const after = new Lesson(system.step('daemonset'), 'nginx', header);
  declare.Header.of(after, { deleteFirst: ['deployment/pi-proxy'] });
  proxyOf(after, upstream, ProxyPlacement.everyNode());
}

function proxyOf(lesson: Lesson, upstream: network.Service, placement: platform.ProxyPlacement): platform.CachingProxy {
  return piProxy(lesson, { upstream, cache: onNode, placement });
}
