/** An update of one object: what is written in the older manifest, in the newer one, and the pointers that are refused. */
export interface UpdateCase {
  readonly name: string;
  readonly base: string;

  /** Replacements in `base`: `[text, older, newer]`. */
  readonly change: [string, string, string];
  readonly refused: string[];

  /** The only versions in which it is refused. */
  readonly only?: string;
}

const pod = '{ containers: [{ name: web, image: "nginx:1" IN }] POD }';
const meta = 'metadata: { name: web }';

const workload = (kind: string, more = '') =>
  `apiVersion: apps/v1\nkind: ${kind}\n${meta}\nspec:\n  selector: { matchLabels: { app: a SEL } }${more}\n  SPEC\n  template: { metadata: { labels: { app: a, tier: t } }, spec: ${pod} }\n`;
const deployment = workload('Deployment');
const statefulSet = workload('StatefulSet', '\n  serviceName: SERVICE');
const job = `apiVersion: batch/v1\nkind: Job\n${meta}\nspec:\n  SPEC\n  template: { spec: { restartPolicy: Never, containers: [{ name: web, image: "nginx:IMAGE" IN }] POD } }\n`;
const barePod = `apiVersion: v1\nkind: Pod\n${meta}\nspec: { containers: [{ name: web, image: "nginx:IMAGE" IN }] POD }\n`;
const service = `apiVersion: v1\nkind: Service\n${meta}\nspec: { ports: [{ port: 80 }] SPEC }\n`;
const claim = `apiVersion: v1\nkind: PersistentVolumeClaim\n${meta}\nspec: { accessModes: [MODE], resources: { requests: { storage: SIZE } } SPEC }\n`;
const volume = `apiVersion: v1\nkind: PersistentVolume\n${meta}\nspec: { accessModes: [ReadWriteOnce], capacity: { storage: SIZE }, hostPath: { path: DIR } SPEC }\n`;
const storageClass = `apiVersion: storage.k8s.io/v1\nkind: StorageClass\n${meta}\nprovisioner: example.com/PROV\nTOP\n`;
const config = (kind: string) => `apiVersion: v1\nkind: ${kind}\n${meta}\nTOP\n`;
const binding = `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\n${meta}\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ROLE }\n`;
const template = '/spec/template/spec';

const update = (
  name: string,
  base: string,
  change: [string, string, string],
  refused: string[] = [],
  only?: string,
): UpdateCase => ({ name, base, change, refused, ...(only !== undefined && { only }) });

/** All were compared with what API servers of 1.27 and 1.37 say. */
export const UPDATES: UpdateCase[] = [
  update('Deployment selector', deployment, ['SEL', '', ', tier: t'], ['/spec/selector/matchLabels/tier']),
  update('DaemonSet selector', workload('DaemonSet'), ['SEL', '', ', tier: t'], ['/spec/selector/matchLabels/tier']),
  update('ReplicaSet selector', workload('ReplicaSet'), ['SEL', ', tier: t', ''], ['/spec/selector/matchLabels/tier']),
  update('Deployment template', deployment, ['IN', '', ', env: [{ name: A, value: b }]']),
  update('StatefulSet selector', statefulSet, ['SEL', '', ', tier: t'], ['/spec/selector/matchLabels/tier']),
  update('StatefulSet service', statefulSet, ['SERVICE', 'a', 'b'], ['/spec/serviceName']),
  update(
    'StatefulSet policy',
    statefulSet,
    ['SPEC', '', 'podManagementPolicy: Parallel'],
    ['/spec/podManagementPolicy'],
  ),
  update('StatefulSet policy written', statefulSet, ['SPEC', '', 'podManagementPolicy: OrderedReady']),
  update(
    'StatefulSet history',
    statefulSet,
    ['SPEC', '', 'revisionHistoryLimit: 3'],
    ['/spec/revisionHistoryLimit'],
    '1.27',
  ),
  update('StatefulSet replicas', statefulSet, ['SPEC', '', 'replicas: 3']),
  update(
    'StatefulSet claim size',
    statefulSet,
    [
      'SPEC',
      'volumeClaimTemplates: [{ metadata: { name: d }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]',
      'volumeClaimTemplates: [{ metadata: { name: d }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Gi } } } }]',
    ],
    ['/spec/volumeClaimTemplates/0/spec/resources/requests/storage'],
  ),
  update('StatefulSet claim written in another way', statefulSet, [
    'SPEC',
    'volumeClaimTemplates: [{ metadata: { name: d }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]',
    'volumeClaimTemplates: [{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: d }, spec: { volumeMode: Filesystem, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1024Mi } } } }]',
  ]),
  update('Job image', job, ['IMAGE', '1', '2'], [`${template}/containers/0/image`]),
  update('Job env', job, ['IN', '', ', env: [{ name: A, value: b }]'], [`${template}/containers/0/env`]),
  update('Job defaults written', job, ['IN', '', ', imagePullPolicy: IfNotPresent, ports: []']),
  update('Job completions', job, ['SPEC', 'completions: 1', 'completions: 2'], ['/spec/completions']),
  update('Job completions written', job, ['SPEC', '', 'completions: 1']),
  update('Job parallelism', job, ['SPEC', 'parallelism: 1', 'parallelism: 2']),
  update(
    'Job completion mode',
    job,
    ['SPEC', 'completions: 1', 'completions: 1\n  completionMode: Indexed'],
    ['/spec/completionMode'],
  ),
  update('Job backoff limit', job, ['SPEC', '', 'backoffLimit: 2']),
  update('Job deadline', job, ['SPEC', '', 'ttlSecondsAfterFinished: 20']),
  update('Job node selector', job, ['POD', '', ', nodeSelector: { a: b }'], [`${template}/nodeSelector`]),
  update('node selector of a suspended Job', job.replace('SPEC', 'suspend: true'), [
    'POD',
    '',
    ', nodeSelector: { a: b }',
  ]),
  update(
    'index backoff of a Job',
    job,
    [
      'SPEC',
      'completions: 1\n  completionMode: Indexed',
      'completions: 1\n  completionMode: Indexed\n  backoffLimitPerIndex: 1',
    ],
    ['/spec/backoffLimitPerIndex'],
    '1.37',
  ),
  update('completions of an indexed Job', job, [
    'SPEC',
    'completions: 1\n  parallelism: 1\n  completionMode: Indexed',
    'completions: 2\n  parallelism: 2\n  completionMode: Indexed',
  ]),
  update('Pod image', barePod, ['IMAGE', '1', '2']),
  update('Pod env', barePod, ['IN', '', ', env: [{ name: A, value: b }]'], ['/spec/containers/0/env']),
  update('Pod limits written in another way', barePod, [
    'IN',
    ', resources: { limits: { cpu: 1 } }',
    ', resources: { limits: { cpu: 1000m } }',
  ]),
  update('Pod node selector', barePod, ['POD', '', ', nodeSelector: { a: b }'], ['/spec/nodeSelector']),
  update('Pod toleration added', barePod, ['POD', '', ', tolerations: [{ key: a, operator: Exists }]']),
  update('Pod deadline', barePod, ['POD', '', ', activeDeadlineSeconds: 100']),
  update('Pod container added', barePod, ['IN }', '}', '}, { name: b, image: b }'], ['/spec/containers']),
  update('Service made headless', service, ['SPEC', '', ', clusterIP: None'], ['/spec/clusterIP']),
  update(
    'headless Service given an address',
    service,
    ['SPEC', ', clusterIP: None', ', clusterIP: 10.0.0.77'],
    ['/spec/clusterIP'],
  ),
  update('headless Service without the field', service, ['SPEC', ', clusterIP: None', '']),
  update(
    'headless Service to LoadBalancer',
    service,
    ['SPEC', ', clusterIP: None', ', type: LoadBalancer'],
    ['/spec/type'],
  ),
  update('Service to NodePort', service, ['SPEC', '', ', type: NodePort']),
  update('Service to ExternalName', service, [
    'SPEC',
    ', clusterIP: None',
    ', type: ExternalName, externalName: a.example',
  ]),
  update(
    'Service load balancer class',
    service,
    ['SPEC', ', type: LoadBalancer', ', type: LoadBalancer, loadBalancerClass: a/b'],
    ['/spec/loadBalancerClass'],
  ),
  update(
    'claim modes',
    claim.replace('SIZE', '1Gi'),
    ['MODE', 'ReadWriteOnce', 'ReadWriteMany'],
    ['/spec/accessModes/0'],
  ),
  update(
    'claim shrunk',
    claim.replace('MODE', 'ReadWriteOnce'),
    ['SIZE', '2Gi', '1Gi'],
    ['/spec/resources/requests/storage'],
  ),
  update(
    'claim class',
    claim.replace('MODE', 'ReadWriteOnce').replace('SIZE', '1Gi'),
    ['SPEC', ', storageClassName: a', ', storageClassName: b'],
    ['/spec/storageClassName'],
  ),
  update(
    'claim without its class',
    claim.replace('MODE', 'ReadWriteOnce').replace('SIZE', '1Gi'),
    ['SPEC', ', storageClassName: a', ''],
    ['/spec/storageClassName'],
  ),
  update(
    'claim volume mode',
    claim.replace('MODE', 'ReadWriteOnce').replace('SIZE', '1Gi'),
    ['SPEC', '', ', volumeMode: Block'],
    ['/spec/volumeMode'],
  ),
  update(
    'volume affinity',
    volume.replace('DIR', '/a').replace('SIZE', '1Gi'),
    [
      'SPEC',
      ', nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] } }',
      ', nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: b, operator: Exists }] }] } }',
    ],
    ['/spec/nodeAffinity/required/nodeSelectorTerms/0/matchExpressions/0/key'],
  ),
  update('volume affinity added', volume.replace('DIR', '/a').replace('SIZE', '1Gi'), [
    'SPEC',
    '',
    ', nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] } }',
  ]),
  update('volume source', volume.replace('SIZE', '1Gi'), ['DIR', '/a', '/b'], ['/spec/hostPath/path']),
  update('volume capacity', volume.replace('DIR', '/a'), ['SIZE', '1Gi', '2Gi']),
  update('volume class', volume.replace('DIR', '/a').replace('SIZE', '1Gi'), ['SPEC', '', ', storageClassName: c']),
  update('storage class provisioner', storageClass, ['PROV', 'a', 'b'], ['/provisioner']),
  update(
    'storage class parameters',
    storageClass,
    ['TOP', 'parameters: { a: b }', 'parameters: { a: c }'],
    ['/parameters/a'],
  ),
  update('storage class policy', storageClass, ['TOP', '', 'reclaimPolicy: Retain'], ['/reclaimPolicy']),
  update('storage class policy written', storageClass, ['TOP', '', 'reclaimPolicy: Delete']),
  update(
    'storage class binding',
    storageClass,
    ['TOP', '', 'volumeBindingMode: WaitForFirstConsumer'],
    ['/volumeBindingMode'],
  ),
  update('storage class expansion', storageClass, ['TOP', '', 'allowVolumeExpansion: true']),
  update('Secret type', config('Secret'), ['TOP', '', 'type: example.com/a'], ['/type']),
  update('Secret type written', config('Secret'), ['TOP', '', 'type: Opaque']),
  update('Secret data', config('Secret'), ['TOP', 'data: { a: YQ== }', 'data: { a: Yg== }']),
  update(
    'immutable Secret',
    config('Secret'),
    ['TOP', 'immutable: true\ndata: { a: YQ== }', 'immutable: true\ndata: { a: Yg== }'],
    ['/data/a'],
  ),
  update(
    'immutable ConfigMap',
    config('ConfigMap'),
    ['TOP', 'immutable: true\ndata: { a: b }', 'immutable: true\ndata: { a: b, c: d }'],
    ['/data/c'],
  ),
  update(
    'ConfigMap no longer immutable',
    config('ConfigMap'),
    ['TOP', 'immutable: true\ndata: { a: b }', 'data: { a: b }'],
    ['/immutable'],
  ),
  update('ConfigMap made immutable', config('ConfigMap'), ['TOP', 'data: { a: b }', 'immutable: true\ndata: { a: c }']),
  update('role of a binding', binding, ['ROLE', 'a', 'b'], ['/roleRef/name']),
  update(
    'priority',
    `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\n${meta}\nvalue: VALUE\n`,
    ['VALUE', '1', '2'],
    ['/value'],
  ),
  update(
    'preemption',
    `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\n${meta}\nvalue: 1\nTOP\n`,
    ['TOP', '', 'preemptionPolicy: Never'],
    ['/preemptionPolicy'],
  ),
  update(
    'runtime handler',
    `apiVersion: node.k8s.io/v1\nkind: RuntimeClass\n${meta}\nhandler: HANDLER\n`,
    ['HANDLER', 'a', 'b'],
    ['/handler'],
  ),
  update(
    'ingress controller',
    `apiVersion: networking.k8s.io/v1\nkind: IngressClass\n${meta}\nspec: { controller: example.com/CTRL }\n`,
    ['CTRL', 'a', 'b'],
    ['/spec/controller'],
  ),
  update(
    'driver attachment',
    `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\n${meta}\nspec: { SPEC }\n`,
    ['SPEC', '', 'attachRequired: false'],
    ['/spec/attachRequired'],
  ),
  update(
    'driver group policy',
    `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\n${meta}\nspec: { SPEC }\n`,
    ['SPEC', '', 'fsGroupPolicy: File'],
    ['/spec/fsGroupPolicy'],
    '1.27',
  ),
  update(
    'Ingress',
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\n${meta}\nspec: { defaultBackend: { service: { name: BACKEND, port: { number: 1 } } } }\n`,
    ['BACKEND', 'a', 'b'],
  ),
  update(
    'scope of a custom kind',
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: tries.update.example }\nspec:\n  group: update.example\n  scope: SCOPE\n  names: { plural: tries, kind: Try }\n  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]\n`,
    ['SCOPE', 'Namespaced', 'Cluster'],
    ['/spec/scope'],
  ),
];

/** The manifests before and after. */
export function manifestsOf({ base, change: [text, older, newer] }: UpdateCase): { older: string; newer: string } {
  const cleaned = (value: string) =>
    base
      .replace(text, value)
      .replace(/SERVICE/g, 'a')
      .replace(/nginx:IMAGE/g, 'nginx:1')
      .replace(/^ *\b(SPEC|TOP)\b\n/gm, '')
      .replace(/ (IN|POD|SEL|SPEC)\b/g, '');
  return { older: cleaned(older), newer: cleaned(newer) };
}
