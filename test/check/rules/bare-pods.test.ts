import { Severity } from '../../../src/check';
import { findingsOf, report } from '../support';
import { all, made } from './cases';

const CONTAINERS = 'containers: [{ name: web, image: nginx }]';
const pod = (spec = '', metadata = ''): string =>
  made('Pod', `spec: { ${spec}${CONTAINERS} }`, `name: one, labels: { app: web }${metadata}`);
const service = (spec = 'selector: { app: web }, ports: [{ port: 80 }]'): string =>
  made('Service', `spec: { ${spec} }`);
const controller = (kind: string, apiVersion = 'apps/v1', labels = 'app: web', name = 'web'): string => {
  const selector = kind === 'ReplicationController' ? `{ ${labels} }` : `{ matchLabels: { ${labels} } }`;
  const fields = `selector: ${selector}, ${kind === 'StatefulSet' ? 'serviceName: web, ' : ''}template`;
  const template = `{ metadata: { labels: { ${labels} } }, spec: { ${CONTAINERS} } }`;
  return `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name} }, spec: { ${fields}: ${template} } }`;
};

describe('bare-pod', () => {
  const bare = (...yaml: string[]): [string, string][] => findingsOf('bare-pod', all(...yaml));
  const MESSAGE =
    '\'kind\' must be that of a controller, since Service web needs the pod, got "Pod"; make it a Deployment, which replaces its pods when their node goes';

  test.each([
    ['that says nothing about restarts', pod()],
    ['that always restarts', pod('restartPolicy: Always, ')],
    ['that somebody owns who is no controller', pod('', ', ownerReferences: [{ kind: App, name: web }]')],
  ])('finds a pod behind a Service %s', (_, yaml) => {
    expect(bare(yaml, service())).toEqual([['/kind', MESSAGE]]);
  });

  test('is a warning', () => {
    const { findings } = report(all(pod(), service()), { strict: false });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['bare-pod', Severity.WARNING]]);
  });

  test('finds each pod of a Service, and once for two Services', () => {
    const other = pod().replace('name: one', 'name: two');
    const second = service().replace('name: web', 'name: public');
    expect(bare(pod(), other, service(), second)).toEqual([
      ['/kind', MESSAGE],
      ['/kind', MESSAGE],
    ]);
  });

  test.each([
    ['that no Service needs', [pod()]],
    ['that another Service needs', [pod(), service('selector: { app: api }, ports: [{ port: 80 }]')]],
    ['of a Service that has no selector', [pod(), service('ports: [{ port: 80 }]')]],
    ['that an alias would select', [pod(), service('type: ExternalName, externalName: a.b, selector: { app: web }')]],
    ['that ends', [pod('restartPolicy: Never, '), service()]],
    ['that ends well', [pod('restartPolicy: OnFailure, '), service()]],
    ['beside those of a Deployment', [pod(), service(), controller('Deployment')]],
    ['of an operator', [pod('', ', ownerReferences: [{ kind: App, name: web, controller: true }]'), service()]],
    ['of the kubelet', [pod('', ', annotations: { kubernetes.io/config.mirror: abc }'), service()]],
    ['that its node needs', [pod('priorityClassName: system-node-critical, '), service()]],
    ['that tests a release', [pod('', ', annotations: { helm.sh/hook: test }'), service()]],
    ['of another namespace', [pod('', ', namespace: tools'), service()]],
  ])('accepts a pod %s', (_, yaml) => {
    expect(bare(...yaml)).toEqual([]);
  });
});

describe('adopted-pod', () => {
  const adopted = (...yaml: string[]): [string, string][] => findingsOf('adopted-pod', all(...yaml));

  test.each([
    ['ReplicaSet', 'apps/v1'],
    ['DaemonSet', 'apps/v1'],
    ['ReplicationController', 'v1'],
  ])('finds a pod that a %s would take', (kind, apiVersion) => {
    expect(adopted(controller(kind, apiVersion), pod())).toEqual([
      [
        '/metadata/labels',
        `'metadata.labels' must not be what ${kind} web selects, got {"app":"web"}; give the pod another label: it would be taken`,
      ],
    ]);
  });

  test('is a warning', () => {
    const { findings } = report(all(controller('ReplicaSet'), pod()), { strict: false });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['adopted-pod', Severity.WARNING]]);
  });

  test.each([
    ['with the labels of a Deployment', [controller('Deployment'), pod()]],
    ['with the labels of a StatefulSet', [controller('StatefulSet'), pod()]],
    ['with other labels', [controller('ReplicaSet', 'apps/v1', 'app: api'), pod()]],
    ['with some of the labels', [controller('ReplicaSet', 'apps/v1', 'app: web, tier: front'), pod()]],
    ['of another namespace', [controller('ReplicaSet'), pod('', ', namespace: tools')]],
    [
      'of a controller',
      [controller('ReplicaSet'), pod('', ', ownerReferences: [{ kind: ReplicaSet, name: a, controller: true }]')],
    ],
    ['of another controller', [controller('ReplicaSet'), controller('Deployment', 'apps/v1', 'app: web', 'other')]],
  ])('accepts a pod %s', (_, yaml) => {
    expect(adopted(...yaml)).toEqual([]);
  });
});
