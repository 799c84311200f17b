import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { keepsData } from '../../private/host-paths';
import * as declare from '../../declare';
import * as storage from '../../storage';
import * as workload from '../../workload';
import { ProxyPlacement } from '../proxy-placement';

/** What the pods of a caching proxy depend on. */
export interface ProxyPods {
  readonly pods: Omit<workload.WorkloadProps, 'containers'>;
  readonly container: workload.ContainerProps;
  /** One pod of a Deployment when absent. */
  readonly placement?: ProxyPlacement;
  readonly cache: storage.Volume;
  /** Whether one pod must end before the next can mount the cache. */
  readonly exclusive: boolean;
  readonly security?: workload.PodSecurityLevel;
}

/** Below it, a port is for root alone, unless the pod says otherwise. */
const PRIVILEGED_PORTS = 1024;
/** The user `nginx` of the official images. */
const NGINX_USER = 101;

/** The pods of a caching proxy: a Deployment, or a DaemonSet. */
export function proxyPods(scope: Construct, id: string, options: ProxyPods): workload.Workload {
  const { placement, cache, exclusive } = options;
  const props = { ...options.pods, ...security(options), containers: [options.container] };
  const { _count: count, _nodeSelector: nodeSelector } = placement ?? {};
  if (count === 'node') return new workload.DaemonSet(scope, id, { ...props, nodeSelector });
  const made = new workload.Deployment(scope, id, {
    ...props,
    replicas: count,
    strategy: exclusive ? kplus.DeploymentStrategy.recreate() : undefined,
  });
  const { hostPath } = cache._toKube();
  if ((count ?? 1) > 1 && hostPath !== undefined && keepsData(hostPath.path, hostPath.type)) {
    declare.Acknowledgement.of(made, {
      rule: 'shared-host-path',
      reason: 'Nginx renames each finished answer into the cache, so that proxies of a node can share it',
    });
  }
  return made;
}

function security({ security, cache, container }: ProxyPods): Partial<workload.WorkloadProps> {
  const { PRIVILEGED, RESTRICTED } = workload.PodSecurityLevel;
  const level = security ?? (cache._isHostPath ? PRIVILEGED : RESTRICTED);
  if (level !== RESTRICTED) return { security: level };
  const low = (container.ports ?? []).some(({ number }) => number < PRIVILEGED_PORTS);
  return {
    security: level,
    securityContext: {
      runAsUser: NGINX_USER,
      runAsGroup: NGINX_USER,
      fsGroup: NGINX_USER,
      sysctls: low ? [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] : undefined,
    },
  };
}
