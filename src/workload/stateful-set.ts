import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { invalid, shown } from '../private/errors';
import { present } from '../private/metadata';
import { check, whole } from '../private/rules';
import * as network from '../network';
import { DisruptionBudget } from './disruption-budget';
import { PodTemplate } from './pod-template';
import { addBudget } from './private/budget';
import { Spread } from './spread';
import { Workload, WorkloadProps } from './workload';

/** What becomes of the claims of a StatefulSet. */
export enum ClaimRetention {
  /** They stay, with their data. */
  RETAIN = 'Retain',
  /** They go, and the data with them where the storage class says so. */
  DELETE = 'Delete',
}

/** Properties for `StatefulSet`. */
export interface StatefulSetProps extends WorkloadProps {
  /**
   * The number of pods, 0 or more; they are called `<name>-0`, `<name>-1` and so on.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * The headless Service that gives each pod its DNS name `<pod>.<service>`. It cannot change after the first apply.
   * @default - one is made, for the ports that the containers declare
   */
  readonly service?: network.Service;
  /**
   * Whether pods start one after the other, each when the one before is ready, or all at once. It cannot change.
   * @default - OrderedReady
   */
  readonly podManagementPolicy?: kplus.PodManagementPolicy;
  /**
   * The number of the first pod that an update of the template reaches; those below keep the old version.
   * Source: Learn Kubernetes in a Month of Lunches, 9.4.
   * @default - all pods are updated, last first
   */
  readonly partition?: number;
  /**
   * What becomes of the claims when the set is deleted.
   * @default - they stay
   */
  readonly whenDeleted?: ClaimRetention;
  /**
   * What becomes of the claims of pods that are scaled away.
   * @default - they stay
   */
  readonly whenScaled?: ClaimRetention;
  /**
   * How long a new pod must be ready before it counts.
   * @default - at once
   */
  readonly minReady?: Duration;
  /**
   * How many pods may be taken away while nodes are drained and upgraded. Makes a PodDisruptionBudget of the name of the
   * workload. Fails at synth for one that never lets a pod go.
   * @default - any number
   */
  readonly disruptionBudget?: DisruptionBudget;
  /**
   * How the pods are spread: `[Spread.zones(), Spread.nodes()]`. Fails when one of them is written twice, here and in
   * `topologySpreadConstraints`.
   * @default - as the scheduler does by itself
   */
  readonly spread?: Spread[];
}

/**
 * Pods with names and storage of their own, that start in order. Volumes made by `storage.Volume.claimTemplate` and
 * mounted by a container become its claim templates.
 * Source: Learn Kubernetes in a Month of Lunches, 8.1 and 8.3.
 */
export class StatefulSet extends Workload {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  /** The pods. */
  public readonly pods: PodTemplate;
  /** The headless Service of the pods. */
  public readonly service: network.Service;
  private readonly claims = new Map<string, kplus.IPersistentVolumeClaim>();

  constructor(scope: Construct, id: string, props: StatefulSetProps) {
    super(scope, id, props.metadata);
    check(this, 'replicas', props.replicas, whole(0), 'omit it for one pod');
    check(this, 'partition', props.partition, whole(0), 'omit it to update all pods');
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: present(props.metadata),
      spec: Lazy.any({ produce: () => this._withPods(spec) }),
    });
    check(this, 'metadata.name', this.name, setName, 'shorten it, and use no dots');
    this.pods = new PodTemplate(this, props, { name: this.name, claimTemplates: true, spread: props.spread });
    this.service = props.service ?? this.headlessService();
    const spec = this.specJson(props);
    const { disruptionBudget, replicas = 1 } = props;
    if (disruptionBudget !== undefined) addBudget(this, disruptionBudget, this._placed(this.name), replicas);
  }

  /** The DNS name of one pod, as other pods of the namespace use it. Fails below 0. */
  public host(ordinal: number): string {
    check(this, 'ordinal', ordinal, whole(0), 'the first pod is 0');
    return `${this.name}-${ordinal}.${this.service.name}`;
  }

  /**
   * The claim that Kubernetes makes for one pod from a claim template: `<template>-<set>-<ordinal>`, for a job that reads
   * the data of all pods, or backs them up. Fails below 0, and when no container mounts a claim template of that name.
   * Source: Learn Kubernetes in a Month of Lunches, 8.3 and 8.6.
   */
  public claim(template: string, ordinal: number): kplus.IPersistentVolumeClaim {
    check(this, 'ordinal', ordinal, whole(0), 'the first pod is 0');
    const templates = this.pods.claimTemplates.map(({ metadata }) => metadata?.name ?? '');
    if (!templates.includes(template)) {
      const words = `'template' must be a claim template of the set (${templates.join(', ') || 'none'}), got ${shown(template)}`;
      throw invalid(this, words, "mount one, made by 'storage.Volume.claimTemplate'");
    }
    const name = `${template}-${this.name}-${ordinal}`;
    const claim = this.claims.get(name) ?? kplus.PersistentVolumeClaim.fromClaimName(this, name, name);
    this.claims.set(name, claim);
    return claim;
  }

  /** Beside the headless Service, which has the name of the set. @internal */
  protected override get _serviceName(): string {
    return `${this.name}-public`;
  }

  private headlessService(): network.Service {
    const declared = this.pods.running.some(({ ports = [] }) => ports.length > 0);
    return new network.Service(this, 'Peers', {
      metadata: this._placed(this.name),
      clusterIP: 'None',
      selector: this,
      ports: declared ? this._servicePorts() : undefined,
    });
  }

  private specJson(props: StatefulSetProps): object {
    const { whenDeleted, whenScaled } = props;
    const spec = kplus.k8s.toJson_StatefulSetSpec({
      replicas: props.replicas,
      serviceName: this.service.name,
      podManagementPolicy: props.podManagementPolicy,
      selector: { matchLabels: this.pods.labels },
      updateStrategy:
        props.partition === undefined
          ? undefined
          : { type: 'RollingUpdate', rollingUpdate: { partition: props.partition } },
      persistentVolumeClaimRetentionPolicy: whenDeleted || whenScaled ? { whenDeleted, whenScaled } : undefined,
      minReadySeconds: seconds(this, 'minReady', props.minReady, 0),
      template: {},
    });
    const claims = this.pods.claimTemplates.map((claim) => claimJson(claim));
    return { ...spec, volumeClaimTemplates: claims.length === 0 ? undefined : claims };
  }
}

/** Pods carry the name with a hash of ten characters as a label, and their host names hold no dots. */
function setName(value: string): string | undefined {
  return value.length <= 52 && !value.includes('.') ? undefined : "must be at most 52 characters without '.'";
}

function claimJson(claim: kplus.k8s.KubePersistentVolumeClaimProps): object {
  const { metadata, spec } = claim;
  return { metadata, spec: kplus.k8s.toJson_PersistentVolumeClaimSpec(spec) };
}
