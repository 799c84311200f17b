import { all, object, pod } from '../manifests';
import { findingsOf } from '../support';

const EXTERNAL = "correct the name, or list it under 'external' in the config file";

describe('objects that controllers make', () => {
  test('are known: claims of a stateful set, certificates, sealed and external Secrets', () => {
    const set = object(
      'apps/v1',
      'StatefulSet',
      'db',
      `spec:
  serviceName: db
  replicas: 2
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: a }] } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`,
    );
    const claimed = (name: string): string =>
      pod({ spec: `volumes: [{ name: a, persistentVolumeClaim: { claimName: ${name} } }]` });
    expect(findingsOf('missing-object', all(set, claimed('data-db-1'))).map(([pointer]) => pointer)).toEqual([
      '/spec/serviceName',
    ]);
    expect(findingsOf('missing-object', all(set, claimed('data-db-2')))).toHaveLength(2);
    const made = all(
      object('cert-manager.io/v1', 'Certificate', 'a', 'spec: { secretName: made }'),
      object('bitnami.com/v1alpha1', 'SealedSecret', 'sealed'),
      object('external-secrets.io/v1', 'ExternalSecret', 'a', 'spec: { target: { name: synced } }'),
    );
    for (const name of ['made', 'sealed', 'synced']) {
      const yaml = all(made, pod({ container: `envFrom: [{ secretRef: { name: ${name} } }]` }));
      expect(findingsOf('missing-object', yaml)).toEqual([]);
    }
  });
});

describe('a custom kind', () => {
  const knative = object('serving.knative.dev/v1', 'Service', 'hello', 'spec: {}');

  test('needs its definition', () => {
    expect(findingsOf('missing-custom-resource-definition', knative)).toEqual([
      [
        '/kind',
        `'kind' must be a kind whose CustomResourceDefinition is in the manifests or declared, got "Service" of serving.knative.dev/v1; ${EXTERNAL}`,
      ],
    ]);
  });

  test.each([
    ['services.serving.knative.dev', 0],
    ['routes.serving.knative.dev', 1],
    ['services.other.dev', 1],
  ])('with %s declared has %i findings', (name, count) => {
    const externals = [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name }];
    expect(findingsOf('missing-custom-resource-definition', knative, { externals })).toHaveLength(count);
  });
});
