import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as network from '../network';
import * as platform from '../platform';
import * as schedule from '../schedule';
import * as workload from '../workload';
import { piPods } from './private/pi-pods';

/** How the web application of `Pi` is reached. */
export class PiEntry {
  /** Through a caching proxy. */
  public static cachingProxy(options: PiProxyOptions = {}): PiEntry {
    return new PiEntry(options);
  }

  /**
   * Directly, with a Service of its own for clients outside.
   * Source: Learn Kubernetes in a Month of Lunches, 12.4.
   */
  public static service(options: workload.ExposeOptions): PiEntry {
    return new PiEntry(undefined, options);
  }

  private constructor(
    /** @internal */
    public readonly _proxy?: PiProxyOptions,
    /** @internal */
    public readonly _service?: workload.ExposeOptions,
  ) {}
}

/** The caching proxy of `Pi`. */
export interface PiProxyOptions {
  /**
   * How many proxies run, and where.
   * @default - one pod of a Deployment
   */
  readonly placement?: platform.ProxyPlacement;
  /**
   * Where the cache is kept.
   * @default - in each pod, at most 1 GiB
   */
  readonly cache?: platform.ProxyCache;
  /**
   * The port of the proxy's Service.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Who can reach the proxy.
   * @default - LoadBalancer
   */
  readonly type?: kplus.ServiceType;
  /**
   * The image of Nginx.
   * @default - that of `platform.CachingProxy`
   */
  readonly image?: string;
}

/** How `Pi` is scaled with its CPU use; needs `cpu`. */
export interface PiAutoscaling {
  /**
   * The least number of web pods.
   * @default 1
   */
  readonly minReplicas?: number;
  /** The greatest number of web pods. */
  readonly maxReplicas: number;
  /**
   * Average CPU use that is aimed at, in percent of what the pods ask for.
   * @default 75
   */
  readonly cpuUtilization?: number;
  /**
   * How fast it scales, as Kubernetes spells it.
   * @default - up at once, down after 5 minutes
   */
  readonly behavior?: kplus.k8s.HorizontalPodAutoscalerBehaviorV2;
}

/** Properties for `Pi`. */
export interface PiProps {
  /**
   * The number of web pods; with `autoscaling` it is left out.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * CPU that each web pod asks for and may use at most. Beyond the limit it gets slower, and is not restarted.
   * @default - nothing asked for, no limit
   */
  readonly cpu?: kplus.CpuResources;
  /**
   * Scaling with the CPU use. Fails without `cpu`.
   * @default - none
   */
  readonly autoscaling?: PiAutoscaling;
  /**
   * How much the web application logs: a level of .NET, such as `Debug`. Fails for any other word.
   * @default - as the image says
   */
  readonly logLevel?: string;
  /**
   * How the web application is reached.
   * @default - through one caching proxy on port 8080
   */
  readonly entry?: PiEntry;
  /**
   * The image of the web application.
   * @default 'kiamol/ch05-pi'
   */
  readonly image?: string;
  /**
   * The name of the application: its parts are `<name>-web`, `<name>-proxy` and so on.
   * @default 'pi'
   */
  readonly name?: string;
}

/**
 * A web application that computes Pi to any number of places, slowly, behind proxies that remember the answers.
 * The image listens on port 80 as root, so its level is baseline.
 * Source: Learn Kubernetes in a Month of Lunches, 5.2, 6.2, 6.3, 12.4 and 19.3.
 */
export class Pi extends Construct {
  /** The pods that compute. */
  public readonly web: workload.Deployment;
  /** How the proxy, or with `PiEntry.service` everybody, reaches them. */
  public readonly webService: network.Service;
  /** The proxy, unless the entry is `PiEntry.service`. */
  public readonly proxy?: platform.CachingProxy;

  constructor(scope: Construct, id: string, props: PiProps = {}) {
    super(scope, id);
    const { cpu, logLevel, autoscaling, image, replicas, name = 'pi', entry = PiEntry.cachingProxy() } = props;
    const metadata = { name: `${name}-web` };
    this.web = new workload.Deployment(this, 'Web', piPods(this, { metadata, replicas, cpu, logLevel, image }));
    this.webService = this.web.expose(entry._service);
    if (autoscaling !== undefined) {
      new schedule.HorizontalPodAutoscaler(this, 'Autoscaler', {
        ...autoscaling,
        metadata: { name: `${name}-cpu` },
        target: this.web,
        cpuUtilization: autoscaling.cpuUtilization ?? 75,
      });
    }
    if (entry._proxy !== undefined) {
      const { port, type, ...proxy } = entry._proxy;
      this.proxy = new platform.CachingProxy(this, 'Proxy', {
        ...proxy,
        service: { port, type },
        metadata: { name: `${name}-proxy` },
        upstream: this.webService,
      });
    }
  }
}
