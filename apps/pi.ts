import { Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { declare, platform, samples, secure, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';

/** Pi behind two caching proxies. */
export class PiChart extends Chart {
  constructor(scope: Construct) {
    super(scope, 'pi', { namespace: 'pi', disableResourceNameHashes: true });
    declare.Header.of(this, {
      source: 'Learn Kubernetes in a Month of Lunches, 5.2, 6.2 and 12.4',
      construct: 'samples.Pi',
    });
    new secure.Namespace(this, 'Namespace', { enforce: workload.PodSecurityLevel.BASELINE });
    new samples.Pi(this, 'Pi', {
      replicas: 2,
      cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
      entry: samples.PiEntry.cachingProxy({ placement: platform.ProxyPlacement.replicas(2) }),
    });
  }
}
