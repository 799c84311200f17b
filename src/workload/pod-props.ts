import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ContainerProps } from './container';
import { PodSecurityLevel } from './pod-security';

/** The pods of a workload. */
export interface PodProps {
  /** The containers; the first is the application. At least one. */
  readonly containers: ContainerProps[];
  /**
   * Helpers that run as long as the application. Where the `target` of the App is 1.29 or newer they are native
   * sidecars, which start before the application and stop after it; before that they are containers like the others.
   * Source: Learn Kubernetes in a Month of Lunches, 7.2 and 7.3.
   * @default - none
   */
  readonly sidecars?: ContainerProps[];
  /**
   * Containers that run one after the other, each to its end, before the application starts.
   * Source: Learn Kubernetes in a Month of Lunches, 7.2.
   * @default - none
   */
  readonly initContainers?: ContainerProps[];
  /**
   * Labels of the pods by which the workload finds them. They cannot change after the first apply: no versions here.
   * @default - `app.kubernetes.io/name` with the name of the workload
   */
  readonly labels?: { [key: string]: string };
  /**
   * More labels of the pods, which may change, for example a version.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
  /**
   * The level of Pod Security admission that the pods keep. Restricted adds the settings that it asks for; a spec that
   * contradicts its level fails, with the field.
   * @default - nothing added, nothing checked
   */
  readonly security?: PodSecurityLevel;
  /**
   * Security settings of the pod, beside those of its level.
   * @default - those of the level
   */
  readonly securityContext?: kplus.k8s.PodSecurityContext;
  /**
   * The account that the pods use towards the API server.
   * @default - the account `default` of the namespace
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * Whether the containers get the token of the account.
   * @default - as the account says
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * How long the containers may take to stop.
   * @default - 30 seconds
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * Whether the containers see each other's processes. Images that need to be process 1 break.
   * Source: Learn Kubernetes in a Month of Lunches, 7.5.
   * @default false
   */
  readonly shareProcessNamespace?: boolean;
  /**
   * Labels of the nodes that may run the pods.
   * @default - any node
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Rules for nodes and for pods nearby.
   * @default - none
   */
  readonly affinity?: kplus.k8s.Affinity;
  /**
   * Taints that do not keep the pods away.
   * @default - none
   */
  readonly tolerations?: kplus.k8s.Toleration[];
  /**
   * How the pods are spread over nodes and zones.
   * @default - as the scheduler does by itself
   */
  readonly topologySpreadConstraints?: kplus.k8s.TopologySpreadConstraint[];
  /**
   * The name of the priority class.
   * @default - none
   */
  readonly priorityClassName?: string;
  /**
   * Secrets for registries.
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];
  /**
   * Whether the pods are replaced when a ConfigMap or Secret that they read changes: hashes of the contents become
   * annotations of the pods. Objects that are made elsewhere count for nothing.
   * @default false
   */
  readonly rollOnConfigChange?: boolean;
}
