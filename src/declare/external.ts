import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { isClusterScoped } from '../private/kinds';
import { Rule, check, configKey, dnsLabel, dnsSubdomain, serviceName } from '../private/rules';
import { oneLine } from './private/text';

/** An object that exists outside the tree. */
export interface ExternalObject {
  /** API version, such as `v1` or `storage.k8s.io/v1`. */
  readonly apiVersion: string;

  /** Kind, such as `Secret`. */
  readonly kind: string;

  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object. Fails on kinds of Kubernetes that have none.
   * @default - the namespace of the chart that declares it, where it has one
   */
  readonly namespace?: string;

  /**
   * Keys that the object is known to hold, of ConfigMaps and Secrets.
   * @default - any key may be there
   */
  readonly keys?: string[];

  /**
   * Where the object comes from, for people: one line of text.
   * @default - none
   */
  readonly reason?: string;
}

/** Options for external objects without a namespace. */
export interface ExternalOptions {
  /**
   * Where the object comes from, for people: one line of text.
   * @default - none
   */
  readonly reason?: string;
}

/** Options for external objects in a namespace. */
export interface ExternalNamespacedOptions extends ExternalOptions {
  /**
   * Namespace of the object.
   * @default - the namespace of the chart that declares it, where it has one
   */
  readonly namespace?: string;
}

/** Options for external ConfigMaps and Secrets. */
export interface ExternalDataOptions extends ExternalNamespacedOptions {
  /**
   * Keys that the object is known to hold.
   * @default - any key may be there
   */
  readonly keys?: string[];
}

/**
 * Declares what exists outside the tree, so that references to it are right and the manifest's header tells that it must be there.
 *
 * A declaration holds for the construct that makes it and all below: a chart, a folder of manifests, a whole App.
 */
export class External {
  /** The type of the metadata entries that hold the declarations. */
  public static readonly METADATA = 'cdk8s-patterns:external';

  /** A Secret, made by hand, by another team or by an operator. */
  public static secret(scope: Construct, name: string, options: ExternalDataOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'v1', kind: 'Secret', name, ...options });
  }

  /** A ConfigMap. */
  public static configMap(scope: Construct, name: string, options: ExternalDataOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'v1', kind: 'ConfigMap', name, ...options });
  }

  /** A claim of storage. */
  public static persistentVolumeClaim(
    scope: Construct,
    name: string,
    options: ExternalNamespacedOptions = {},
  ): ExternalObject {
    return declare(scope, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, ...options });
  }

  /** A Service. */
  public static service(scope: Construct, name: string, options: ExternalNamespacedOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'v1', kind: 'Service', name, ...options }, serviceName);
  }

  /** A service account. */
  public static serviceAccount(
    scope: Construct,
    name: string,
    options: ExternalNamespacedOptions = {},
  ): ExternalObject {
    return declare(scope, { apiVersion: 'v1', kind: 'ServiceAccount', name, ...options });
  }

  /** A namespace. */
  public static namespace(scope: Construct, name: string, options: ExternalOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'v1', kind: 'Namespace', name, ...options }, dnsLabel);
  }

  /** A storage class, such as the `standard` of a test cluster. */
  public static storageClass(scope: Construct, name: string, options: ExternalOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name, ...options });
  }

  /** An ingress class: the name of an ingress controller's, such as `nginx`. */
  public static ingressClass(scope: Construct, name: string, options: ExternalOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', name, ...options });
  }

  /** A priority class. */
  public static priorityClass(scope: Construct, name: string, options: ExternalOptions = {}): ExternalObject {
    return declare(scope, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name, ...options });
  }

  /** A custom resource definition, by its full name: `services.serving.knative.dev`. */
  public static customResourceDefinition(
    scope: Construct,
    name: string,
    options: ExternalOptions = {},
  ): ExternalObject {
    return declare(
      scope,
      { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name, ...options },
      crdName,
    );
  }

  /** An object of any kind. */
  public static object(scope: Construct, object: ExternalObject): ExternalObject {
    return declare(scope, object, objectName);
  }

  /** What was declared on a construct and on all below it, in the order of the tree. */
  public static declaredIn(scope: IConstruct): ExternalObject[] {
    return scope.node.findAll().flatMap((construct) => External.declaredOn(construct));
  }

  /** What was declared on this construct itself, in the order of the declarations. */
  public static declaredOn(scope: IConstruct): ExternalObject[] {
    return scope.node.metadata
      .filter((entry) => entry.type === External.METADATA)
      .map((entry) => entry.data as ExternalObject);
  }

  private constructor() {}
}

function declare(scope: Construct, object: ExternalObject, nameRule: Rule<string> = dnsSubdomain): ExternalObject {
  const { apiVersion, kind, name, keys, reason } = object;
  check(scope, 'apiVersion', apiVersion, apiVersionRule, "write it as in a manifest: 'v1' or 'apps/v1'");
  check(scope, 'kind', kind, kindRule, "write it as in a manifest: 'Secret'");
  check(scope, 'name', name, nameRule, `give the name of the ${kind} as the cluster has it`);
  for (const key of keys ?? [])
    check(scope, 'keys', key, configKey, `give the keys of the ${kind} as the cluster has them`);
  check(scope, 'reason', reason, oneLine, 'write one line, or omit it');
  const namespace = namespaceOf(scope, object);
  const declared: ExternalObject = {
    apiVersion,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(keys !== undefined && { keys: [...keys] }),
    ...(reason !== undefined && { reason }),
  };
  scope.node.addMetadata(External.METADATA, declared);
  return declared;
}

function namespaceOf(scope: Construct, { apiVersion, kind, namespace }: ExternalObject): string | undefined {
  if (!isClusterScoped(apiVersion, kind)) {
    check(scope, 'namespace', namespace, dnsLabel, 'give the namespace as the cluster has it');
    return namespace ?? scope.node.scopes.filter((construct) => construct instanceof Chart).at(-1)?.namespace;
  }
  check(scope, 'namespace', namespace, () => `must be absent on the cluster-scoped kind ${kind}`, 'omit it');
  return undefined;
}

const apiVersionRule: Rule<string> = (value) =>
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?v\d+((alpha|beta)\d+)?$/.test(value) ? undefined : 'must be an API version';

const kindRule: Rule<string> = (value) =>
  /^[A-Z][A-Za-z0-9]*$/.test(value) ? undefined : 'must be a kind in upper camel case';

const crdName: Rule<string> = (value) =>
  value.split('.').length >= 3 && dnsSubdomain(value) === undefined
    ? undefined
    : "must be a plural and a group, such as 'services.serving.knative.dev'";

const objectName: Rule<string> = (value) =>
  /^[^/%\s]+$/.test(value) && value !== '.' && value !== '..'
    ? undefined
    : "must be a name without '/', '%' and spaces";
