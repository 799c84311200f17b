import { ApiObjectMetadata, Chart, Duration, SizeRoundingBehavior } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { childMetadata } from '../private/child-metadata';
import { defined } from '../private/defined';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import { kibibytes } from '../private/quantities';
import { check, portNumber, whole } from '../private/rules';
import * as config from '../config';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';
import { nginxConf } from './private/nginx-conf';
import { proxyPods } from './private/proxy-pods';
import { ProxyCache } from './proxy-cache';
import { ProxyPlacement } from './proxy-placement';

/** What a new configuration does to the proxies that run with the old one. */
export enum ConfigChange {
  /** They are replaced. Their configuration is one file among those of the image. */
  REPLACE_PODS = 'ReplacePods',
  /**
   * They stay, and `nginx -s reload` in each makes it heed the new one. Their configuration is the whole directory
   * `/etc/nginx`, which hides what the image has there.
   */
  KEEP_PODS = 'KeepPods',
}

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
   * Labels by which workload and Service find the pods. They cannot change after the first apply.
   * @default - `app.kubernetes.io/name` with the name of the workload
   */
  readonly labels?: { [key: string]: string };
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
   * How clients reach the proxy.
   * @default - LoadBalancer, on port 8080
   */
  readonly service?: workload.ExposeOptions;
  /**
   * The port that Nginx listens on. For one below 1024, pods of the level restricted get the sysctl that allows it.
   * @default 8080
   */
  readonly listenPort?: number;
  /**
   * Metadata of the ConfigMap.
   * @default - named `<name of the workload>-config`
   */
  readonly configMetadata?: ApiObjectMetadata;
  /**
   * What a new configuration does to the proxies that run.
   * @default - they are replaced
   */
  readonly configChange?: ConfigChange;
  /**
   * The level of Pod Security that the pods keep. At baseline and privileged the image says who runs: in the official
   * one root, with workers as user 101.
   * @default - restricted, as user 101; with a cache on a host path privileged
   */
  readonly security?: workload.PodSecurityLevel;
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

/** How the pods of `CachingProxy.addPods` differ from those that are there. */
export interface ProxyPodsOptions {
  /**
   * Metadata of the workload.
   * @default - that of the proxy
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * How many there are, and where.
   * @default - as the proxy has it
   */
  readonly placement?: ProxyPlacement;
  /**
   * Where they keep the cache, in the size of that of the proxy, which the configuration names.
   * @default - as the proxy has it; a claim, and a directory of the node, are shared
   */
  readonly cache?: ProxyCache;
}

const CACHE_PATH = '/data/nginx/cache';
const ANY = { rounding: SizeRoundingBehavior.NONE };

/**
 * Nginx in front of a web application, which answers repeated requests from a cache on disk. Each answer carries
 * `X-Cache-Status` (HIT or MISS) and `X-Proxy-Host` (the pod that answered). The query is part of the key of the cache.
 * Fails when two replicas or more would share a claim that is not `ReadWriteMany`.
 *
 * A Deployment becomes a DaemonSet without an outage in two steps: `addPods` makes the new pods beside the old ones, and
 * the Service sends to both; when the new ones are ready, the placement of the proxy itself is changed.
 * Source: Learn Kubernetes in a Month of Lunches, 5.2, 6.2 and 6.3.
 */
export class CachingProxy extends Construct {
  /** The pods: a Deployment, or a DaemonSet. */
  public readonly workload: workload.Workload;
  /** How clients reach them. */
  public readonly service: network.Service;
  /** The `nginx.conf`. */
  public readonly configMap: config.ConfigMap;
  private readonly own: PodChoices;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CachingProxyProps,
  ) {
    super(scope, id);
    const { metadata, cache = ProxyCache.emptyDir(), placement, labels } = props;
    checkPlacement(this, placement, cache);
    checkUpstream(this, props);
    this.configMap = new config.ConfigMap(this, 'Config', {
      metadata: { ...childMetadata(metadata, 'config'), ...defined(props.configMetadata ?? {}) },
      data: { 'nginx.conf': this.nginxConf(cache) },
    });
    this.own = { metadata, labels, placement, cache, volume: volumeOf(this, 'Cache', cache, metadata) };
    this.workload = this.pods(this, 'Proxy', this.own);
    this.service = this.workload.expose({
      type: kplus.ServiceType.LOAD_BALANCER,
      port: props.service?.ports === undefined ? 8080 : undefined,
      ...defined(props.service ?? {}),
    });
  }

  /**
   * More pods behind the same Service, with the same labels and configuration: for the time of a switch from one kind of
   * workload to another, or in a chart that is applied over this one. Where both are applied together the checks warn
   * of `shared-selector`, which is then to be acknowledged.
   * Fails when they would need another configuration, or share a claim for one.
   * Source: Learn Kubernetes in a Month of Lunches, 6.3.
   */
  public addPods(scope: Construct, id: string, options: ProxyPodsOptions = {}): workload.Workload {
    const { cache = this.own.cache, metadata = this.own.metadata, placement = this.own.placement } = options;
    const [given, named] = [mebibytes(cache), mebibytes(this.own.cache)];
    if (given !== named) {
      const problem = `'cache' must be of the size that the configuration names, got ${given} MiB`;
      throw invalid(this, problem, `give ${named} MiB`);
    }
    checkPlacement(this, placement, cache);
    const sameCache = cache === this.own.cache;
    if (sameCache && isExclusive(cache)) {
      const problem = `'cache' must be a ReadWriteMany claim to be shared, got ${modesOf(cache).join(', ')}`;
      throw invalid(this, problem, 'give the new pods a cache of their own, or set accessModes');
    }
    const volume = sameCache ? this.own.volume : volumeOf(scope, `${id}Cache`, cache, metadata);
    return this.pods(scope, id, { metadata, labels: this.workload.pods.labels, placement, cache, volume });
  }

  private pods(scope: Construct, id: string, choices: PodChoices): workload.Workload {
    const { metadata, labels, placement, cache, volume } = choices;
    const { configChange = ConfigChange.REPLACE_PODS, image, listenPort, resources, security } = this.props;
    const replace = configChange === ConfigChange.REPLACE_PODS;
    const conf = storage.Volume.configMap('config', this.configMap);
    return proxyPods(scope, id, {
      pods: { metadata, labels, rollOnConfigChange: replace },
      container: {
        name: 'nginx',
        image: image ?? 'nginx:1.30.6-alpine',
        ports: [{ number: listenPort ?? 8080, name: 'http' }],
        resources,
        readiness: workload.Probe.tcp(),
        mounts: [
          replace
            ? conf.at('/etc/nginx/nginx.conf', { subPath: 'nginx.conf', readOnly: true })
            : conf.at('/etc/nginx/', { readOnly: true }),
          volume.at(CACHE_PATH),
        ],
      },
      placement,
      cache: volume,
      exclusive: isExclusive(cache),
      security,
    });
  }

  private nginxConf(cache: ProxyCache): string {
    const { upstream, listenPort = 8080, validity = Duration.days(1), timeout } = this.props;
    const { size, claim } = cache._source;
    check(this, 'cache', kibibytes(claim?.storage ?? size), enough, 'give 2 MiB or more');
    check(this, 'listenPort', listenPort, portNumber, 'omit it for 8080');
    seconds(this, 'validity', validity, 1);
    seconds(this, 'timeout', timeout, 1);
    return nginxConf({
      upstream: `http://${hostOf(this, upstream)}:${this.props.upstreamPort ?? upstream.port}`,
      port: listenPort,
      cachePath: CACHE_PATH,
      cacheSize: size,
      validity,
      timeout,
    });
  }
}

/** What the pods of one placement have to themselves. */
interface PodChoices {
  readonly metadata?: ApiObjectMetadata;
  readonly labels?: { [key: string]: string };
  readonly placement?: ProxyPlacement;
  readonly cache: ProxyCache;
  readonly volume: storage.Volume;
}

/** The volume of a cache; its claim, if it has one, is made. */
function volumeOf(scope: Construct, id: string, cache: ProxyCache, metadata?: ApiObjectMetadata): storage.Volume {
  const { claim, volume } = cache._source;
  if (claim === undefined) return volume ?? storage.Volume.emptyDir('cache');
  const made = new storage.PersistentVolumeClaim(scope, id, {
    metadata: childMetadata(metadata, 'cache'),
    ...claim,
  });
  return storage.Volume.persistentVolumeClaim('cache', made);
}

function checkPlacement(scope: Construct, placement: ProxyPlacement | undefined, cache: ProxyCache): void {
  const count = placement === undefined ? 1 : placement._count;
  if (count !== 'node') check(scope, 'placement', count ?? NaN, whole(0), 'give the number of pods');
  const modes = modesOf(cache);
  if (modes.length > 0 && modes.every((mode) => mode === kplus.PersistentVolumeAccessMode.READ_ONLY_MANY)) {
    const problem = `'cache' must be a claim that a proxy may write to, got ${modes.join(', ')}`;
    throw invalid(scope, problem, 'set accessModes');
  }
  if (isExclusive(cache) && (count === 'node' || count > 1)) {
    const problem = `'cache' must be a ReadWriteMany claim for more than one proxy, got ${modes.join(', ')}`;
    throw invalid(scope, problem, 'use one replica, emptyDir, or set accessModes');
  }
}

/** The access modes of the claim that is made; none where none is. */
function modesOf({ _source }: ProxyCache): kplus.PersistentVolumeAccessMode[] {
  return _source.claim === undefined
    ? []
    : (_source.claim.accessModes ?? [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE]);
}

/** Whether the next pod on another node could not mount the cache while this one does. */
function isExclusive(cache: ProxyCache): boolean {
  const many = modesOf(cache).includes(kplus.PersistentVolumeAccessMode.READ_WRITE_MANY);
  return cache._source.claim !== undefined && !many;
}

function mebibytes({ _source }: ProxyCache): number {
  return Math.floor(_source.size.toMebibytes(ANY));
}

/** Room for the cache after a tenth of a claim is left free. */
function enough(value: number): string | undefined {
  return value >= 2048 ? undefined : 'must be at least 2048 KiB';
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
