import { Chart } from 'cdk8s';
import { declare, samples, secure, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';

/** TimeCheck with all four adapters. */
export class TimeCheckChart extends Chart {
  constructor(scope: Construct) {
    super(scope, 'timecheck', { namespace: 'timecheck', disableResourceNameHashes: true });
    declare.Header.of(this, {
      source: 'Learn Kubernetes in a Month of Lunches, 7.2 and 7.3',
      construct: 'samples.TimeCheck',
    });
    new secure.Namespace(this, 'Namespace', { enforce: workload.PodSecurityLevel.BASELINE });
    new samples.TimeCheck(this, 'TimeCheck', { settings: {} });
  }
}
