import { Construct } from 'constructs';
import { invalid, shown } from '../private/errors';
import { nearest } from '../private/nearest';
import * as declare from '../declare';
import * as serverless from '../serverless';
import * as workload from '../workload';

/** A revision of a `KnativeHello`. */
export interface KnativeHelloRevision {
  /** Its name, without that of the Service: `v1` makes the revision `<name>-v1`. */
  readonly name: string;
  /** Whom it greets. It answers `Hello <target>!`. */
  readonly target: string;
}

/** A host of its own for one revision of a `KnativeHello`. */
export interface KnativeHelloTestRoute {
  /** The revision, one of `revisions`. */
  readonly revision: string;
  /**
   * The name of the Route.
   * @default - `<name>-test`
   */
  readonly name?: string;
}

/** Properties for `KnativeHello`. */
export interface KnativeHelloProps {
  /**
   * All revisions so far, the oldest first. Only the last is written: apply it when the cluster has those before.
   * For a new revision add one at the end; never change or reuse the name of an old one.
   */
  readonly revisions: KnativeHelloRevision[];
  /**
   * How requests are shared, in whole percents that make 100, by the names of `revisions`. Revisions that are not named
   * get nothing, the last included.
   * @default - all to the newest revision that is ready
   */
  readonly traffic?: { [revision: string]: number };
  /**
   * Shows one revision to testers, under a host of its own.
   * @default - none
   */
  readonly testRoute?: KnativeHelloTestRoute;
  /**
   * Who can reach the Service and the test route.
   * @default - everybody that reaches the gateway of the networking layer
   */
  readonly visibility?: serverless.Visibility;
  /**
   * The networking layer that carries the requests of the Service and the test route.
   * @default - that of the cluster
   */
  readonly networkingLayer?: serverless.NetworkingLayer;
  /**
   * The image: it answers on `$PORT` with `Hello $TARGET!`, and runs as any user. The default is where the Knative
   * project publishes its sample today; `gcr.io/knative-samples/helloworld-go`, which the source uses, is its old home.
   * It has no tag for a release, and needs none: Knative looks up the digest of the tag once, when it makes a revision.
   * @default 'ghcr.io/knative/helloworld-go:latest'
   */
  readonly image?: string;
  /**
   * The name of the Knative Service, which its revisions begin with.
   * @default 'helloworld-go'
   */
  readonly name?: string;
}

/** A user without rights: Kubernetes must know by number that the image does not run as root. */
const NOBODY = 65532;

/**
 * A web server that greets, as a Knative Service: no pods at rest, a revision for each greeting, requests shared between
 * revisions, a test route to one of them. A cluster goes through its history step by step, each step with one revision
 * more than the step before. Revisions that traffic or test route need from the steps before are declared as external.
 * The level of its pods is restricted.
 * Source: DevOps with Kubernetes, part 5, "Hello Serverless World".
 */
export class KnativeHello extends Construct {
  /** The Knative Service. */
  public readonly service: serverless.Service;
  /** The test route, if there is one. */
  public readonly testRoute?: serverless.Route;

  constructor(scope: Construct, id: string, props: KnativeHelloProps) {
    super(scope, id);
    const { revisions, traffic, testRoute, visibility, networkingLayer, name = 'helloworld-go' } = props;
    const newest = this.newestOf(revisions);
    for (const revision of Object.keys(traffic ?? {})) this.checkKnown('traffic', revision, revisions);
    if (testRoute !== undefined) this.checkKnown('testRoute.revision', testRoute.revision, revisions);
    this.service = new serverless.Service(this, 'Service', {
      metadata: { name },
      revision: newest.name,
      containers: [
        {
          image: props.image ?? 'ghcr.io/knative/helloworld-go:latest',
          env: { TARGET: newest.target },
          securityContext: { runAsUser: NOBODY },
        },
      ],
      security: workload.PodSecurityLevel.RESTRICTED,
      traffic:
        traffic && Object.entries(traffic).map(([key, percent]) => serverless.TrafficTarget.revision(key, percent)),
      visibility,
      networkingLayer,
    });
    this.testRoute =
      testRoute &&
      new serverless.Route(this, 'TestRoute', {
        metadata: { name: testRoute.name ?? `${name}-test` },
        service: this.service,
        traffic: [serverless.TrafficTarget.revision(testRoute.revision, 100)],
        visibility,
        networkingLayer,
      });
    const needed = new Set([...Object.keys(traffic ?? {}), ...(testRoute === undefined ? [] : [testRoute.revision])]);
    needed.delete(newest.name);
    for (const revision of needed) this.declareRevision(this.service.revisionName(revision));
  }

  private newestOf(revisions: KnativeHelloRevision[]): KnativeHelloRevision {
    const newest = revisions.at(-1);
    if (newest === undefined) throw invalid(this, "'revisions' must name at least one revision, got []", 'add one');
    const names = revisions.map((revision) => revision.name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice === undefined) return newest;
    throw invalid(this, `'revisions' must differ in name, got ${shown(twice)} twice`, 'rename the newer one');
  }

  private checkKnown(prop: string, name: string, revisions: KnativeHelloRevision[]): void {
    const known = revisions.map((revision) => revision.name);
    if (known.includes(name)) return;
    const near = nearest(name, known);
    const wayOut = near === undefined ? "add it to 'revisions'" : `did you mean ${shown(near)}?`;
    throw invalid(this, `'${prop}' must name one of 'revisions' (${known.join(', ')}), got ${shown(name)}`, wayOut);
  }

  private declareRevision(name: string): void {
    const kind = { apiVersion: 'serving.knative.dev/v1', kind: 'Revision' };
    declare.External.object(this, { ...kind, name, reason: 'made by an earlier step' });
  }
}
