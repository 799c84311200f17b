import { ServiceType } from 'cdk8s-plus-27';
import { network, platform, samples, workload } from 'cdk8s-patterns';
import { Lesson, LessonProps } from '../lesson';

const PROBE = 'Better than the book: a readiness probe, so that the Service knows when a new pod can answer.';

/** What the headers of proxies say, of those with their configuration and of those with their cache on the node. */
export const CONF = 'inferred: the text of nginx.conf.';
export const ON_NODE = 'Needs a namespace whose Pod Security level is privileged.';

/** The header of the web application. */
export function webHeader(section: string, ...lines: string[]): LessonProps {
  return { section, construct: 'samples.PiWeb', lines: [...lines, PROBE] };
}

/** The header of proxies. */
export function proxyHeader(section: string, ...lines: string[]): LessonProps {
  return { section, construct: 'platform.CachingProxy', lines: [...lines, PROBE] };
}

/** The Service of the web application, for the cluster alone. */
export function piWebService(web: samples.PiWeb, labels?: { [key: string]: string }): network.Service {
  const ports = [{ port: 80, name: 'http' }];
  return web.deployment.expose({ metadata: { labels }, type: ServiceType.CLUSTER_IP, ports });
}

/** What differs between the chapters. */
export interface PiProxyProps {
  readonly upstream: network.Service;
  readonly cache: platform.ProxyCache;
  readonly placement?: platform.ProxyPlacement;
  readonly metadataLabels?: { [key: string]: string };
}

/** The caching proxies with the names, port and image of the book. */
export function piProxy(lesson: Lesson, { metadataLabels, ...props }: PiProxyProps): platform.CachingProxy {
  return new platform.CachingProxy(lesson, 'PiProxy', {
    ...props,
    metadata: { name: 'pi-proxy', labels: metadataLabels },
    labels: { app: 'pi-proxy' },
    image: 'nginx:1.17-alpine',
    listenPort: 80,
    service: {
      metadata: { labels: metadataLabels },
      type: ServiceType.LOAD_BALANCER,
      ports: [{ port: 8080, targetPort: 80 }],
    },
    configMetadata: { name: 'pi-proxy-configmap' },
    configChange: platform.ConfigChange.KEEP_PODS,
    // Nothing is asked of the pods: a later step keeps the cache on the node, which stricter levels forbid.
    security: workload.PodSecurityLevel.PRIVILEGED,
  });
}
