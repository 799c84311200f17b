import { ApiObjectMetadata, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { childMetadata } from '../private/child-metadata';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import { kibibytes } from '../private/quantities';
import { check, whole } from '../private/rules';
import * as config from '../config';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';
import { nginxConf } from './private/nginx-conf';
import { ProxyCache } from './proxy-cache';
import { ProxyPlacement } from './proxy-placement';

/** Properties for `CachingProxy`. */
export interface CachingProxyProps {
  /** The Service behind the proxy, which is asked by plain HTTP. */
  readonly upstream: network.Service;
  /**
   * The port of that Service.
   * @default - its first port
   */
  readonly upstreamPort?: number;
  /**
   * Metadata of the workload; Service and ConfigMap are named after it.
   * @default - names made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * How many proxies run, and where.
   * @default - one pod of a Deployment
   */
  readonly placement?: ProxyPlacement;
  /**
   * Where the cache is kept.
   * @default - in each pod, at most 1 GiB
   */
  readonly cache?: ProxyCache;
  /**
   * How long an answer of status 200 is served from the cache, in whole seconds. What the application says in
   * `Cache-Control` wins.
   * @default - 1 day
   */
  readonly validity?: Duration;
  /**
   * How long the application may take to answer, in whole seconds.
   * @default - 60 seconds
   */
  readonly timeout?: Duration;
  /**
   * The port of the Service.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Who can reach the proxy.
   * @default - LoadBalancer
   */
  readonly type?: kplus.ServiceType;
  /**
   * An image of Nginx that keeps the contract of the official one: `/etc/nginx/nginx.conf`, user 101.
   * @default 'nginx:1.30.6-alpine'
   */
  readonly image?: string;
  /**
   * What each proxy asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

const CACHE_PATH = '/data/nginx/cache';
/** The user `nginx` of the official images. */
const NGINX_USER = 101;
const LISTEN = 8080;

/**
 * Nginx in front of a web application, which answers repeated requests from a cache on disk. Each answer carries
 * `X-Cache-Status` (HIT or MISS) and `X-Proxy-Host` (the pod that answered). The query is part of the key of the cache.
 * Runs as user 101 at the level restricted, except with a cache on a host path.
 * Fails when two replicas or more would share a claim that is not `ReadWriteMany`.
 * Source: Learn Kubernetes in a Month of Lunches, 5.2, 6.2 and 6.3.
 */
export class CachingProxy extends Construct {
  /** The pods: a Deployment, or a DaemonSet. */
  public readonly workload: workload.Workload;
  /** How clients reach them. */
  public readonly service: network.Service;
  /** The `nginx.conf`. */
  public readonly configMap: config.ConfigMap;

  constructor(scope: Construct, id: string, props: CachingProxyProps) {
    super(scope, id);
    const cache = props.cache ?? ProxyCache.emptyDir();
    const { size, claim } = cache._source;
    const placement = props.placement ?? ProxyPlacement.replicas(1);
    const { _count: count } = placement;
    if (count !== 'node') check(this, 'placement', count ?? NaN, whole(0), 'give the number of pods');
    checkUpstream(this, props);
    check(this, 'cache', kibibytes(claim?.storage ?? size), enough, 'give 2 MiB or more');
    const validity = props.validity ?? Duration.days(1);
    seconds(this, 'validity', validity, 1);
    seconds(this, 'timeout', props.timeout, 1);
    this.configMap = new config.ConfigMap(this, 'Config', {
      metadata: childMetadata(props.metadata, 'config'),
      data: {
        'nginx.conf': nginxConf({
          upstream: `http://${hostOf(this, props.upstream)}:${props.upstreamPort ?? props.upstream.port}`,
          port: LISTEN,
          cachePath: CACHE_PATH,
          cacheSize: size,
          validity,
          timeout: props.timeout,
        }),
      },
    });
    this.workload = this.pods(props, placement, cache);
    this.service = this.workload.expose({
      port: props.port ?? 8080,
      type: props.type ?? kplus.ServiceType.LOAD_BALANCER,
    });
  }

  private pods(props: CachingProxyProps, placement: ProxyPlacement, cache: ProxyCache): workload.Workload {
    const conf = storage.Volume.configMap('config', this.configMap);
    const shared: workload.WorkloadProps = {
      metadata: props.metadata,
      rollOnConfigChange: true,
      containers: [
        {
          name: 'nginx',
          image: props.image ?? 'nginx:1.30.6-alpine',
          ports: [{ number: LISTEN, name: 'http' }],
          resources: props.resources,
          readiness: workload.Probe.tcp(),
          mounts: [
            conf.at('/etc/nginx/nginx.conf', { subPath: 'nginx.conf', readOnly: true }),
            this.cacheVolume(props, placement, cache).at(CACHE_PATH),
          ],
        },
      ],
      ...security(cache),
    };
    return placement._count === 'node'
      ? new workload.DaemonSet(this, 'Proxy', { ...shared, nodeSelector: placement._nodeSelector })
      : new workload.Deployment(this, 'Proxy', {
          ...shared,
          replicas: placement._count,
          // The next pod on another node could not mount the claim while this one does.
          strategy:
            cache._source.kind === 'claim' && !isShared(cache) ? kplus.DeploymentStrategy.recreate() : undefined,
        });
  }

  private cacheVolume(props: CachingProxyProps, placement: ProxyPlacement, cache: ProxyCache): storage.Volume {
    const { kind, claim, path } = cache._source;
    if (kind === 'hostPath') {
      return storage.Volume.hostPath('cache', path ?? '', { type: storage.HostPathType.DIRECTORY_OR_CREATE });
    }
    if (kind === 'emptyDir' || claim === undefined) return storage.Volume.emptyDir('cache');
    const modes = claim.accessModes ?? [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE];
    if (modes.length > 0 && modes.every((mode) => mode === kplus.PersistentVolumeAccessMode.READ_ONLY_MANY)) {
      throw invalid(
        this,
        `'cache' must be a claim that a proxy may write to, got ${modes.join(', ')}`,
        'set accessModes',
      );
    }
    if (!isShared(cache) && (placement._count === 'node' || placement._count > 1)) {
      const problem = `'cache' must be a ReadWriteMany claim for more than one proxy, got ${modes.join(', ')}`;
      throw invalid(this, problem, 'use one replica, emptyDir, or set accessModes');
    }
    const made = new storage.PersistentVolumeClaim(this, 'Cache', {
      metadata: childMetadata(props.metadata, 'cache'),
      ...claim,
    });
    return storage.Volume.persistentVolumeClaim('cache', made);
  }
}

function security(cache: ProxyCache): Pick<workload.WorkloadProps, 'security' | 'securityContext'> {
  if (cache._source.kind === 'hostPath') return { security: workload.PodSecurityLevel.PRIVILEGED };
  return {
    security: workload.PodSecurityLevel.RESTRICTED,
    securityContext: { runAsUser: NGINX_USER, runAsGroup: NGINX_USER, fsGroup: NGINX_USER },
  };
}

/** Room for the cache after a tenth of a claim is left free. */
function enough(value: number): string | undefined {
  return value >= 2048 ? undefined : 'must be at least 2048 KiB';
}

function isShared(cache: ProxyCache): boolean {
  return cache._source.claim?.accessModes?.includes(kplus.PersistentVolumeAccessMode.READ_WRITE_MANY) ?? false;
}

/** The name of a Service, with its namespace when that is another. */
function hostOf(scope: Construct, service: network.Service): string {
  const { namespace } = service.metadata;
  return namespace === undefined || namespace === Chart.of(scope).namespace
    ? service.name
    : `${service.name}.${namespace}`;
}

function checkUpstream(scope: Construct, { upstream, upstreamPort }: CachingProxyProps): void {
  const ports = upstream.ports.map(({ port }) => port);
  if (upstream.externalName !== undefined || ports.length === 0) {
    throw invalid(
      scope,
      `'upstream' must be a Service with pods and ports, got ${shown(upstream.name)}`,
      'add a port to it',
    );
  }
  if (upstreamPort !== undefined && !ports.includes(upstreamPort)) {
    throw invalid(
      scope,
      `'upstreamPort' must be a port of the Service, got ${upstreamPort}`,
      `use one of ${ports.join(', ')}`,
    );
  }
}
