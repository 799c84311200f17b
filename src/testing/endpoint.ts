/** A way from a port of a Service to a port of a container. */
export interface Endpoint {
  /** The port of the Service. */
  readonly port: number;

  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;

  /** Kind and name of the object that makes the pods: `Deployment web`. */
  readonly pod: string;

  /**
   * The container that declares the port.
   * @default - none does; the Service calls the port by its number
   */
  readonly container?: string;

  /** The port that is called in the pod. */
  readonly containerPort: number;
}
