import { check } from 'cdk8s-patterns';
import { all, object, pod } from '../manifests';
import { findings, findingsOf, report } from '../support';

describe('a name of another object', () => {
  const env = (source: string): string => pod({ container: `env: [{ name: A, valueFrom: { ${source} } }]` });
  const volume = (source: string): string => pod({ spec: `volumes: [{ name: a, ${source} }]` });
  const claim = (spec: string): string =>
    object(
      'v1',
      'PersistentVolumeClaim',
      'a',
      `spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }, ${spec} }`,
    );
  const binding = (kind: string, rest: string): string => object('rbac.authorization.k8s.io/v1', kind, 'b', rest);
  const rbac = 'apiGroup: rbac.authorization.k8s.io';
  const to = `roleRef: { ${rbac}, kind: ClusterRole, name: view }\nsubjects:`;
  const scaler = `spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: gone } }`;
  const gateway = 'gateway.networking.k8s.io/v1';

  test.each([
    [
      env('configMapKeyRef: { name: gone, key: a }'),
      '/spec/containers/0/env/0/valueFrom/configMapKeyRef/name',
      'ConfigMap in namespace default',
    ],
    [
      env('secretKeyRef: { name: gone, key: a }'),
      '/spec/containers/0/env/0/valueFrom/secretKeyRef/name',
      'Secret in namespace default',
    ],
    [
      pod({ container: 'envFrom: [{ secretRef: { name: gone } }]' }),
      '/spec/containers/0/envFrom/0/secretRef/name',
      'Secret in namespace default',
    ],
    [
      pod({ spec: 'initContainers: [{ name: i, image: a, envFrom: [{ configMapRef: { name: gone } }] }]' }),
      '/spec/initContainers/0/envFrom/0/configMapRef/name',
      'ConfigMap in namespace default',
    ],
    [volume('configMap: { name: gone }'), '/spec/volumes/0/configMap/name', 'ConfigMap in namespace default'],
    [volume('secret: { secretName: gone }'), '/spec/volumes/0/secret/secretName', 'Secret in namespace default'],
    [
      volume('projected: { sources: [{ configMap: { name: gone } }] }'),
      '/spec/volumes/0/projected/sources/0/configMap/name',
      'ConfigMap in namespace default',
    ],
    [
      volume('projected: { sources: [{ secret: { name: gone } }] }'),
      '/spec/volumes/0/projected/sources/0/secret/name',
      'Secret in namespace default',
    ],
    [
      volume('persistentVolumeClaim: { claimName: gone }'),
      '/spec/volumes/0/persistentVolumeClaim/claimName',
      'PersistentVolumeClaim in namespace default',
    ],
    [pod({ spec: 'serviceAccountName: gone' }), '/spec/serviceAccountName', 'ServiceAccount in namespace default'],
    [pod({ spec: 'priorityClassName: gone' }), '/spec/priorityClassName', 'PriorityClass'],
    [pod({ spec: 'runtimeClassName: gone' }), '/spec/runtimeClassName', 'RuntimeClass'],
    [
      pod({ spec: 'imagePullSecrets: [{ name: gone }]' }),
      '/spec/imagePullSecrets/0/name',
      'Secret in namespace default',
    ],
    [pod({ namespace: 'gone' }), '/metadata/namespace', 'Namespace'],
    [claim('storageClassName: gone'), '/spec/storageClassName', 'StorageClass'],
    [claim('volumeName: gone'), '/spec/volumeName', 'PersistentVolume'],
    [
      binding('RoleBinding', `roleRef: { ${rbac}, kind: Role, name: gone }`),
      '/roleRef/name',
      'Role in namespace default',
    ],
    [
      binding('ClusterRoleBinding', `roleRef: { ${rbac}, kind: ClusterRole, name: gone }`),
      '/roleRef/name',
      'ClusterRole',
    ],
    [
      binding('RoleBinding', `${to} [{ kind: ServiceAccount, name: gone }]`),
      '/subjects/0/name',
      'ServiceAccount in namespace default',
    ],
    [
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a', scaler),
      '/spec/scaleTargetRef/name',
      'Deployment in namespace default',
    ],
    [
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'a',
        'spec: { ingressClassName: gone, defaultBackend: { resource: { apiGroup: a.b, kind: C, name: d } } }',
      ),
      '/spec/ingressClassName',
      'IngressClass',
    ],
    [
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'a',
        'spec: { defaultBackend: { service: { name: gone, port: { number: 80 } } } }',
      ),
      '/spec/defaultBackend/service/name',
      'Service in namespace default',
    ],
    [object(gateway, 'Gateway', 'a', 'spec: { gatewayClassName: gone }'), '/spec/gatewayClassName', 'GatewayClass'],
    [
      object(gateway, 'HTTPRoute', 'a', 'spec: { parentRefs: [{ name: gone }] }'),
      '/spec/parentRefs/0/name',
      'Gateway in namespace default',
    ],
    [
      object(gateway, 'HTTPRoute', 'a', 'spec: { rules: [{ backendRefs: [{ name: gone, port: 80 }] }] }'),
      '/spec/rules/0/backendRefs/0/name',
      'Service in namespace default',
    ],
  ])('must be there: %#', (yaml, pointer, what) => {
    const found = findingsOf('missing-object', yaml);
    expect(found.map(([where]) => where)).toEqual([pointer]);
    expect(found[0]?.[1]).toMatch(
      new RegExp(`must name an? ${what} that is in the manifests or declared, got "gone"; `),
    );
  });

  test('may be that of an object which every cluster has', () => {
    const yaml = all(
      pod({ spec: 'serviceAccountName: default\npriorityClassName: system-node-critical', namespace: 'kube-system' }),
      binding('ClusterRoleBinding', `roleRef: { ${rbac}, kind: ClusterRole, name: cluster-admin }`),
      volume('configMap: { name: kube-root-ca.crt }').replace('name: web', 'name: other'),
    );
    expect(findings(yaml)).toEqual([]);
  });

  test('may be that of an object which is optional', () => {
    expect(findings(env('configMapKeyRef: { name: gone, key: a, optional: true }'))).toEqual([]);
    expect(findings(volume('secret: { secretName: gone, optional: true }'))).toEqual([]);
  });

  test('must be in the same namespace', () => {
    const yaml = all(
      object('v1', 'Namespace', 'team'),
      object('v1', 'ConfigMap', 'settings').replace('name: settings', 'name: settings, namespace: team'),
      volume('configMap: { name: settings }'),
    );
    expect(findings(yaml)).toEqual([
      [
        'missing-object',
        '/spec/volumes/0/configMap/name',
        `'spec.volumes[0].configMap.name' must name a ConfigMap in namespace default that is in the manifests or declared, got "settings"; ConfigMap settings is in namespace team: move one of them`,
      ],
    ]);
  });

  test('is compared with those that are there', () => {
    const yaml = all(object('v1', 'ConfigMap', 'settings'), volume('configMap: { name: setings }'));
    expect(findings(yaml)).toEqual([
      [
        'missing-object',
        '/spec/volumes/0/configMap/name',
        '\'spec.volumes[0].configMap.name\' must name a ConfigMap in namespace default that is in the manifests or declared, got "setings"; did you mean "settings"?',
      ],
    ]);
  });

  test('is a warning when it is missing, an error under strict', () => {
    const yaml = volume('configMap: { name: gone }');
    expect(report(yaml, { strict: false }).findings.map(({ severity }) => severity)).toEqual([check.Severity.WARNING]);
    expect(report(yaml).findings.map(({ severity }) => severity)).toEqual([check.Severity.ERROR]);
  });
});

describe('a key of a ConfigMap or Secret', () => {
  const settings = object('v1', 'ConfigMap', 'settings', 'data: { COLOUR: blue }\nbinaryData: { logo: AA== }');
  const secret = object('v1', 'Secret', 'secret', 'data: { PASSWORD: AA== }\nstringData: { USER: a }');
  const env = (kind: string, name: string, key: string): string =>
    pod({ container: `env: [{ name: A, valueFrom: { ${kind}KeyRef: { name: ${name}, key: ${key} } } }]` });

  test.each([
    ['COLOUR', 'configMap', 'settings'],
    ['logo', 'configMap', 'settings'],
    ['PASSWORD', 'secret', 'secret'],
    ['USER', 'secret', 'secret'],
  ])('may be %s of a %s', (key, kind, name) => {
    expect(findings(all(settings, secret, env(kind, name, key)))).toEqual([]);
  });

  test('must be there', () => {
    expect(findings(all(settings, env('configMap', 'settings', 'SIZE')))).toEqual([
      [
        'missing-key',
        '/spec/containers/0/env/0/valueFrom/configMapKeyRef/key',
        '\'spec.containers[0].env[0].valueFrom.configMapKeyRef.key\' must be a key of ConfigMap settings (COLOUR, logo), got "SIZE"; add the key to the ConfigMap, or correct it',
      ],
    ]);
  });

  test('is compared without case', () => {
    const found = findings(all(secret, env('secret', 'secret', 'password')));
    expect(found.map(([, , message]) => message.split('; ')[1])).toEqual(['did you mean "PASSWORD"?']);
  });

  test('must be there in items of volumes, and is told for each', () => {
    const yaml = all(
      settings,
      pod({
        spec: 'volumes: [{ name: a, configMap: { name: settings, items: [{ key: X, path: x }, { key: COLOUR, path: y }] } }]',
      }),
      pod({
        spec: 'volumes: [{ name: a, projected: { sources: [{ configMap: { name: settings, items: [{ key: Y, path: x }] } }] } }]',
      }).replace('name: web', 'name: other'),
    );
    expect(findingsOf('missing-key', yaml).map(([pointer]) => pointer)).toEqual([
      '/spec/volumes/0/configMap/items/0/key',
      '/spec/volumes/0/projected/sources/0/configMap/items/0/key',
    ]);
  });

  test('must be among those that were declared for an external object', () => {
    const externals = [{ apiVersion: 'v1', kind: 'Secret', name: 'db', keys: ['password'] }];
    const yaml = env('secret', 'db', 'user');
    expect(findingsOf('missing-key', yaml, { externals })).toHaveLength(1);
    expect(findings(yaml, { externals: [{ apiVersion: 'v1', kind: 'Secret', name: 'db' }] })).toEqual([]);
  });

  test.each([
    ['COLOUR', 'configMap: { name: settings }', 0],
    ['COLOR', 'configMap: { name: settings }', 1],
    ['a', 'configMap: { name: settings, items: [{ key: COLOUR, path: a/b }] }', 0],
    ['COLOUR', 'configMap: { name: settings, items: [{ key: COLOUR, path: a/b }] }', 1],
    ['USER', 'projected: { sources: [{ configMap: { name: settings } }, { secret: { name: secret } }] }', 0],
    ['NAME', 'projected: { sources: [{ configMap: { name: settings } }, { secret: { name: secret } }] }', 1],
    ['any', 'emptyDir: {}', 0],
  ])('must be there when %s is mounted from %s', (path, source, count) => {
    const container = `volumeMounts: [{ name: a, mountPath: /a, subPath: ${path} }]`;
    const yaml = all(settings, secret, pod({ container, spec: `volumes: [{ name: a, ${source} }]` }));
    const pointers = findings(yaml).map(([rule, pointer]) => `${rule} ${pointer}`);
    expect(pointers).toEqual(Array(count).fill('missing-key /spec/containers/0/volumeMounts/0/subPath'));
  });

  test('of a token that Kubernetes fills in is not known', () => {
    const token = object('v1', 'Secret', 'token', 'type: kubernetes.io/service-account-token');
    expect(findingsOf('missing-key', all(token, env('secret', 'token', 'token')))).toEqual([]);
  });
});
