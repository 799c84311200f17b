import * as kplus from 'cdk8s-plus-27';
import * as storage from '../storage';
import { EnvFrom } from './env-from';
import { Lifecycle } from './handler';
import { Probe } from './probe';

/** A container of a pod: what Kubernetes runs, by its own names, with quantities, probes and mounts as types. */
export interface ContainerProps {
  /**
   * The image. Without a tag it means `latest`, and is pulled at every start.
   */
  readonly image: string;
  /**
   * The name: a DNS label, unique in the pod.
   * @default - the last part of the image without its tag: `nginx` for `nginx:1.30.6-alpine`
   */
  readonly name?: string;
  /**
   * When the image is pulled.
   * @default - IfNotPresent, for the tag `latest` Always
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * The program, without a shell; replaces the entry point of the image.
   * @default - as the image says
   */
  readonly command?: string[];
  /**
   * Arguments; replace those of the image.
   * @default - as the image says
   */
  readonly args?: string[];
  /**
   * The working directory, absolute.
   * @default - as the image says
   */
  readonly workingDir?: string;
  /**
   * The ports that the container listens on. Documentation to Kubernetes, but Services, probes and network policies of
   * this library take their ports from here. Fails when another container of the pod has the same.
   * @default - none
   */
  readonly ports?: kplus.ContainerPort[];
  /**
   * Environment variables with their values. `$(NAME)` is replaced with a variable of `envRefs`.
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * Environment variables from one key of a ConfigMap or Secret, from a field of the pod, or from its resources; they
   * stand before those of `env`. Fails for a name that is in `env` too.
   * @default - none
   */
  readonly envRefs?: { [name: string]: kplus.EnvValue };
  /**
   * ConfigMaps and Secrets whose keys all become variables; `env` and `envRefs` win.
   * @default - none
   */
  readonly envFrom?: EnvFrom[];
  /**
   * Volumes and where they are mounted: `volume.at('/data')`.
   * @default - none
   */
  readonly mounts?: storage.VolumeMount[];
  /**
   * What the container asks for and may use at most. Fails when a request exceeds its limit.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Whether the container can serve: Services send it nothing until the probe succeeds.
   * @default - ready as soon as it runs
   */
  readonly readiness?: Probe;
  /**
   * Whether the container works: it is restarted when the probe fails.
   * @default - restarted only when it ends
   */
  readonly liveness?: Probe;
  /**
   * Whether the container has started; the other probes wait for it.
   * @default - started as soon as it runs
   */
  readonly startup?: Probe;
  /**
   * Hooks after the start and before the stop.
   * @default - none
   */
  readonly lifecycle?: Lifecycle;
  /**
   * Security settings, beside those of the pod's security level.
   * @default - those of the level
   */
  readonly securityContext?: kplus.k8s.SecurityContext;
}
