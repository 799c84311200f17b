import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as storage from '../storage';
import * as workload from '../workload';

/** Properties for `Sleep`. */
export interface SleepProps {
  /**
   * The name of the Deployment, and the label `app` of its pods.
   * @default 'sleep'
   */
  readonly name?: string;
  /**
   * More metadata of the Deployment.
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * More labels of the pods, such as a version.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Environment variables with their values.
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * Environment variables from one key of a ConfigMap or Secret, or from a field of the pod.
   * @default - none
   */
  readonly envRefs?: { [name: string]: kplus.EnvValue };
  /**
   * ConfigMaps and Secrets whose keys all become variables.
   * @default - none
   */
  readonly envFrom?: workload.EnvFrom[];
  /**
   * Volumes and where they are mounted.
   * @default - none
   */
  readonly mounts?: storage.VolumeMount[];
  /**
   * Containers beside it.
   * @default - none
   */
  readonly sidecars?: workload.ContainerProps[];
  /**
   * Containers that run to their end before it starts.
   * @default - none
   */
  readonly initContainers?: workload.ContainerProps[];
  /**
   * Whether the containers see each other's processes.
   * @default false
   */
  readonly shareProcessNamespace?: boolean;
  /**
   * The image: one with a shell and tools for files, DNS and HTTP, which sleeps by default.
   * @default 'kiamol/ch03-sleep'
   */
  readonly image?: string;
}

/**
 * A pod that does nothing, for commands of people: `kubectl exec -it deploy/sleep -- sh`. It shows what pods see: their
 * volumes, variables, names and neighbours.
 * Source: Learn Kubernetes in a Month of Lunches, 3.1, 4.1, 5.1 and 7.1.
 */
export class Sleep extends Construct {
  /** The pods. */
  public readonly deployment: workload.Deployment;

  constructor(scope: Construct, id: string, props: SleepProps = {}) {
    super(scope, id);
    const { name = 'sleep', metadata, podLabels, sidecars, initContainers, shareProcessNamespace } = props;
    const { env, envRefs, envFrom, mounts, image = 'kiamol/ch03-sleep' } = props;
    this.deployment = new workload.Deployment(this, 'Deployment', {
      metadata: { ...metadata, name },
      labels: { app: name },
      podLabels,
      sidecars,
      initContainers,
      shareProcessNamespace,
      containers: [{ name: 'sleep', image, env, envRefs, envFrom, mounts }],
    });
  }
}
