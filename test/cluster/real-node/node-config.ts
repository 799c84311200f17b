// What the programs of the node read.
import { join } from 'node:path';

/** The files of the node in its folder `dir`, by name. */
export function nodeFiles(
  dir: string,
  address: string,
  cgroup: string,
  kubeconfig: string,
): { readonly [file: string]: string } {
  return {
    'containerd.toml': containerd(dir),
    'registries/_default/hosts.toml': `[host."http://127.0.0.1:5000"]\n  capabilities = ["pull", "resolve"]\n`,
    'cni/10-bridge.conflist': JSON.stringify({ cniVersion: '1.0.0', name: 'bridge', plugins: [bridge, portmap] }),
    'kubelet.json': JSON.stringify(kubelet(address, cgroup)),
    'kube-proxy.json': JSON.stringify(kubeProxy(kubeconfig)),
    Corefile: coreFile(address, kubeconfig),
    'provisioner.json': provisioner(dir),
  };
}

/** Where pods get their addresses. */
const pods = '10.244.0.0/24';
/** Where pods ask for names. */
const dns = '10.96.0.10';

const bridge = {
  type: 'bridge',
  bridge: 'cni0',
  isGateway: true,
  ipMasq: true,
  hairpinMode: true,
  ipam: { type: 'host-local', ranges: [[{ subnet: pods }]], routes: [{ dst: '0.0.0.0/0' }] },
};
const portmap = { type: 'portmap', capabilities: { portMappings: true } };

// `restrict_oom_score_adj`: without it, runc needs a right that root lacks in some containers.
function containerd(dir: string): string {
  return `version = 2
root = "${join(dir, 'containerd')}"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.k8s.io/pause:3.9"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${join(dir, 'cni')}"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${join(dir, 'registries')}"
`;
}

// Everybody may ask the kubelet everything: only this machine reaches it.
function kubelet(address: string, cgroup: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address,
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cgroup}`,
    enforceNodeAllocatable: [],
    clusterDNS: [dns],
    clusterDomain: 'cluster.local',
    resolvConf: '',
    failSwapOn: false,
    serializeImagePulls: false,
    syncFrequency: '10s', // how often it looks whether the files of a ConfigMap have changed
    evictionHard: { 'nodefs.available': '0%', 'imagefs.available': '0%' },
    imageGCHighThresholdPercent: 100,
  };
}

function kubeProxy(kubeconfig: string): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig },
    mode: 'iptables',
    clusterCIDR: pods,
    // Limits of the machine are not the node's to change.
    conntrack: { maxPerCore: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
}

function coreFile(address: string, kubeconfig: string): string {
  return `.:53 {
  bind ${address}
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${kubeconfig}
  }
}
`;
}

const helper = (command: string) => `#!/bin/sh\nset -eu\n${command} "$VOL_DIR"\n`;

function provisioner(dir: string): string {
  return JSON.stringify({
    nodePathMap: [{ node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES', paths: [join(dir, 'claims')] }],
  });
}

/** The objects that name service and volumes need in the cluster. */
export function nodeObjects(dir: string, address: string): object[] {
  const namespace = 'local-path-storage';
  const helperPod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'helper-pod' },
    spec: { containers: [{ name: 'helper-pod', image: 'busybox:1.37.0' }] },
  };
  const port = { name: 'dns', port: 53, protocol: 'UDP' };
  const tcp = { name: 'dns-tcp', port: 53, protocol: 'TCP' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'local-path-provisioner', namespace } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'local-path-config', namespace },
      data: {
        'config.json': provisioner(dir),
        'helperPod.yaml': JSON.stringify(helperPod),
        setup: helper('mkdir -m 0777 -p'),
        teardown: helper('rm -rf'),
      },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'local-path', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'rancher.io/local-path',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      spec: { clusterIP: dns, ports: [port, tcp] },
    },
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      subsets: [{ addresses: [{ ip: address }], ports: [port, tcp] }],
    },
  ];
}
