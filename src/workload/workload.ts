import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { defined } from '../private/defined';
import { invalid } from '../private/errors';
import { checkMetadata, present } from '../private/metadata';
import * as network from '../network';
import { PodProps } from './pod-props';
import { PodTemplate } from './pod-template';
import { containerName } from './private/container-spec';

/** Properties that all workloads share. */
export interface WorkloadProps extends PodProps {
  /**
   * Metadata of the workload itself; its labels are not those of the pods.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
}

/** How a workload is reached. */
export interface ExposeOptions {
  /**
   * Metadata of the Service.
   * @default - the name of the workload
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Who can reach it.
   * @default - ClusterIP: only pods of the cluster
   */
  readonly type?: kplus.ServiceType;
  /**
   * The number under which clients reach the first port that the containers declare. Fails together with `ports`.
   * @default - every declared port under its own number
   */
  readonly port?: number;
  /**
   * The ports one by one.
   * @default - as `port` says
   */
  readonly ports?: network.ServicePort[];
}

/**
 * A controller of pods. Services, network policies, disruption budgets and autoscalers of `cdk8s-plus-27` take it.
 * Fails in the constructor, with the path of the construct, for what the API server would reject; fields that are spelled
 * as Kubernetes does (`kplus.k8s.*`) are passed on as they are.
 */
export abstract class Workload
  extends Construct
  implements kplus.IPodSelector, kplus.INetworkPolicyPeer, kplus.IScalable
{
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public abstract readonly apiObject: ApiObject;
  /** The pods. */
  public abstract readonly pods: PodTemplate;
  /** Whether an autoscaler sets the number of replicas. */
  public hasAutoscaler = false;
  private policy?: kplus.NetworkPolicy;

  constructor(scope: Construct, id: string, metadata?: ApiObjectMetadata) {
    super(scope, id);
    checkMetadata(this, metadata);
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }

  /**
   * Makes a Service for the ports that the containers declare; with `port`, for the first of them. Target ports are
   * called by name where the container names them. Fails when no container declares a port, and the second time.
   */
  public expose(options: ExposeOptions = {}): network.Service {
    if (this.node.tryFindChild('Service') !== undefined) {
      throw invalid(this, "'expose' must be called once", 'make a network.Service for more');
    }
    if (options.port !== undefined && options.ports !== undefined) {
      throw invalid(this, "'expose' must have one of 'port' and 'ports', got both", 'omit one of them');
    }
    if (options.type === kplus.ServiceType.EXTERNAL_NAME) {
      throw invalid(this, '\'type\' must be that of a Service with pods, got "ExternalName"', 'use another type');
    }
    return new network.Service(this, 'Service', {
      metadata: { ...this._placed(this._serviceName), ...present(options.metadata) },
      type: options.type,
      selector: this,
      ports: options.ports ?? this._servicePorts(options.port),
    });
  }

  /**
   * Lets only these peers reach the declared ports, and those of earlier calls: the pods get a network policy, which the
   * network of the cluster must enforce. Fails when no container declares a port.
   */
  public allowFrom(...peers: kplus.INetworkPolicyPeer[]): kplus.NetworkPolicy {
    const ports = this.declaredPorts().map(({ number, protocol }) =>
      kplus.NetworkPolicyPort.of({ port: number, protocol: protocol as kplus.NetworkProtocol | undefined }),
    );
    this.policy ??= new kplus.NetworkPolicy(this, 'NetworkPolicy', {
      metadata: this._placed(this.name),
      selector: this,
    });
    for (const peer of peers) this.policy.addIngressRule(peer, ports);
    return this.policy;
  }

  /** For `cdk8s-plus-27`: the labels of the pods. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    const namespace = this.apiObject.metadata.namespace;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: { ...this.pods.labels } }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /** For `cdk8s-plus-27`: the pods as a peer of a network policy. */
  public toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** For `cdk8s-plus-27`: the pods. */
  public toPodSelector(): kplus.IPodSelector | undefined {
    return this;
  }

  /** For `cdk8s-plus-27`: called by an autoscaler, which from then on sets the number of replicas. */
  public markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  /** For `cdk8s-plus-27`: what an autoscaler scales. */
  public toScalingTarget(): kplus.ScalingTarget {
    const { apiVersion, kind } = this.apiObject;
    // An empty list of resources, or the class would invent requests that the pods do not have.
    const containers = this.pods.running.map(
      (c) => new kplus.Container({ name: containerName(c), image: c.image, resources: c.resources ?? {} }),
    );
    return { apiVersion, kind, name: this.name, containers };
  }

  /** The spec with what may change after the constructor: replicas that an autoscaler takes over, and hashes. @internal */
  protected _withPods(spec: { replicas?: number }): object {
    const replicas = this.hasAutoscaler ? undefined : spec.replicas;
    return { ...spec, replicas, template: this.pods.toJson() };
  }

  /** Metadata of an object of that name beside the pods. @internal */
  protected _placed(name: string): ApiObjectMetadata {
    return defined({ name, namespace: this.apiObject.metadata.namespace });
  }

  /** The name of the Service that `expose` makes. @internal */
  protected get _serviceName(): string {
    return this.name;
  }

  private declaredPorts(): kplus.ContainerPort[] {
    const ports = this.pods.running.flatMap((container) => container.ports ?? []);
    if (ports.length === 0)
      throw invalid(this, "'ports' must be declared by a container", "add 'ports' to the container");
    return ports;
  }

  /** @internal */
  protected _servicePorts(port?: number): network.ServicePort[] {
    const declared = this.declaredPorts();
    const chosen = port === undefined ? declared : declared.slice(0, 1);
    return chosen.map(({ number, name, protocol }) => ({
      name,
      port: port ?? number,
      targetPort: name !== undefined || port === undefined || port === number ? undefined : number,
      targetPortName: name,
      protocol,
    }));
  }
}
