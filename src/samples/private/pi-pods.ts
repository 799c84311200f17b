import { IConstruct } from 'constructs';
import { check } from '../../private/rules';
import * as workload from '../../workload';
import type { PiWebProps } from '../pi-web';

const LEVELS = ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical', 'None'];

/** The Deployment of the web application of Pi. Fails for a level that .NET does not know: its pods would crash. */
export function piPods(scope: IConstruct, props: PiWebProps): workload.DeploymentProps {
  const { metadata, labels, replicas, cpu, logLevel, image = 'kiamol/ch05-pi' } = props;
  check(scope, 'logLevel', logLevel, level, 'write one of them');
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

function level(value: string): string | undefined {
  return LEVELS.includes(value) ? undefined : `must be one of ${LEVELS.join(', ')}`;
}
