import * as kplus from 'cdk8s-plus-27';
import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { check, whole } from '../private/rules';
import * as network from '../network';
import * as workload from '../workload';

/** Properties for `Numbers`. */
export interface NumbersProps {
  /**
   * The number of API pods.
   * @default 2
   */
  readonly apiReplicas?: number;
  /**
   * The number of web pods.
   * @default 1
   */
  readonly webReplicas?: number;
  /**
   * After how many calls an API pod breaks for good, at least 1: the known failure of the application, to see the probes
   * work.
   * Source: Learn Kubernetes in a Month of Lunches, 12.1.
   * @default - never
   */
  readonly failAfterCalls?: number;
  /**
   * Whether the web application reaches the API, and nothing else, through a proxy beside it.
   * Source: Learn Kubernetes in a Month of Lunches, 7.4.
   * @default false
   */
  readonly ambassador?: boolean;
  /**
   * The port of the web Service.
   * @default 8090
   */
  readonly port?: number;
  /**
   * Who can reach the web application.
   * @default - LoadBalancer
   */
  readonly type?: kplus.ServiceType;
  /**
   * How clients reach the API.
   * @default - only pods of the cluster, on port 80
   */
  readonly apiService?: workload.ExposeOptions;
  /**
   * The image of the API.
   * @default 'kiamol/ch03-numbers-api'
   */
  readonly apiImage?: string;
  /**
   * The image of the web application.
   * @default 'kiamol/ch03-numbers-web'
   */
  readonly webImage?: string;
  /**
   * The name of the application: its parts are `<name>-web` and `<name>-api`.
   * @default 'numbers'
   */
  readonly name?: string;
}

/**
 * A page that shows a random number, from an API that breaks by itself: readiness takes a broken pod out of service,
 * liveness restarts it, and the page keeps answering from the other.
 * The images listen on port 80 as root, so their level is baseline.
 * Source: Learn Kubernetes in a Month of Lunches, 3.2 to 3.5, 7.4, 12.1 and 12.2.
 */
export class Numbers extends Construct {
  /** The pods that make numbers. */
  public readonly api: workload.Deployment;
  /** How the API is reached. */
  public readonly apiService: network.Service;
  /** The pods that show them. */
  public readonly web: workload.Deployment;
  /** How the page is reached. */
  public readonly webService: network.Service;

  constructor(scope: Construct, id: string, props: NumbersProps = {}) {
    super(scope, id);
    check(this, 'failAfterCalls', props.failAfterCalls, whole(1), 'omit it for an API that never breaks');
    const { name = 'numbers' } = props;
    this.api = this.numbersApi(`${name}-api`, props);
    this.apiService = this.api.expose(props.apiService);
    this.web = this.numbersWeb(`${name}-web`, props);
    this.webService = this.web.expose({
      port: props.port ?? 8090,
      type: props.type ?? kplus.ServiceType.LOAD_BALANCER,
    });
  }

  private numbersApi(name: string, { apiReplicas = 2, apiImage, failAfterCalls }: NumbersProps): workload.Deployment {
    return new workload.Deployment(this, 'Api', {
      metadata: { name },
      replicas: apiReplicas,
      security: workload.PodSecurityLevel.BASELINE,
      containers: [
        {
          name: 'api',
          image: apiImage ?? 'kiamol/ch03-numbers-api',
          ports: [{ number: 80, name: 'http' }],
          env: failAfterCalls === undefined ? undefined : { FailAfterCallCount: String(failAfterCalls) },
          // One failure is enough to send no more calls; the restart comes later, and brings the pod back.
          readiness: workload.Probe.http('/healthz', { period: Duration.seconds(5), failureThreshold: 1 }),
          liveness: workload.Probe.http('/healthz', {
            period: Duration.seconds(10),
            initialDelay: Duration.seconds(10),
            failureThreshold: 2,
          }),
        },
      ],
    });
  }

  private numbersWeb(name: string, { webReplicas, webImage, ambassador }: NumbersProps): workload.Deployment {
    const api = `http://${this.apiService.name}${this.apiService.port === 80 ? '' : `:${this.apiService.port}`}/rng`;
    const mapped = { source: 'http://localhost/api', target: api, addressVariable: 'RngApi__Url' };
    const proxy = ambassador === true ? new workload.Ambassador(mapped) : undefined;
    return new workload.Deployment(this, 'Web', {
      metadata: { name },
      replicas: webReplicas,
      security: workload.PodSecurityLevel.BASELINE,
      containers: [
        {
          name: 'web',
          image: webImage ?? 'kiamol/ch03-numbers-web',
          ports: [{ number: 80, name: 'http' }],
          env: proxy?.clientEnv ?? { RngApi__Url: api },
          readiness: workload.Probe.http('/', { period: Duration.seconds(5) }),
        },
      ],
      sidecars: proxy && [proxy.container],
    });
  }
}
