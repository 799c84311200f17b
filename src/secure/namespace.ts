import { ApiObject, ApiObjectMetadata, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { checkMetadata } from '../private/metadata';
import { check, dnsLabel } from '../private/rules';
import * as workload from '../workload';

/** Properties for `Namespace`. */
export interface NamespaceProps {
  /**
   * Metadata; its name is the namespace.
   * @default - the namespace of the chart, else a name made by cdk8s
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The level of Pod Security that every pod must keep; the API server refuses others.
   * @default - what the cluster says
   */
  readonly enforce?: workload.PodSecurityLevel;
  /**
   * The level below which `kubectl apply` prints a warning.
   * @default - what the cluster says
   */
  readonly warn?: workload.PodSecurityLevel;
}

/**
 * A namespace, with the level of Pod Security that admission holds its pods to.
 * Source: Learn Kubernetes in a Month of Lunches, 11.4.
 */
export class Namespace extends Construct {
  /** The object itself. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id);
    checkMetadata(this, props.metadata, dnsLabel);
    const levels = { enforce: props.enforce, warn: props.warn };
    const labels = Object.entries(levels).flatMap(([mode, level]) =>
      level === undefined ? [] : [[`pod-security.kubernetes.io/${mode}`, level]],
    );
    const name = props.metadata?.name ?? Chart.of(this).namespace;
    check(this, 'metadata.name', name, dnsLabel, 'choose another name');
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        ...props.metadata,
        ...(name === undefined ? {} : { name }),
        labels: { ...props.metadata?.labels, ...Object.fromEntries(labels) },
      },
    });
    // A chart stamps its namespace on everything; a namespace lies in none.
    this.apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }

  /** The name of the namespace. */
  public get name(): string {
    return this.apiObject.name;
  }
}
