/** Who can reach a Knative Service or Route, when it is not everybody that reaches the cluster's gateway. */
export enum Visibility {
  /** Only pods of the cluster, under `<name>.<namespace>.svc.cluster.local`. */
  CLUSTER_LOCAL = 'cluster-local',
}

/**
 * The networking layer that carries the requests of one Knative Service or Route. The layer must be installed beside
 * Knative; without one, Services never become ready and cannot be reached.
 *
 * The choice for the whole cluster is one key, `ingress-class`, of the ConfigMap `config-network` in the namespace
 * `knative-serving`. That ConfigMap comes with Knative and holds other keys: this library does not declare it, because
 * to apply it would remove what others set. Change the one key with a merge patch:
 * `kubectl patch configmap/config-network -n knative-serving --type merge -p '{"data":{"ingress-class":"kourier.ingress.networking.knative.dev"}}'`.
 * Releases before 1.0 called the key `ingress.class`, and knew Ambassador, which has left Knative since.
 * Source: DevOps with Kubernetes, part 5, "Ambassador" and "Contour".
 */
export class NetworkingLayer {
  /** Kourier, made for Knative alone. */
  public static readonly KOURIER = new NetworkingLayer('kourier.ingress.networking.knative.dev');
  /** Contour. */
  public static readonly CONTOUR = new NetworkingLayer('contour.ingress.networking.knative.dev');
  /** Istio, which Knative takes when `config-network` names none. */
  public static readonly ISTIO = new NetworkingLayer('istio.ingress.networking.knative.dev');
  /** Any implementation of the Kubernetes Gateway API. */
  public static readonly GATEWAY_API = new NetworkingLayer('gateway-api.ingress.networking.knative.dev');

  /** Another layer, by the class that it answers to, a DNS name such as `ambassador.ingress.networking.knative.dev`. */
  public static of(ingressClass: string): NetworkingLayer {
    return new NetworkingLayer(ingressClass);
  }

  private constructor(
    /** The class, as the annotation `networking.knative.dev/ingress-class` names it. */
    public readonly ingressClass: string,
  ) {}
}

/** How a Knative Service or Route is reached. */
export interface ReachOptions {
  /**
   * Who can reach it.
   * @default - everybody that reaches the gateway of the networking layer
   */
  readonly visibility?: Visibility;
  /**
   * The networking layer that carries its requests.
   * @default - that of the cluster
   */
  readonly networkingLayer?: NetworkingLayer;
}
