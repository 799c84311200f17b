import { Chart } from 'cdk8s';
import { declare, samples, secure, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';

const first = { name: 'dwk-message-v1', target: 'DwK' };
const second = { name: 'dwk-message-v2', target: 'DwK-but-better' };
const third = { name: 'dwk-message-v3', target: 'DwK-but-extreme' };

/** The greeting Knative Service at one step of its history. */
class KnativeChart extends Chart {
  constructor(scope: Construct, props: samples.KnativeHelloProps) {
    super(scope, 'knative-hello', { namespace: 'knative-hello', disableResourceNameHashes: true });
    declare.Header.of(this, {
      source: 'DevOps with Kubernetes, part 5, "Hello Serverless World"',
      construct: 'samples.KnativeHello',
    });
    declare.External.customResourceDefinition(this, 'services.serving.knative.dev', {
      reason: 'Knative Serving, with a networking layer such as Kourier',
    });
    new secure.Namespace(this, 'Namespace', { enforce: workload.PodSecurityLevel.RESTRICTED });
    new samples.KnativeHello(this, 'Hello', props);
  }
}

/** One revision, which gets all requests. */
export class KnativeFirstChart extends KnativeChart {
  constructor(scope: Construct) {
    super(scope, { revisions: [first] });
  }
}

/** A second revision, which gets no requests yet. */
export class KnativeSecondChart extends KnativeChart {
  constructor(scope: Construct) {
    super(scope, { revisions: [first, second], traffic: { [first.name]: 100, [second.name]: 0 } });
  }
}

/** A third revision, for testers only, while the first two share the requests. */
export class KnativeThirdChart extends KnativeChart {
  constructor(scope: Construct) {
    super(scope, {
      revisions: [first, second, third],
      traffic: { [first.name]: 50, [second.name]: 50 },
      testRoute: { name: 'tester-route', revision: third.name },
    });
    declare.External.customResourceDefinition(this, 'routes.serving.knative.dev');
  }
}
