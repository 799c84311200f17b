/**
 * The resources of each API group of Kubernetes, 1.27 to 1.37, with their subresources. Only groups whose resources are
 * all known are listed. Some are no resources of the API, but are asked for by authorizers: `signers`, `users`.
 */
const RESOURCES: { [group: string]: string } = {
  '': `bindings componentstatuses configmaps endpoints endpoints/restricted events groups limitranges
    namespaces namespaces/finalize namespaces/status
    nodes nodes/checkpoint nodes/configz nodes/healthz nodes/log nodes/metrics nodes/pods nodes/proxy nodes/spec
    nodes/stats nodes/status persistentvolumeclaims persistentvolumeclaims/status persistentvolumes
    persistentvolumes/status pods pods/attach pods/binding pods/ephemeralcontainers pods/eviction pods/exec pods/log
    pods/portforward pods/proxy pods/resize pods/status podtemplates replicationcontrollers
    replicationcontrollers/scale replicationcontrollers/status resourcequotas resourcequotas/status secrets
    serviceaccounts serviceaccounts/token services services/proxy services/status users`,
  'admissionregistration.k8s.io': `mutatingadmissionpolicies mutatingadmissionpolicybindings
    mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicies/status
    validatingadmissionpolicybindings validatingwebhookconfigurations`,
  'apiextensions.k8s.io': 'customresourcedefinitions customresourcedefinitions/status',
  'apiregistration.k8s.io': 'apiservices apiservices/status',
  apps: `controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets
    replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status`,
  'authentication.k8s.io': 'selfsubjectreviews tokenreviews uids userextras',
  'authorization.k8s.io': `localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews
    subjectaccessreviews`,
  autoscaling: 'horizontalpodautoscalers horizontalpodautoscalers/status',
  batch: 'cronjobs cronjobs/status jobs jobs/status',
  'certificates.k8s.io': `certificatesigningrequests certificatesigningrequests/approval
    certificatesigningrequests/status clustertrustbundles podcertificaterequests podcertificaterequests/status signers`,
  'coordination.k8s.io': 'leasecandidates leases',
  'discovery.k8s.io': 'endpointslices endpointslices/restricted',
  'events.k8s.io': 'events',
  'flowcontrol.apiserver.k8s.io': `flowschemas flowschemas/status prioritylevelconfigurations
    prioritylevelconfigurations/status`,
  'networking.k8s.io': `clustercidrs ingressclasses ingresses ingresses/status ipaddresses networkpolicies
    networkpolicies/status servicecidrs servicecidrs/status`,
  'node.k8s.io': 'runtimeclasses',
  policy: 'poddisruptionbudgets poddisruptionbudgets/status podsecuritypolicies',
  'rbac.authorization.k8s.io': 'clusterrolebindings clusterroles rolebindings roles',
  'storage.k8s.io': `csidrivers csinodes csinodes/status csistoragecapacities storageclasses volumeattachments
    volumeattachments/status volumeattributesclasses`,
};

const BY_GROUP = new Map(Object.entries(RESOURCES).map(([group, names]) => [group, new Set(names.split(/\s+/))]));

/** The resources of a group of Kubernetes; nothing for other groups. */
export function resourcesOf(group: string): ReadonlySet<string> | undefined {
  return BY_GROUP.get(group);
}

/** The groups that have a resource. */
export function groupsOf(resource: string): string[] {
  return [...BY_GROUP].filter(([, names]) => names.has(resource)).map(([group]) => group);
}
