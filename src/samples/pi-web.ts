import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as workload from '../workload';
import { piPods } from './private/pi-pods';

/** Properties for `PiWeb`. */
export interface PiWebProps {
  /**
   * Metadata of the Deployment.
   * @default - the name `pi-web`
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Labels by which the Deployment finds its pods. They cannot change after the first apply.
   * @default - `app.kubernetes.io/name` with the name of the Deployment
   */
  readonly labels?: { [key: string]: string };
  /**
   * The number of pods.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * CPU that each pod asks for and may use at most. Beyond the limit it gets slower, and is not restarted.
   * @default - nothing asked for, no limit
   */
  readonly cpu?: kplus.CpuResources;
  /**
   * How much it logs: a level of .NET, such as `Debug`. Fails for any other word.
   * @default - as the image says
   */
  readonly logLevel?: string;
  /**
   * The image.
   * @default 'kiamol/ch05-pi'
   */
  readonly image?: string;
}

/**
 * The web application of `Pi` alone: it computes Pi to any number of places, slowly, and remembers nothing.
 * The image listens on port 80 as root, so its level is baseline.
 * Source: Learn Kubernetes in a Month of Lunches, 5.2 and 6.2.
 */
export class PiWeb extends Construct {
  /** The pods. */
  public readonly deployment: workload.Deployment;

  constructor(scope: Construct, id: string, props: PiWebProps = {}) {
    super(scope, id);
    this.deployment = new workload.Deployment(this, 'Deployment', piPods(this, props));
  }
}
