import * as workload from '../../workload';
import type { PiWebProps } from '../pi-web';

/** The Deployment of the web application of Pi. */
export function piPods(props: PiWebProps): workload.DeploymentProps {
  const { metadata, labels, replicas, cpu, logLevel, image = 'kiamol/ch05-pi' } = props;
  return {
    metadata: { name: 'pi-web', ...metadata },
    labels,
    replicas,
    security: workload.PodSecurityLevel.BASELINE,
    containers: [
      {
        name: 'web',
        image,
        command: ['dotnet', 'Pi.Web.dll', '-m', 'web'],
        ports: [{ number: 80, name: 'http' }],
        env: logLevel === undefined ? undefined : { Logging__LogLevel__Default: logLevel },
        resources: cpu && { cpu },
        // Only the port: a page takes seconds to compute, and a slow pod is no broken pod.
        readiness: workload.Probe.tcp(),
      },
    ],
  };
}
