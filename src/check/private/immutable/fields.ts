import { isObject } from '../../../private/json';

/** A field that may not change once the object exists. */
export interface Fixed {
  readonly path: string[];

  /** What the field is when it is absent. */
  readonly missing?: unknown;

  /** The target version from which, and the one up to which, it is fixed; always when absent. */
  readonly from?: number;
  readonly to?: number;

  /** Whether the field may be set where the object has none. */
  readonly settable?: boolean;
}

const WORKLOAD: Fixed[] = [fixed('spec.selector')];
const BINDING: Fixed[] = [fixed('roleRef')];
const KNATIVE: Fixed[] = [fixed('spec')];

/** The fixed fields of each kind, as `Kind.group`; compared with the validation of 1.27 to 1.37, field by field. */
export const FIXED: { readonly [type: string]: Fixed[] | undefined } = {
  'Deployment.apps': WORKLOAD,
  'DaemonSet.apps': WORKLOAD,
  'ReplicaSet.apps': WORKLOAD,
  'StatefulSet.apps': [
    ...WORKLOAD,
    fixed('spec.volumeClaimTemplates'),
    fixed('spec.serviceName', { missing: '' }),
    fixed('spec.podManagementPolicy', { missing: 'OrderedReady' }),
    fixed('spec.revisionHistoryLimit', { missing: 10, to: 32 }),
  ],
  'ControllerRevision.apps': [fixed('data')],
  'Job.batch': [
    fixed('spec.selector'),
    fixed('spec.completionMode', { missing: 'NonIndexed' }),
    fixed('spec.podFailurePolicy'),
    fixed('spec.backoffLimitPerIndex', { from: 28 }),
    fixed('spec.managedBy', { from: 30 }),
    fixed('spec.successPolicy', { from: 30 }),
  ],
  PersistentVolumeClaim: [
    fixed('spec.accessModes'),
    fixed('spec.selector'),
    fixed('spec.storageClassName', { settable: true }),
    fixed('spec.volumeMode', { missing: 'Filesystem' }),
    fixed('spec.volumeName', { settable: true }),
    fixed('spec.resources.limits'),
  ],
  PersistentVolume: [
    fixed('spec.volumeMode', { missing: 'Filesystem' }),
    fixed('spec.nodeAffinity', { settable: true }),
  ],
  'StorageClass.storage.k8s.io': [
    fixed('provisioner'),
    fixed('parameters'),
    fixed('reclaimPolicy', { missing: 'Delete' }),
    fixed('volumeBindingMode', { missing: 'Immediate' }),
  ],
  'VolumeAttributesClass.storage.k8s.io': [fixed('driverName'), fixed('parameters')],
  'VolumeAttachment.storage.k8s.io': [fixed('spec')],
  'CSIDriver.storage.k8s.io': [
    fixed('spec.attachRequired', { missing: true }),
    fixed('spec.volumeLifecycleModes', { missing: ['Persistent'] }),
    fixed('spec.fsGroupPolicy', { missing: 'ReadWriteOnceWithFSType', to: 29 }),
    fixed('spec.podInfoOnMount', { missing: false, to: 29 }),
  ],
  Secret: [fixed('type', { missing: 'Opaque' })],
  'RoleBinding.rbac.authorization.k8s.io': BINDING,
  'ClusterRoleBinding.rbac.authorization.k8s.io': BINDING,
  'PriorityClass.scheduling.k8s.io': [
    fixed('value', { missing: 0 }),
    fixed('preemptionPolicy', { missing: 'PreemptLowerPriority' }),
  ],
  'RuntimeClass.node.k8s.io': [fixed('handler')],
  'IngressClass.networking.k8s.io': [fixed('spec.controller')],
  'EndpointSlice.discovery.k8s.io': [fixed('addressType')],
  'ResourceClaim.resource.k8s.io': [fixed('spec')],
  'ResourceClaimTemplate.resource.k8s.io': [fixed('spec')],
  'CustomResourceDefinition.apiextensions.k8s.io': [
    fixed('spec.group'),
    fixed('spec.names.plural'),
    fixed('spec.names.kind'),
    fixed('spec.scope'),
  ],
  'Revision.serving.knative.dev': KNATIVE,
};

/** What stands in a path of an object. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)] as unknown;
    return isObject(inner) && Object.hasOwn(inner, String(key)) ? inner[String(key)] : undefined;
  }, value);
}

function fixed(path: string, options: Omit<Fixed, 'path'> = {}): Fixed {
  return { path: path.split('.'), ...options };
}
