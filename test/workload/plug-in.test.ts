import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { batch, workload } from 'cdk8s-patterns';
import { at, manifest, newChart, NewChartOptions } from '../support';

// Own workloads in the constructs of cdk8s-plus-27, with plain names, in a namespace, and with the hashed names of a stock App.

const charts: [string, NewChartOptions][] = [
  ['a named chart', {}],
  ['a chart with a namespace', { namespace: 'todo' }],
  ['a stock App with hashed names', { disableResourceNameHashes: false }],
];
const resources = { cpu: { request: kplus.Cpu.millis(100) } };
const containers = [{ image: 'nginx', ports: [{ number: 80 }], resources }];

const deployment = (chart: Chart, id = 'Web'): workload.Deployment =>
  new workload.Deployment(chart, id, { containers, replicas: 2 });
const labelsOf = (made: workload.Workload): object => ({ 'app.kubernetes.io/name': made.name });

describe.each(charts)('in %s', (_, options) => {
  test('a Service selects the pods', () => {
    const chart = newChart(options);
    const web = deployment(chart);
    new kplus.Service(chart, 'Service', { selector: web, ports: [{ port: 80 }] });
    expect(manifest(chart, 'Service')).toHaveProperty('spec.selector', labelsOf(web));
  });

  test('an Ingress leads to the Service that exposes the pods', () => {
    const chart = newChart(options);
    const service = deployment(chart).expose();
    new kplus.Ingress(chart, 'Ingress', { defaultBackend: kplus.IngressBackend.fromService(service) });
    expect(manifest(chart, 'Ingress')).toHaveProperty('spec.defaultBackend', {
      service: { name: service.name, port: { number: 80 } },
    });
  });

  test('a NetworkPolicy selects the pods, and takes them as peers', () => {
    const chart = newChart(options);
    const [web, db] = [deployment(chart), deployment(chart, 'Db')];
    new kplus.NetworkPolicy(chart, 'Policy', {
      selector: db,
      ingress: { rules: [{ peer: web, ports: [kplus.NetworkPolicyPort.tcp(80)] }] },
    });
    expect(at(manifest(chart, 'NetworkPolicy'), 'spec')).toMatchObject({
      podSelector: { matchLabels: labelsOf(db) },
      ingress: [{ from: [{ podSelector: { matchLabels: labelsOf(web) } }], ports: [{ port: 80, protocol: 'TCP' }] }],
    });
  });

  test('an autoscaler scales the pods, whose number is left out', () => {
    const chart = newChart(options);
    const web = deployment(chart);
    new kplus.HorizontalPodAutoscaler(chart, 'Scaler', { target: web, maxReplicas: 5 });
    expect(manifest(chart, 'HorizontalPodAutoscaler')).toHaveProperty('spec.scaleTargetRef', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: web.name,
    });
    expect(manifest(chart, 'Deployment')).not.toHaveProperty('spec.replicas');
  });

  test('a disruption budget takes the labels of the pods', () => {
    const chart = newChart(options);
    const web = deployment(chart);
    new kplus.k8s.KubePodDisruptionBudget(chart, 'Budget', {
      spec: { minAvailable: kplus.k8s.IntOrString.fromNumber(1), selector: { matchLabels: web.pods.labels } },
    });
    expect(manifest(chart, 'PodDisruptionBudget')).toHaveProperty('spec', {
      minAvailable: 1,
      selector: { matchLabels: labelsOf(web) },
    });
  });
});

test('a peer of another namespace is found there', () => {
  const chart = newChart();
  const web = deployment(new Chart(chart, 'front', { namespace: 'front' }));
  const db = deployment(new Chart(chart, 'back', { namespace: 'back' }), 'Db');
  db.allowFrom(web);
  expect(manifest(db, 'NetworkPolicy')).toMatchObject({
    metadata: { namespace: 'back' },
    spec: {
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'front' } },
              podSelector: { matchLabels: labelsOf(web) },
            },
          ],
        },
      ],
    },
  });
});

test('a policy of cdk8s-plus lands in the namespace of the pods', () => {
  const chart = newChart();
  const web = deployment(new Chart(chart, 'front', { namespace: 'front' }));
  new kplus.NetworkPolicy(chart, 'Policy', { selector: web });
  expect(manifest(chart, 'NetworkPolicy')).toHaveProperty('metadata.namespace', 'front');
});

test('a set is scaled too', () => {
  const chart = newChart();
  const db = new workload.StatefulSet(chart, 'Db', { containers, replicas: 2 });
  new kplus.HorizontalPodAutoscaler(chart, 'Scaler', { target: db, maxReplicas: 5 });
  expect(manifest(chart, 'HorizontalPodAutoscaler')).toHaveProperty('spec.scaleTargetRef.kind', 'StatefulSet');
  expect(manifest(chart, 'StatefulSet')).not.toHaveProperty('spec.replicas');
});

test('an autoscaler of cdk8s-plus sees no requests that the pods do not have', () => {
  const web = new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx' }] });
  expect(web.toScalingTarget().containers.map((container) => container.resources)).toEqual([{}]);
});

test('connections of cdk8s-plus pods reach the pods', () => {
  const chart = newChart();
  const web = deployment(chart);
  const client = new kplus.Deployment(chart, 'Client', { containers: [{ image: 'curl' }] });
  client.connections.allowTo(web, {
    isolation: kplus.PodConnectionsIsolation.PEER,
    ports: [kplus.NetworkPolicyPort.tcp(80)],
  });
  expect(manifest(chart, 'NetworkPolicy')).toHaveProperty('spec.podSelector', { matchLabels: labelsOf(web) });
});

test('no public member is called containers, which cdk8s-plus would read', () => {
  expect(deployment(newChart())).not.toHaveProperty('containers');
});

test.each<[string, (chart: Chart) => workload.Workload]>([
  ['Deployment', (chart) => deployment(chart)],
  ['CronJob', (chart) => new batch.CronJob(chart, 'Load', { containers, schedule: '@daily' })],
])('a JSON patch of cdk8s arrives in a %s, unknown fields included', (kind, build) => {
  const chart = newChart();
  const made = build(chart);
  made.apiObject.addJsonPatch(JsonPatch.add('/spec/newField', { limits: { cpu: 1 } }));
  expect(manifest(chart, kind)).toHaveProperty('spec.newField', { limits: { cpu: 1 } });
});

test('the object is the default child', () => {
  const web = deployment(newChart());
  expect(ApiObject.of(web)).toBe(web.apiObject);
});
