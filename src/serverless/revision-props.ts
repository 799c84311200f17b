import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as workload from '../workload';

/** How many pods a revision has. Without these, none at rest and as many as the requests need. */
export interface ScaleOptions {
  /**
   * The least number of pods; 1 or more keeps the revision from going to zero.
   * @default 0
   */
  readonly minScale?: number;
  /**
   * The greatest number of pods, not below `minScale`; 0 for no limit.
   * @default 0
   */
  readonly maxScale?: number;
  /**
   * The number of pods that a new revision must have had once to be ready, at least 1.
   * @default 1
   */
  readonly initialScale?: number;
  /**
   * The number of requests at the same time for which a pod is made, at least 0.01. Pods may get more for a while.
   * @default - 100, or `containerConcurrency` where that is less
   */
  readonly targetConcurrency?: number;
  /**
   * The number of requests that a pod gets at the same time at most, up to 1000; 0 for no limit.
   * @default 0
   */
  readonly containerConcurrency?: number;
}

/** The template of a revision: what Knative Serving takes of a pod while its feature flags are as installed. */
export interface RevisionProps extends ScaleOptions {
  /**
   * The containers. One serves: it must listen on the port in its variable `PORT`, which is 8080 or the one port that it
   * declares. With several containers, exactly one declares a port; the others have no probes. A single container
   * without a name is called `user-container` by Knative.
   *
   * Fails for what Knative rejects: a second port, port names other than `http1` and `h2c`, the ports 8008, 8012, 8013,
   * 8022, 9090 and 9091, the variables `PORT`, `K_SERVICE`, `K_CONFIGURATION` and `K_REVISION`, fields of the pod as
   * variables, lifecycle hooks, added capabilities, and volumes other than ConfigMap, Secret, projected and emptyDir.
   */
  readonly containers: workload.ContainerProps[];
  /**
   * Labels of the revision and its pods. Fails for `serving.knative.dev/`, which Knative writes itself.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Annotations of the revision and its pods, those of the autoscaler included that have no prop here.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
  /**
   * The level of Pod Security admission that the containers keep. Restricted adds what it asks for, container by
   * container, since Knative takes no settings for the whole pod; Knative's own container keeps it too.
   * @default - nothing added, nothing checked; Knative warns of what is not restricted
   */
  readonly security?: workload.PodSecurityLevel;
  /**
   * The account that the pods use towards the API server.
   * @default - the account `default` of the namespace
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * `false` keeps the token of the account from the containers. Fails for `true`, which Knative rejects.
   * @default - as the account says
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * Secrets for registries. Knative needs them too, because it looks up what a tag means.
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];
  /**
   * Whether a ConfigMap or Secret that the pods read makes a new revision when it changes: hashes of the contents become
   * annotations of the template. With `revision`, that needs a new name too.
   * @default false
   */
  readonly rollOnConfigChange?: boolean;
  /**
   * How long a request may take, from 1 second to 10 minutes.
   * @default - 5 minutes
   */
  readonly timeout?: Duration;
  /**
   * How long the first byte of an answer may take, not more than `timeout`; 0 for no limit.
   * @default - 5 minutes
   */
  readonly responseStartTimeout?: Duration;
  /**
   * How long an answer may pause, not more than `timeout`; 0 for no limit.
   * @default - no limit
   */
  readonly idleTimeout?: Duration;
}
