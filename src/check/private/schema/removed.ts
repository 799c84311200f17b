/**
 * What no Kubernetes since 1.27 serves any more: `apiVersion: kinds`, then the API version of today that has these kinds,
 * or none. Source: the deprecated API migration guide of Kubernetes.
 */
const LINES = `
admissionregistration.k8s.io/v1beta1: MutatingWebhookConfiguration ValidatingWebhookConfiguration -> admissionregistration.k8s.io/v1
apiextensions.k8s.io/v1beta1: CustomResourceDefinition -> apiextensions.k8s.io/v1
apiregistration.k8s.io/v1beta1: APIService -> apiregistration.k8s.io/v1
apps/v1beta1: ControllerRevision Deployment StatefulSet -> apps/v1
apps/v1beta2: ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet -> apps/v1
auditregistration.k8s.io/v1alpha1: AuditSink
authentication.k8s.io/v1beta1: TokenReview -> authentication.k8s.io/v1
authorization.k8s.io/v1beta1: LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview -> authorization.k8s.io/v1
autoscaling/v2beta1: HorizontalPodAutoscaler -> autoscaling/v2
autoscaling/v2beta2: HorizontalPodAutoscaler -> autoscaling/v2
batch/v1beta1: CronJob -> batch/v1
batch/v2alpha1: CronJob -> batch/v1
certificates.k8s.io/v1beta1: CertificateSigningRequest -> certificates.k8s.io/v1
coordination.k8s.io/v1beta1: Lease -> coordination.k8s.io/v1
discovery.k8s.io/v1beta1: EndpointSlice -> discovery.k8s.io/v1
events.k8s.io/v1beta1: Event -> events.k8s.io/v1
extensions/v1beta1: DaemonSet Deployment ReplicaSet -> apps/v1
extensions/v1beta1: Ingress NetworkPolicy -> networking.k8s.io/v1
extensions/v1beta1: PodSecurityPolicy
flowcontrol.apiserver.k8s.io/v1alpha1: FlowSchema PriorityLevelConfiguration -> flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta1: FlowSchema PriorityLevelConfiguration -> flowcontrol.apiserver.k8s.io/v1
networking.k8s.io/v1beta1: Ingress IngressClass -> networking.k8s.io/v1
node.k8s.io/v1alpha1: RuntimeClass -> node.k8s.io/v1
node.k8s.io/v1beta1: RuntimeClass -> node.k8s.io/v1
policy/v1beta1: PodDisruptionBudget -> policy/v1
policy/v1beta1: PodSecurityPolicy
rbac.authorization.k8s.io/v1alpha1: ClusterRole ClusterRoleBinding Role RoleBinding -> rbac.authorization.k8s.io/v1
rbac.authorization.k8s.io/v1beta1: ClusterRole ClusterRoleBinding Role RoleBinding -> rbac.authorization.k8s.io/v1
scheduling.k8s.io/v1alpha1: PriorityClass -> scheduling.k8s.io/v1
scheduling.k8s.io/v1beta1: PriorityClass -> scheduling.k8s.io/v1
settings.k8s.io/v1alpha1: PodPreset
storage.k8s.io/v1alpha1: CSIStorageCapacity VolumeAttachment -> storage.k8s.io/v1
storage.k8s.io/v1beta1: CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment -> storage.k8s.io/v1
`;

/** By `apiVersion Kind`: the API version that has this kind today, if one does. */
export const REMOVED: ReadonlyMap<string, string | undefined> = new Map(
  LINES.trim()
    .split('\n')
    .flatMap((line) => {
      const [apiVersion = '', rest = ''] = line.split(': ');
      const [kinds = '', today] = rest.split(' -> ');
      return kinds.split(' ').map((kind) => [`${apiVersion} ${kind}`, today] as const);
    }),
);

/** What to use where a kind is gone without a successor. */
export const INSTEAD: { readonly [kind: string]: string } = {
  PodSecurityPolicy: "label the Namespace 'pod-security.kubernetes.io/enforce', or use admission policies",
  PodPreset: 'write the settings into the pod template',
  AuditSink: 'give the API server an audit webhook',
};
