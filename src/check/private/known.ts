/** What every cluster has, by kind: names, or patterns of names. */
const KNOWN: { [type: string]: RegExp } = {
  Namespace: /^(default|kube-system|kube-public|kube-node-lease)$/,
  ServiceAccount: /^default$/,
  ConfigMap: /^kube-root-ca\.crt$/,
  'PriorityClass.scheduling.k8s.io': /^system-(cluster|node)-critical$/,
  'ClusterRole.rbac.authorization.k8s.io': /^(cluster-admin|admin|edit|view|system:.+)$/,
  'FlowSchema.flowcontrol.apiserver.k8s.io': /^.+$/,
};

/** The same in single namespaces. */
const KNOWN_IN: { [type: string]: RegExp } = {
  Service: /^(default\/kubernetes|kube-system\/kube-dns)$/,
  'Role.rbac.authorization.k8s.io':
    /^(kube-system|kube-public)\/(system:.+|extension-apiserver-authentication-reader)$/,
  ServiceAccount: /^kube-system\/.+-controller$/,
  ConfigMap: /^(kube-system\/extension-apiserver-authentication|kube-public\/cluster-info)$/,
};

/** Whether an object is in every cluster from the start. */
export function isKnown(type: string, namespace: string | undefined, name: string): boolean {
  return (KNOWN[type]?.test(name) ?? false) || (KNOWN_IN[type]?.test(`${namespace}/${name}`) ?? false);
}
