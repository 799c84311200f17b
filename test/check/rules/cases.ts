import { findingsOf, report } from '../support';

/** What a rule finds: a name of the case, manifests, the place and the message, and the Kubernetes version if it matters. */
export type Wrong = [name: string, yaml: string, pointer: string, message: string, target?: string];

/** What no rule may find an error in: a name, manifests, and the Kubernetes version if it matters. */
export type Sound = [name: string, yaml: string, target?: string];

/** The errors of any rule, and what one rule finds in strict mode. */
export function complaints(rule: string, yaml: string, target: string): string[] {
  const errors = report(yaml, { strict: false, target }).errors.map(({ message }) => message);
  return [...errors, ...findingsOf(rule, yaml, { target }).map(([, message]) => message)];
}

const VERSIONS: { [kind: string]: string } = {
  APIService: 'apiregistration.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  ReferenceGrant: 'gateway.networking.k8s.io/v1beta1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
};

/** A manifest of a kind, with its fields as YAML in one line. */
export function made(kind: string, fields: string, metadata = 'name: web'): string {
  return `{ apiVersion: ${VERSIONS[kind] ?? 'v1'}, kind: ${kind}, metadata: { ${metadata} }, ${fields} }`;
}

/** Manifests in one text. */
export function all(...manifests: string[]): string {
  return manifests.join('\n---\n');
}
