import { declare, network, platform, samples } from 'cdk8s-patterns';
import { piProxy, piWebService, PROXY, WEB } from '../ch05/pi-proxy';
import { Chapter, Lesson, System } from '../lesson';
import { onNode } from './pi';

const { ProxyPlacement } = platform;

/** From a Deployment to a DaemonSet while clients keep calling. */
export function proxySwitch(chapter: Chapter): void {
  const system = new System(chapter, 'pi-proxy-switch', {
    purpose: 'A Deployment becomes a DaemonSet without an outage: first both run, then the old one goes.',
    items: ['pi/deployment-to-daemonset-switch', 'P14'],
  });
  const web = new Lesson(system, 'web', { section: '6.2, listing 6.2', ...WEB });
  const upstream = piWebService(new samples.PiWeb(web, 'PiWeb', { labels: { app: 'pi-web' }, replicas: 2 }));
  proxyOf(new Lesson(system, 'nginx', { section: '6.3', ...PROXY }), upstream, ProxyPlacement.replicas(3));

  const both = new Lesson(system.step('both'), 'nginx', { section: '6.3', ...PROXY });
  declare.Header.of(both, { lines: ['Wait for it before the next step: kubectl rollout status daemonset/pi-proxy'] });
  const proxy = proxyOf(both, upstream, ProxyPlacement.replicas(3));
  const added = proxy.addPods(both, 'PiProxyOnNodes', { placement: ProxyPlacement.everyNode() });
  const reason = 'the DaemonSet takes over from the Deployment, and the Service sends to both until then';
  declare.Acknowledgement.of(added, { rule: 'shared-selector', reason });

  const after = new Lesson(system.step('daemonset'), 'nginx', { section: '6.3', ...PROXY });
  declare.Header.of(after, { deleteFirst: ['deployment/pi-proxy'] });
  proxyOf(after, upstream, ProxyPlacement.everyNode());
}

function proxyOf(lesson: Lesson, upstream: network.Service, placement: platform.ProxyPlacement): platform.CachingProxy {
  return piProxy(lesson, { upstream, cache: onNode, placement });
}
