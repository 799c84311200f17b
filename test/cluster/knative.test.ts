// The Knative application on real webhooks and reconcilers, step by step; and what its constructs refuse, Knative refuses too.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { KubernetesObject, V1Deployment } from '@kubernetes/client-node';
import { ApplySet } from './apply-sets';
import { Cluster } from './cluster';
import { testFolders } from './folders.test';

/** A Service of Knative, as far as these tests know it. */
interface KnativeService extends KubernetesObject {
  readonly spec: { readonly template: { readonly metadata: { readonly name: string } }; readonly traffic?: Target[] };
  readonly status?: { readonly latestReadyRevisionName?: string; readonly traffic?: Target[] };
}

interface Target {
  readonly revisionName?: string;
  readonly percent?: number;
}

/** Tests a folder with objects of Knative and its step folders, on the cluster that `connect` gives once the tests run. */
export function testKnative(chain: ApplySet[], connect: () => Cluster): void {
  testFolders(chain, connect, (applied) => {
    it(`${applied.at(-1)?.name} is reconciled`, () => expectReconciled(connect(), applied));
    if (applied.length < chain.length) return;
    for (const [what, change] of Object.entries(refused)) {
      it(`refuses ${what}`, () => expectRefused(connect(), serviceOf(chain[0]), change));
    }
  });
}

const ofKnative = (kind: string, name: string, namespace: string) => ({
  apiVersion: 'serving.knative.dev/v1',
  kind,
  metadata: { name, namespace },
});

/** Every step has left its Revision with a Deployment, and the traffic goes where the last one sends it. */
async function expectReconciled(cluster: Cluster, steps: ApplySet[]): Promise<void> {
  const declared = steps.map(serviceOf);
  const newest = declared.at(-1)!;
  const { name = '', namespace = '' } = newest.metadata ?? {};
  const live = await cluster.read<KnativeService>(newest);
  const revisions = declared.map(({ spec }) => spec.template.metadata.name);
  assert.equal(live?.status?.latestReadyRevisionName, revisions.at(-1));

  for (const kind of ['Configuration', 'Route']) {
    assert(await cluster.read(ofKnative(kind, name, namespace)), `no ${kind} ${name}`);
  }
  for (const revision of revisions) {
    assert(await cluster.read(ofKnative('Revision', revision, namespace)), `no Revision ${revision}`);
    const metadata = { name: `${revision}-deployment`, namespace };
    const deployment = await cluster.read<V1Deployment>({ apiVersion: 'apps/v1', kind: 'Deployment', metadata });
    assert.equal(deployment?.status?.availableReplicas, 1, `pods of ${revision}`);
  }
  const wanted = newest.spec.traffic ?? [{ revisionName: revisions.at(-1), percent: 100 }];
  assert.deepEqual(shares(live?.status?.traffic), shares(wanted));
}

const shares = (traffic: Target[] = []) => traffic.map(({ revisionName, percent }) => [revisionName, percent ?? 0]);

function serviceOf(set?: ApplySet): KnativeService {
  const service = set?.objects.find(
    ({ apiVersion, kind }) => apiVersion === 'serving.knative.dev/v1' && kind === 'Service',
  );
  assert(service, `${set?.name} has no Service of Knative`);
  return service as KnativeService;
}

/** What is set in the Service: paths with points, in which `0` is the first container. */
interface Change {
  readonly set: { readonly [path: string]: unknown };
  /** What Knative says about it. */
  readonly says: RegExp;
}

const pod = 'spec.template.spec';
const container = `${pod}.containers.0`;
const latest = { latestRevision: true };

const refused: { readonly [what: string]: Change } = {
  'traffic of 80 percent': {
    set: {
      'spec.traffic': [
        { ...latest, percent: 50 },
        { ...latest, percent: 30 },
      ],
    },
    says: /sum to 80/,
  },
  'a tag twice': {
    set: {
      'spec.traffic': [
        { ...latest, percent: 100, tag: 'a' },
        { ...latest, percent: 0, tag: 'a' },
      ],
    },
    says: /Multiple definitions for "a"/,
  },
  'a revision that does not begin with the name of the Service': {
    set: { 'spec.template.metadata.name': 'v1' },
    says: /must have prefix/,
  },
  'a name with a point': { set: { 'metadata.name': 'hello.world' }, says: /not a DNS 1035 label/ },
  'two ports': {
    set: { [`${container}.ports`]: [{ containerPort: 80 }, { containerPort: 81 }] },
    says: /more than one container port/i,
  },
  'a port that Knative takes': {
    set: { [`${container}.ports`]: [{ containerPort: 8012 }] },
    says: /8012 is a reserved port/,
  },
  'a port that is not named http1 or h2c': {
    set: { [`${container}.ports`]: [{ name: 'web', containerPort: 80 }] },
    says: /Port name web is not allowed/,
  },
  'a port of the node': {
    set: { [`${container}.ports`]: [{ containerPort: 80, hostPort: 80 }] },
    says: /unknown field ".*hostPort"/,
  },
  'a volume of the node': {
    set: {
      [`${pod}.volumes`]: [{ name: 'node', hostPath: { path: '/' } }],
      [`${container}.volumeMounts`]: [{ name: 'node', mountPath: '/node' }],
    },
    says: /hostPath/,
  },
  'the network of the node': { set: { [`${pod}.hostNetwork`]: true }, says: /unknown field ".*hostNetwork"/ },
  'a privileged container': {
    set: { [`${container}.securityContext.privileged`]: true },
    says: /unknown field ".*privileged"/,
  },
  'a variable made from a field of the pod': {
    set: { [`${container}.env`]: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
    says: /must not set the field.*fieldRef/,
  },
  'more pods at least than at most': {
    set: {
      'spec.template.metadata.annotations': {
        'autoscaling.knative.dev/min-scale': '3',
        'autoscaling.knative.dev/max-scale': '2',
      },
    },
    says: /max-scale=2 is less than min-scale=3/,
  },
  'a scale on the Service itself': {
    set: { 'metadata.annotations': { 'autoscaling.knative.dev/min-scale': '1' } },
    says: /autoscaling annotations must be put under/,
  },
  'a token in the pods': {
    set: { [`${pod}.automountServiceAccountToken`]: true },
    says: /automountServiceAccountToken/,
  },
  'a request of more than 10 minutes': { set: { [`${pod}.timeoutSeconds`]: 601 }, says: /expected 0 <= 601 <= 600/ },
};

async function expectRefused(cluster: Cluster, service: KnativeService, { set, says }: Change): Promise<void> {
  const changed = structuredClone(service) as unknown as { [key: string]: unknown };
  delete (changed.metadata as { annotations?: unknown }).annotations;
  for (const [path, value] of Object.entries({ 'metadata.name': 'refused', 'spec.template.metadata': {}, ...set }))
    put(changed, path, value);
  const { code, stderr } = await cluster.kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(changed));
  assert.notEqual(code, 0, 'it is accepted');
  assert.match(stderr, says);
}

function put(object: { [key: string]: unknown }, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  let inner = object;
  for (const key of keys) inner = (inner[key] ??= {}) as { [key: string]: unknown };
  inner[last] = value;
}
