import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { invalid } from '../private/errors';
import { check, serviceName } from '../private/rules';
import { ReachOptions } from './networking';
import { rememberService } from './private/names';
import { objectMetadata } from './private/object-metadata';
import { RevisionTemplate, SERVICE_LABEL } from './private/revision-template';
import { trafficSpec, wholeRevisionName } from './private/traffic';
import { RevisionProps } from './revision-props';
import { TrafficTarget } from './traffic-target';

/** Properties for `Service`. */
export interface ServiceProps extends RevisionProps, ReachOptions {
  /**
   * Metadata of the Service. Its name, at most 63 lower case letters, digits and `-`, is the first part of its host.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The name of the revision that the template makes: whole, or what follows `<service name>-` in it. Every change of
   * the template then needs a new name, else Knative rejects it. That is why containers of a named revision show what
   * Knative adds to them, a name and a readiness probe: a second apply would take it away.
   * @default - a name made by Knative, `<service name>-00001` and so on
   */
  readonly revision?: string;
  /**
   * How requests are shared between revisions; whole percents that make 100. Names of revisions are those of this
   * Service, with or without its name in front. A revision that is neither this template's nor in the cluster already
   * leaves the Service not ready.
   * @default - all to the newest revision that is ready
   */
  readonly traffic?: TrafficTarget[];
}

/**
 * A Service of Knative Serving (`ksvc`): pods that are made when requests come and go when none do, and a revision for
 * each change of their template. Not the Service of Kubernetes: Knative makes one of those too, of the same name, as well
 * as a Route and a Configuration. It is applied to a cluster that has Knative Serving and a networking layer.
 *
 * Its pods must be stateless and take their settings from the environment. Fails in the constructor for what Knative
 * rejects as it is installed; what its feature flags allow beyond (claims, init containers, node selectors and more) has
 * no prop, and is added to `apiObject` by a JSON patch.
 * Source: DevOps with Kubernetes, part 5, "Hello Serverless World".
 */
export class Service extends Construct implements kplus.IPodSelector, kplus.INetworkPolicyPeer {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;
  private readonly template: RevisionTemplate;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceProps,
  ) {
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: objectMetadata(this, props.metadata, props),
      spec: Lazy.any({ produce: () => this.specJson() }),
    });
    check(this, 'metadata.name', this.name, serviceName, 'choose another name');
    rememberService(this.apiObject);
    this.template = new RevisionTemplate(this, this.name, props);
    this.specJson();
  }

  /** The name of the Service. */
  public get name(): string {
    return this.apiObject.name;
  }

  /**
   * The host under which pods of the cluster reach the Service on port 80. The name alone does not do: Knative tells
   * Services apart by the host that clients name.
   * Fails when neither the metadata nor the chart names the namespace.
   */
  public get clusterHost(): string {
    const { namespace } = this.apiObject.metadata;
    if (namespace === undefined) {
      throw invalid(
        this,
        "'metadata.namespace' must be known for 'clusterHost', got none",
        'set it, or that of the chart',
      );
    }
    return `${this.name}.${namespace}.svc`;
  }

  /** The whole name of a revision of this Service, `<service name>-<revision>`; a whole name stays as it is. */
  public revisionName(revision: string): string {
    const name = wholeRevisionName(this.name, revision);
    check(this, 'revision', name, serviceName, 'choose another name');
    return name;
  }

  /** For `cdk8s-plus-27`: the labels that Knative gives the pods of all revisions. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    const { namespace } = this.apiObject.metadata;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: { [SERVICE_LABEL]: this.name } }),
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

  private specJson(): object {
    const { revision, traffic } = this.props;
    const owner = { name: this.name, service: this.name, latest: { latestRevision: true } };
    return {
      template: this.template.toJson(revision === undefined ? undefined : this.revisionName(revision)),
      traffic: traffic && trafficSpec(this, traffic, owner),
    };
  }
}
