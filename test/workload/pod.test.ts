import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { network, schedule, storage, workload } from 'cdk8s-patterns';
import { at, inChart, manifest, messageOf, newChart, podOf } from '../support';

type Props = Partial<workload.BarePodProps>;
/** The props of the kind, and those of the template that end up in another place; the rest is tested with `PodTemplate`. */
type Own = Required<
  Pick<workload.BarePodProps, 'metadata' | 'restartPolicy' | 'labels' | 'podLabels' | 'podAnnotations'>
>;

const containers = [{ image: 'nginx', ports: [{ number: 80 }] }];
const build = (props: Props = {}): workload.Pod =>
  new workload.Pod(newChart(), 'Web', { metadata: { name: 'web' }, containers, ...props });

test('renders every prop', () => {
  const props: Own = {
    metadata: { name: 'web', labels: { team: 'a' }, annotations: { note: 'x' } },
    restartPolicy: kplus.RestartPolicy.ON_FAILURE,
    labels: { app: 'web' },
    podLabels: { version: 'v1' },
    podAnnotations: { seen: 'yes' },
  };
  expect(inChart((chart) => new workload.Pod(chart, 'Web', { containers: [{ image: 'nginx' }], ...props }))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web',
        labels: { team: 'a', app: 'web', version: 'v1' },
        annotations: { note: 'x', seen: 'yes' },
      },
      spec: { restartPolicy: 'OnFailure', containers: [{ name: 'nginx', image: 'nginx' }] },
    },
  ]);
});

test('renders nothing that was not asked for, no labels either', () => {
  expect(inChart((chart) => new workload.Pod(chart, 'Web', { containers: [{ image: 'nginx' }] }))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'app-web' },
      spec: { containers: [{ name: 'nginx', image: 'nginx' }] },
    },
  ]);
});

test('renders the settings of the pod as other workloads do', () => {
  const props = {
    initContainers: [{ image: 'busybox', name: 'init' }],
    security: workload.PodSecurityLevel.RESTRICTED,
    containers: [{ image: 'nginx', mounts: [storage.Volume.emptyDir('data').at('/data')] }],
  };
  const deployment = new workload.Deployment(newChart(), 'Web', props);
  expect(at(manifest(build(props), 'Pod'), 'spec')).toEqual(podOf(deployment));
});

test('takes the labels and the namespace of its chart', () => {
  const chart = newChart({ namespace: 'tools', labels: { chapter: 'two' } });
  new workload.Pod(chart, 'Web', { containers, labels: { app: 'web' } });
  expect(manifest(chart, 'Pod').metadata).toEqual({
    name: 'app-web',
    namespace: 'tools',
    labels: { chapter: 'two', app: 'web' },
  });
});

test('a Service and a network policy select it by labels alone, not by podLabels', () => {
  const made = build({ labels: { app: 'web' }, podLabels: { version: 'v1' } });
  made.expose({ port: 8080 });
  made.allowFrom(made);
  expect(manifest(made, 'Service')).toHaveProperty('spec', {
    selector: { app: 'web' },
    ports: [{ port: 8080, targetPort: 80 }],
  });
  expect(manifest(made, 'NetworkPolicy')).toHaveProperty('spec.podSelector', { matchLabels: { app: 'web' } });
});

test('an equal label in metadata and labels is one label', () => {
  expect(manifest(build({ metadata: { name: 'web', labels: { app: 'web' } }, labels: { app: 'web' } }), 'Pod')).toEqual(
    manifest(build({ labels: { app: 'web' } }), 'Pod'),
  );
});

test('no labels are no labels, whatever way they are written', () => {
  expect(manifest(build({ labels: {} }), 'Pod')).toHaveProperty('metadata', { name: 'web' });
});

test('changes nothing when the caller changes labels later', () => {
  const labels: { [key: string]: string } = { app: 'web' };
  const made = build({ labels });
  labels['late'] = 'x';
  expect(manifest(made, 'Pod')).toHaveProperty('metadata.labels', { app: 'web' });
});

const UNSELECTABLE = "'labels' must be set for a pod that something selects, got none; give it labels of its own";

test.each<[string, (made: workload.Pod) => unknown]>([
  ['expose', (made) => made.expose()],
  ['a Service', (made) => new network.Service(made, 'Own', { selector: made, ports: [{ port: 80 }] })],
  ['a network policy', (made) => made.allowFrom()],
  ['a peer of a network policy', (made) => made.toNetworkPolicyPeerConfig()],
])('fails when %s would select a pod without labels', (_, select) => {
  expect(messageOf(() => select(build({ podLabels: { version: 'v1' } })))).toBe(`[app/Web] ${UNSELECTABLE}`);
});

test.each<[string, Props, string]>([
  [
    'the pod shall be replaced on a change of what it reads',
    { rollOnConfigChange: true },
    "'rollOnConfigChange' must not be true for a Pod, which replaces no pods, got true; omit it, or use a Deployment",
  ],
  [
    'metadata and labels contradict each other',
    { metadata: { labels: { app: 'a' } }, labels: { app: 'b' } },
    '\'metadata.labels["app"]\' must be the same as for the pod, got "a" and "b"; omit one of them',
  ],
  [
    'metadata and podAnnotations contradict each other',
    { metadata: { annotations: { note: 'a' } }, podAnnotations: { note: 'b' } },
    '\'metadata.annotations["note"]\' must be the same as for the pod, got "a" and "b"; omit one of them',
  ],
  [
    'a label has no value that Kubernetes takes',
    { labels: { app: 'a b' } },
    "'labels[\"app\"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"a b\"; shorten it, or use an annotation",
  ],
  [
    'a volume is a claim template',
    {
      containers: [
        {
          image: 'nginx',
          mounts: [storage.Volume.claimTemplate('data', { storage: Size.gibibytes(1) }).at('/data')],
        },
      ],
    },
    '\'mounts\' must not use a claim template outside a StatefulSet, got "data"; use Volume.persistentVolumeClaim',
  ],
  [
    'it ends, and a sidecar would not',
    { restartPolicy: kplus.RestartPolicy.NEVER, sidecars: [{ image: 'logs' }] },
    "'sidecars' must be native in pods that end, which Kubernetes 1.27 lacks; set the App's target to 1.29 or newer, or omit them",
  ],
  ['there is no container', { containers: [] }, "'containers' must name at least one container, got []; add one"],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => build(props))).toBe(`[app/Web] ${words}`);
});

test.each<[string, (target: workload.Pod) => unknown]>([
  ['of cdk8s-plus', (target) => new kplus.HorizontalPodAutoscaler(target, 'Scaler', { target, maxReplicas: 2 })],
  [
    'of this library',
    (target) => new schedule.HorizontalPodAutoscaler(target, 'Scaler', { target, maxReplicas: 2, cpuUtilization: 50 }),
  ],
])('fails when an autoscaler %s would scale it', (_, scale) => {
  expect(messageOf(() => scale(build()))).toBe(
    "[app/Web] 'target' must have a number of replicas, got a Pod; use a Deployment or StatefulSet",
  );
});
