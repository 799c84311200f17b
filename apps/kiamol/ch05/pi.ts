import { platform, samples, storage } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { CONF, ON_NODE, piProxy, piWebService, proxyHeader, webHeader } from './pi-proxy';

const { ProxyCache } = platform;
const { Volume } = storage;

/** Pi behind a proxy whose cache goes with the pod, and then stays on the node. */
export function pi(chapter: Chapter): void {
  const system = new System(chapter, 'pi', {
    purpose: 'A slow web application behind a proxy that keeps its answers: in the pod, then on the node.',
    items: ['pi/web', 'pi/proxy-config', 'pi/proxy-deployment-emptydir', 'pi/proxy-hostpath', 'pi/proxy-service', 'P9'],
  });
  const labels = { app: 'pi-web' };
  const web = new samples.PiWeb(new Lesson(system, 'web', webHeader('5.2')), 'PiWeb', {
    labels,
    metadata: { labels },
  });
  const proxy = piProxy(new Lesson(system, 'nginx-with-emptydir', proxyHeader('5.2', CONF)), {
    upstream: piWebService(web, labels),
    cache: ProxyCache.volume(Volume.emptyDir('cache-volume')),
    metadataLabels: { app: 'pi-proxy' },
  });

  const onNode = new Lesson(system.step('host-path'), 'nginx-with-hostpath', proxyHeader('5.2, listing 5.2', ON_NODE));
  const type = storage.HostPathType.DIRECTORY_OR_CREATE;
  proxy.addPods(onNode, 'PiProxy', {
    cache: ProxyCache.volume(Volume.hostPath('cache-volume', '/volumes/nginx/cache', { type })),
  });
}
