import { ContainerJson, DEFAULT_PORT, ProbeJson } from './containers';

/** A volume as the pod model renders it. */
export interface VolumeJson {
  readonly name: string;
  readonly emptyDir?: object;
}

/**
 * The containers with all that Knative adds to those of a new revision. While the name of the revision stays, Knative
 * adds nothing and takes no change, and `kubectl apply` replaces lists of a custom resource whole: without these fields,
 * a second apply of the same manifest would remove them and be rejected.
 * Source: knative.dev/serving, pkg/apis/serving/v1/revision_defaults.go and configuration_defaults.go.
 */
export function withDefaults(containers: ContainerJson[], volumes: VolumeJson[] = []): ContainerJson[] {
  const writable = volumes.filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name);
  return containers.map((container) => ({
    ...container,
    name: container.name ?? 'user-container',
    startupProbe: withService(container.startupProbe),
    readinessProbe: withService(readiness(container, containers.length === 1)),
    livenessProbe: withService(container.livenessProbe),
    volumeMounts: container.volumeMounts?.map((mount) =>
      writable.includes(mount.name) ? mount : { ...mount, readOnly: true },
    ),
  }));
}

function readiness({ readinessProbe, ports }: ContainerJson, single: boolean): ProbeJson | undefined {
  if (!single && ports === undefined) return undefined;
  const probe = readinessProbe ?? { tcpSocket: { port: ports?.[0]?.containerPort ?? DEFAULT_PORT } };
  const repeated = probe.periodSeconds === undefined ? {} : { failureThreshold: 3, timeoutSeconds: 1 };
  return { successThreshold: 1, ...repeated, ...probe };
}

function withService(probe: ProbeJson | undefined): ProbeJson | undefined {
  return probe?.grpc === undefined ? probe : { ...probe, grpc: { service: '', ...probe.grpc } };
}
