import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { shown } from '../private/errors';
import { check, serviceName } from '../private/rules';
import { ReachOptions } from './networking';
import { isOwned } from './private/names';
import { objectMetadata } from './private/object-metadata';
import { trafficSpec } from './private/traffic';
import { Service } from './service';
import { TrafficTarget } from './traffic-target';

/** Properties for `Route`. */
export interface RouteProps extends ReachOptions {
  /**
   * Metadata of the Route. Its name, at most 63 lower case letters, digits and `-`, is the first part of its host.
   * @default - a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The Service whose revisions the targets mean: by what follows `<service name>-` in their names, and the latest.
   * @default - none: targets name whole revisions
   */
  readonly service?: Service;
  /** How requests are shared between revisions; whole percents that make 100. */
  readonly traffic: TrafficTarget[];
}

/**
 * A host of its own for revisions that Knative Services made, for example the newest one for testers while users stay on
 * older ones. It is ready as soon as the cluster has the revisions.
 *
 * Fails at synth when it has the name of a Knative Service in its chart and namespace, because that owns a Route of its
 * own name.
 * Source: DevOps with Kubernetes, part 5, "Hello Serverless World".
 */
export class Route extends Construct {
  /** The object itself, for JSON patches and for fields that the props do not model. */
  public readonly apiObject: ApiObject;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RouteProps,
  ) {
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Route',
      metadata: objectMetadata(this, props.metadata, props),
      spec: Lazy.any({ produce: () => ({ traffic: this.traffic() }) }),
    });
    check(this, 'metadata.name', this.name, serviceName, 'choose another name');
    this.traffic();
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** The name of the Route. */
  public get name(): string {
    return this.apiObject.name;
  }

  private traffic(): object[] {
    const service = this.props.service?.name;
    const latest = service === undefined ? undefined : { configurationName: service };
    return trafficSpec(this, this.props.traffic, { name: this.name, service, latest });
  }

  private problems(): string[] {
    if (!isOwned(this.apiObject)) return [];
    return [
      `'metadata.name' must not be that of a Knative Service, which owns the Route of its name, got ${shown(this.name)}; choose another name`,
    ];
  }
}
