import { container, found, pod } from './found';

const deployment = (spec: object) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec });

describe('unknown fields', () => {
  it.each<[string, object, string]>([
    [
      'a misspelt one',
      pod({ hostNetwrk: true }),
      "unknown-field /spec/hostNetwrk: 'hostNetwrk' must be a field of PodSpec, got \"hostNetwrk\"; did you mean 'hostNetwork'?",
    ],
    [
      'one in the wrong case',
      pod({ hostnetwork: true }),
      "unknown-field /spec/hostnetwork: 'hostnetwork' must be a field of PodSpec, got \"hostnetwork\"; did you mean 'hostNetwork'?",
    ],
    [
      'one that looks like no other',
      container({ ports: [{ containerPort: 80, published: 8080 }] }),
      "unknown-field /spec/containers/0/ports/0/published: 'published' must be a field of ContainerPort, " +
        'got "published"; its fields are containerPort, hostIP, hostPort, name, protocol',
    ],
    [
      'one at the top',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, spec: {} },
      'unknown-field /spec: \'spec\' must be a field of ConfigMap, got "spec"; ' +
        'its fields are apiVersion, binaryData, data, immutable, kind, metadata',
    ],
    [
      'one in the metadata',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', label: {} } },
      "unknown-field /metadata/label: 'label' must be a field of ObjectMeta, got \"label\"; did you mean 'labels'?",
    ],
  ])('%s is found', (_, manifest, problem) => {
    expect(found(manifest)).toEqual([problem]);
  });

  it('are looked for in the metadata of templates and claims, but not in a status', () => {
    const spec = {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' }, nam: 'db' }, spec: { containers: [{ name: 'db' }] } },
      volumeClaimTemplates: [{ metadata: { name: 'data', lables: {} }, spec: {} }],
    };
    const statefulSet = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db' },
      spec,
      status: { anything: true },
    };
    expect(found(statefulSet)).toEqual([
      "unknown-field /spec/template/metadata/nam: 'nam' must be a field of ObjectMeta, got \"nam\"; did you mean 'name'?",
      "unknown-field /spec/volumeClaimTemplates/0/metadata/lables: 'lables' must be a field of ObjectMeta, got \"lables\"; did you mean 'labels'?",
    ]);
  });

  it('are fields that a later Kubernetes knows', () => {
    const sidecar = pod({ initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] });
    expect(found(sidecar, '1.27')).toEqual([
      "unknown-field /spec/initContainers/0/restartPolicy: 'restartPolicy' must be a field of Container, " +
        'got "restartPolicy"; it is known since Kubernetes 1.28: raise the target or omit it',
    ]);
    expect(found(sidecar, '1.28')).toEqual([]);
  });

  it('are fields that only an earlier Kubernetes knows', () => {
    const claimed = pod({ resourceClaims: [{ name: 'gpu', source: { resourceClaimName: 'gpu' } }] });
    expect(found(claimed, '1.30')).toEqual([]);
    expect(found(claimed, '1.31')).toEqual([
      "unknown-field /spec/resourceClaims/0/source: 'source' must be a field of PodResourceClaim, " +
        'got "source"; it is known until Kubernetes 1.30: omit it',
    ]);
  });

  it('are judged by the nearest minor that is known', () => {
    const sidecar = container({ restartPolicy: 'Always' });
    expect([found(sidecar, '1.20'), found(sidecar, '1.99')]).toEqual([found(sidecar, '1.27'), found(sidecar, '1.37')]);
  });
});

describe('missing fields', () => {
  it('are named with the type that lacks them', () => {
    expect(found(deployment({ replicas: 2 }))).toEqual([
      "missing-field /spec/selector: 'selector' must be set in DeploymentSpec, got only replicas; add 'selector'",
      "missing-field /spec/template: 'template' must be set in DeploymentSpec, got only replicas; add 'template'",
    ]);
  });

  it('are those that are null, too', () => {
    expect(found(pod({ containers: null }))).toEqual([
      "missing-field /spec/containers: 'containers' must be set in PodSpec, got null; give it a value",
    ]);
  });

  it('are named in an empty object', () => {
    expect(found({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: {} })).toEqual([
      "missing-field /spec/containers: 'containers' must be set in PodSpec, got no fields; add 'containers'",
    ]);
  });
});

describe('enums', () => {
  it('take their values and the empty string', () => {
    for (const imagePullPolicy of ['Always', 'IfNotPresent', 'Never', ''])
      expect(found(container({ imagePullPolicy }))).toEqual([]);
  });

  it('refuse another value', () => {
    expect(found(container({ imagePullPolicy: 'always' }))).toEqual([
      "wrong-value /spec/containers/0/imagePullPolicy: 'imagePullPolicy' must be one of Always, IfNotPresent, Never, " +
        'got "always"; did you mean \'Always\'?',
    ]);
    expect(found(pod({ restartPolicy: 'Sometimes' }))).toEqual([
      "wrong-value /spec/restartPolicy: 'restartPolicy' must be one of Always, Never, OnFailure, " +
        'got "Sometimes"; write one of them',
    ]);
  });

  it('may hold values of several words, in a list', () => {
    const request = (...usages: string[]) => ({
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name: 'ana' },
      spec: { request: 'aGk=', signerName: 'example.com/ana', usages },
    });
    expect(found(request('client auth', 'server auth'))).toEqual([]);
    expect(found(request('client-auth'))).toEqual([
      expect.stringMatching(/^wrong-value \/spec\/usages\/0: .*; did you mean 'client auth'\?$/),
    ]);
  });

  it('know since when a value is known', () => {
    const spec = {
      ...{ serviceName: 'db', selector: { matchLabels: { app: 'db' } }, updateStrategy: { type: 'Recreate' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db' }] } },
    };
    const statefulSet = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db' }, spec };
    expect(found(statefulSet, '1.36')).toEqual([
      "wrong-value /spec/updateStrategy/type: 'type' must be one of OnDelete, RollingUpdate, " +
        'got "Recreate"; it is known since Kubernetes 1.37: raise the target or omit it',
    ]);
    expect(found(statefulSet, '1.37')).toEqual([]);
  });
});

describe('duplicate items', () => {
  const service = (ports: object[]) => ({
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } },
    spec: { ports },
  });

  it('are those with the same keys', () => {
    const http = { name: 'http', port: 80, protocol: 'TCP' };
    expect(found(service([http, { ...http, protocol: 'UDP' }, { ...http, name: 'web' }]))).toEqual([
      "duplicate-item /spec/ports/2: 'ports[2]' must be unique in 'port' and 'protocol', " +
        `got {"name":"web","port":80,"protocol":"TCP"}; it is the same as 'ports[0]': remove or change one`,
    ]);
  });

  it('are not looked for where the API server takes them', () => {
    const A = { name: 'A', value: 'a' };
    expect(found(container({ env: [A, A], args: ['a', 'a'] }))).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    [{ apiVersion: 'v1', kind: 'ConfigMap' }],
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: null }],
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '' } }],
  ])('are missing in %j', (manifest) => {
    expect(found(manifest)).toEqual([
      "missing-field /metadata/name: 'name' must be set in ObjectMeta, got none; add 'name'",
    ]);
  });

  it('may be made by the API server, and are not needed for questions to it', () => {
    const prefixed = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'web-' } };
    const question = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: {} };
    const limits = { apiVersion: 'v1', kind: 'LimitRange', spec: { limits: [] } };
    expect([found(prefixed), found(question), found(limits)]).toEqual([[], [], []]);
  });
});
