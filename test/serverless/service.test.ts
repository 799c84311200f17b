import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ConfigMap } from '../../src/config';
import { NetworkingLayer, Service, ServiceProps, TrafficTarget, Visibility } from '../../src/serverless';
import { PodSecurityLevel, Probe } from '../../src/workload';
import { at, manifest, messageOf, newChart } from '../support';

const image = 'example/web:1';
const namespace = 'shop';

function service(props: Partial<ServiceProps> = {}, chart = newChart({ namespace })): Service {
  return new Service(chart, 'Web', { metadata: { name: 'web' }, containers: [{ image }], ...props });
}

function template(props: Partial<ServiceProps> = {}): unknown {
  return at(manifest(service(props), 'Service'), 'spec', 'template');
}

test('says nothing that was not asked for', () => {
  expect(manifest(service(), 'Service')).toEqual({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'web', namespace },
    spec: { template: { spec: { containers: [{ image }] } } },
  });
});

test('renders every prop', () => {
  const chart = newChart({ namespace });
  const props: Required<ServiceProps> = {
    metadata: { name: 'web', labels: { team: 'a' }, annotations: { note: 'b' } },
    containers: [{ image, ports: [{ number: 8000 }] }],
    revision: 'v2',
    traffic: [TrafficTarget.revision('v1', 90), TrafficTarget.latest(10, { tag: 'next' })],
    visibility: Visibility.CLUSTER_LOCAL,
    networkingLayer: NetworkingLayer.KOURIER,
    minScale: 1,
    maxScale: 5,
    initialScale: 2,
    targetConcurrency: 0.5,
    containerConcurrency: 10,
    podLabels: { version: '2' },
    podAnnotations: { 'autoscaling.knative.dev/window': '40s' },
    security: PodSecurityLevel.RESTRICTED,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', 'robot'),
    automountServiceAccountToken: false,
    imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'Pull', 'registry')],
    rollOnConfigChange: true,
    timeout: Duration.minutes(10),
    responseStartTimeout: Duration.minutes(10),
    idleTimeout: Duration.seconds(0),
  };
  expect(manifest(service(props, chart), 'Service')).toEqual({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: {
      name: 'web',
      namespace,
      labels: { team: 'a', 'networking.knative.dev/visibility': 'cluster-local' },
      annotations: { note: 'b', 'networking.knative.dev/ingress-class': 'kourier.ingress.networking.knative.dev' },
    },
    spec: {
      template: {
        metadata: {
          name: 'web-v2',
          labels: { version: '2' },
          annotations: {
            'autoscaling.knative.dev/min-scale': '1',
            'autoscaling.knative.dev/max-scale': '5',
            'autoscaling.knative.dev/initial-scale': '2',
            'autoscaling.knative.dev/target': '0.5',
            'autoscaling.knative.dev/window': '40s',
          },
        },
        spec: {
          containerConcurrency: 10,
          timeoutSeconds: 600,
          responseStartTimeoutSeconds: 600,
          idleTimeoutSeconds: 0,
          serviceAccountName: 'robot',
          automountServiceAccountToken: false,
          imagePullSecrets: [{ name: 'registry' }],
          containers: [
            {
              name: 'user-container',
              image,
              ports: [{ containerPort: 8000 }],
              readinessProbe: { tcpSocket: { port: 8000 }, successThreshold: 1 },
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
      traffic: [
        { revisionName: 'web-v1', percent: 90 },
        { latestRevision: true, percent: 10, tag: 'next' },
      ],
    },
  });
});

test('writes bounds of 0, which are not the absence of a bound', () => {
  const annotations = at(template({ minScale: 0, maxScale: 0 }), 'metadata', 'annotations');
  expect(annotations).toEqual({ 'autoscaling.knative.dev/min-scale': '0', 'autoscaling.knative.dev/max-scale': '0' });
  expect(at(template({ containerConcurrency: 0 }), 'spec')).toHaveProperty('containerConcurrency', 0);
});

test('names a revision by what follows the name of the Service, or whole', () => {
  expect(at(template({ revision: 'v1' }), 'metadata')).toEqual({ name: 'web-v1' });
  expect(at(template({ revision: 'web-v1' }), 'metadata')).toEqual({ name: 'web-v1' });
  expect(service().revisionName('v1')).toBe('web-v1');
  expect(service().revisionName('web-v1')).toBe('web-v1');
});

test('fails for the name of a revision that is no DNS label', () => {
  expect(messageOf(() => service().revisionName('v1.0'))).toMatch(/^\[app\/Web\] 'revision' must .*, got "web-v1.0"; /);
});

test('keeps settings of the container before those of its level', () => {
  const containers = [{ image, securityContext: { runAsUser: 1000, seccompProfile: { type: 'Localhost' } } }];
  const context = at(template({ containers, security: PodSecurityLevel.RESTRICTED }), 'spec', 'containers', 0);
  expect(context).toHaveProperty('securityContext', {
    runAsUser: 1000,
    runAsNonRoot: true,
    seccompProfile: { type: 'Localhost' },
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  });
});

test('fails for a container that contradicts the level', () => {
  const containers = [{ image, securityContext: { runAsUser: 0 } }];
  expect(messageOf(() => service({ containers, security: PodSecurityLevel.RESTRICTED }))).toMatch(
    /^\[app\/Web\] 'security' must not be restricted with containers\[0\]\.securityContext\.runAsUser, got 0; /,
  );
});

test('probes port 8080 of a container that declares no port', () => {
  const containers = [{ image, liveness: Probe.http('/live') }];
  expect(at(template({ containers }), 'spec', 'containers')).toEqual([
    { image, livenessProbe: { httpGet: { path: '/live', port: 8080 } } },
  ]);
});

test('keeps the names of several containers', () => {
  const containers = [{ image, ports: [{ number: 80 }] }, { image: 'example/log' }];
  expect(at(template({ containers }), 'spec', 'containers')).toEqual([
    { name: 'web', image, ports: [{ containerPort: 80 }] },
    { name: 'log', image: 'example/log' },
  ]);
});

test('makes containers, not native sidecars, where Kubernetes knows those', () => {
  const containers = [{ image, ports: [{ number: 80 }] }, { image: 'example/log' }];
  const rendered = manifest(service({ containers }, newChart({ target: '1.36' })), 'Service');
  expect(at(rendered, 'spec', 'template', 'spec', 'initContainers')).toBeUndefined();
  expect(at(rendered, 'spec', 'template', 'spec', 'containers')).toHaveLength(2);
});

test('makes a new revision when a ConfigMap that it reads changes, and only then', () => {
  const hash = (value: string): unknown => {
    const chart = newChart();
    const config = new ConfigMap(chart, 'Config', { data: { key: value } });
    const containers = [{ image, envRefs: { KEY: kplus.EnvValue.fromConfigMap(config, 'key') } }];
    const rendered = manifest(service({ containers, rollOnConfigChange: true }, chart), 'Service');
    return at(rendered, 'spec', 'template', 'metadata', 'annotations', 'checksum/config');
  };
  expect(hash('a')).toMatch(/^[0-9a-f]{32}$/);
  expect(hash('a')).toBe(hash('a'));
  expect(hash('a')).not.toBe(hash('b'));
});

test('has a host that names the namespace', () => {
  expect(service().clusterHost).toBe('web.shop.svc');
  const own = { metadata: { name: 'web', namespace: 'own' } };
  expect(service(own, newChart()).clusterHost).toBe('web.own.svc');
});

test('fails to tell its host without a namespace', () => {
  expect(messageOf(() => service({}, newChart()).clusterHost)).toBe(
    "[app/Web] 'metadata.namespace' must be known for 'clusterHost', got none; set it, or that of the chart",
  );
});

test('is a peer of network policies by the label of its pods', () => {
  const chart = newChart({ namespace });
  const web = service({}, chart);
  const db = new kplus.Deployment(chart, 'Db', { containers: [{ image: 'db', portNumber: 5432 }] });
  new kplus.NetworkPolicy(chart, 'Policy', { metadata: { name: 'db' }, selector: db }).addIngressRule(web);
  new kplus.NetworkPolicy(chart, 'Own', { metadata: { name: 'web' }, selector: web });
  const podSelector = { matchLabels: { 'serving.knative.dev/service': 'web' } };
  const policy = manifest(chart, 'NetworkPolicy', 'db');
  expect(at(policy, 'spec', 'ingress', 0, 'from', 0)).toMatchObject({ podSelector });
  expect(at(manifest(chart, 'NetworkPolicy', 'web'), 'spec')).toMatchObject({ podSelector });
  expect(web.toPodSelector()).toBe(web);
});

test('selects pods without a namespace where the chart has none', () => {
  expect(service({}, newChart()).toPodSelectorConfig().namespaces).toBeUndefined();
});

test('takes JSON patches for what Knative allows by feature flag', () => {
  const web = service();
  web.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/nodeSelector', { disk: 'ssd' }));
  expect(at(manifest(web, 'Service'), 'spec', 'template', 'spec', 'nodeSelector')).toEqual({ disk: 'ssd' });
});

test('is the default child of its construct', () => {
  const web = service();
  expect(ApiObject.of(web)).toBe(web.apiObject);
});

test('works in a stock App with hashed names', () => {
  const web = new Service(new Chart(new App(), 'app'), 'Web', { containers: [{ image }], revision: 'v1' });
  expect(web.name).toMatch(/^app-web-/);
  expect(at(manifest(web, 'Service'), 'spec', 'template', 'metadata', 'name')).toBe(`${web.name}-v1`);
});

test('leaves what the caller gave as it is', () => {
  const props = Object.freeze({
    containers: Object.freeze([Object.freeze({ image })]) as ServiceProps['containers'],
    podLabels: Object.freeze({ version: '1' }),
    metadata: Object.freeze({ name: 'web', labels: Object.freeze({}) }),
    visibility: Visibility.CLUSTER_LOCAL,
    minScale: 1,
  });
  expect(() => manifest(service(props), 'Service')).not.toThrow();
});
