import { isObject } from './json';

/**
 * The kinds of Kubernetes itself in the order in which they can be applied at once, one rank a line;
 * `Kind.group`, without a group for the core. What is not listed, custom resources above all, comes last.
 */
const RANKS = [
  'Namespace',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'PriorityClass.scheduling.k8s.io RuntimeClass.node.k8s.io StorageClass.storage.k8s.io VolumeAttributesClass.storage.k8s.io CSIDriver.storage.k8s.io IngressClass.networking.k8s.io DeviceClass.resource.k8s.io',
  'ResourceQuota LimitRange',
  'ServiceAccount',
  'ClusterRole.rbac.authorization.k8s.io Role.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io RoleBinding.rbac.authorization.k8s.io',
  'Secret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service Endpoints EndpointSlice.discovery.k8s.io',
  'Deployment.apps StatefulSet.apps DaemonSet.apps ReplicaSet.apps ReplicationController Pod PodTemplate',
  'Job.batch CronJob.batch',
  'HorizontalPodAutoscaler.autoscaling',
  'PodDisruptionBudget.policy',
  'NetworkPolicy.networking.k8s.io',
  'Ingress.networking.k8s.io',
  'APIService.apiregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io MutatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io MutatingWebhookConfiguration.admissionregistration.k8s.io',
].map((line) => line.split(' '));

const RANK_OF = new Map(RANKS.flatMap((kinds, rank) => kinds.map((kind) => [kind, rank] as const)));

/** The kinds of Kubernetes itself that have no namespace. */
const CLUSTER_SCOPED = new Set([
  ...['Namespace', 'Node', 'PersistentVolume', 'ComponentStatus'],
  ...inGroup(
    'admissionregistration.k8s.io',
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration',
  ),
  ...inGroup(
    'admissionregistration.k8s.io',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  ),
  ...inGroup('apiextensions.k8s.io', 'CustomResourceDefinition'),
  ...inGroup('apiregistration.k8s.io', 'APIService'),
  ...inGroup('authentication.k8s.io', 'SelfSubjectReview TokenReview'),
  ...inGroup('authorization.k8s.io', 'SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview'),
  ...inGroup('certificates.k8s.io', 'CertificateSigningRequest ClusterTrustBundle'),
  ...inGroup('flowcontrol.apiserver.k8s.io', 'FlowSchema PriorityLevelConfiguration'),
  ...inGroup('internal.apiserver.k8s.io', 'StorageVersion'),
  ...inGroup('networking.k8s.io', 'ClusterCIDR IPAddress IngressClass ServiceCIDR'),
  ...inGroup('node.k8s.io', 'RuntimeClass'),
  ...inGroup('rbac.authorization.k8s.io', 'ClusterRole ClusterRoleBinding'),
  ...inGroup('resource.k8s.io', 'DeviceClass DeviceTaintRule ResourceClass ResourceSlice'),
  ...inGroup('scheduling.k8s.io', 'PriorityClass'),
  ...inGroup('storage.k8s.io', 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass'),
  ...inGroup('storagemigration.k8s.io', 'StorageVersionMigration'),
]);

/** Whether objects of this kind of Kubernetes itself have no namespace. */
export function isClusterScoped(apiVersion: string | undefined, kind: string | undefined): boolean {
  return CLUSTER_SCOPED.has(qualifiedKind(apiVersion, kind));
}

/** A chart's namespace is stamped on all its objects; a copy without it for kinds of Kubernetes itself that have none. */
export function withoutStrayNamespace<T extends object>(json: T): T {
  const { apiVersion, kind, metadata } = json as { apiVersion?: string; kind?: string; metadata?: unknown };
  if (!isObject(metadata) || metadata['namespace'] === undefined || !isClusterScoped(apiVersion, kind)) return json;
  return { ...json, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'namespace')) };
}

/** Where objects of this kind come when all are applied at once, counted from 0; custom resources are last. */
export function applyRank(apiVersion: string | undefined, kind: string | undefined): number {
  return RANK_OF.get(qualifiedKind(apiVersion, kind)) ?? RANKS.length;
}

/** A kind with its group, without the version: `Deployment.apps`, `Service`. */
export function qualifiedKind(apiVersion = '', kind = ''): string {
  return apiVersion.includes('/') ? `${kind}.${apiVersion.split('/')[0]}` : kind;
}

function inGroup(group: string, kinds: string): string[] {
  return kinds.split(' ').map((kind) => `${kind}.${group}`);
}
