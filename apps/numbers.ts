import { Chart } from 'cdk8s';
import { declare, samples, secure, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';

/** Random numbers from an API that breaks after 20 calls, so that its probes have something to cure. */
export class NumbersChart extends Chart {
  constructor(scope: Construct) {
    super(scope, 'numbers', { namespace: 'numbers', disableResourceNameHashes: true });
    declare.Header.of(this, {
      source: 'Learn Kubernetes in a Month of Lunches, 3.2, 7.4, 12.1 and 12.2',
      construct: 'samples.Numbers',
    });
    new secure.Namespace(this, 'Namespace', { enforce: workload.PodSecurityLevel.BASELINE });
    new samples.Numbers(this, 'Numbers', { failAfterCalls: 20, ambassador: true });
  }
}
