import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

type Props = Partial<workload.ReplicaSetProps>;
/** The props of the kind; those of its pods are tested with `PodTemplate`. */
type Own = Required<Omit<workload.ReplicaSetProps, keyof workload.PodProps>>;

const containers = [{ image: 'nginx', ports: [{ number: 80 }] }];
const build = (props: Props = {}): workload.ReplicaSet =>
  new workload.ReplicaSet(newChart(), 'Web', { containers, ...props });

const template = (name: string): object => ({
  metadata: { labels: { 'app.kubernetes.io/name': name } },
  spec: { containers: [{ name: 'nginx', image: 'nginx', ports: [{ containerPort: 80 }] }] },
});

test('renders every prop', () => {
  const props: Own = {
    metadata: { name: 'web', labels: { team: 'a' } },
    replicas: 3,
    minReady: Duration.seconds(10),
  };
  expect(inChart((chart) => new workload.ReplicaSet(chart, 'Web', { containers, ...props }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web', labels: { team: 'a' } },
      spec: {
        replicas: 3,
        minReadySeconds: 10,
        selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
        template: template('web'),
      },
    },
  ]);
});

test('renders nothing that was not asked for', () => {
  expect(inChart((chart) => new workload.ReplicaSet(chart, 'Web', { containers }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'app-web' },
      spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'app-web' } }, template: template('app-web') },
    },
  ]);
});

test('a Service reaches its pods', () => {
  const made = build({ metadata: { name: 'web' }, labels: { app: 'web' } });
  made.expose();
  expect(manifest(made, 'Service')).toHaveProperty('spec', { selector: { app: 'web' }, ports: [{ port: 80 }] });
});

test('an autoscaler takes over the number of pods', () => {
  const resources = { cpu: { request: kplus.Cpu.millis(100) } };
  const made = build({ metadata: { name: 'web' }, replicas: 3, containers: [{ image: 'nginx', resources }] });
  new kplus.HorizontalPodAutoscaler(made, 'Scaler', { target: made, maxReplicas: 5 });
  expect(manifest(made, 'ReplicaSet')).not.toHaveProperty('spec.replicas');
  expect(manifest(made, 'HorizontalPodAutoscaler')).toHaveProperty('spec.scaleTargetRef', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: 'web',
  });
});

test.each<[string, Props, string]>([
  ['replicas is -1', { replicas: -1 }, "'replicas' must be a whole number of at least 0, got -1; omit it for one pod"],
  [
    'minReady is half a second',
    { minReady: Duration.millis(500) },
    "'minReady' must be a whole number of at least 0, got 0.5; give whole seconds, at least 0",
  ],
  [
    'its pods shall be replaced on a change of what they read',
    { rollOnConfigChange: true },
    "'rollOnConfigChange' must not be true for a ReplicaSet, which replaces no pods, got true; omit it, or use a Deployment",
  ],
  ['there is no container', { containers: [] }, "'containers' must name at least one container, got []; add one"],
  [
    'the name is none',
    { metadata: { name: 'Web' } },
    "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Web\"; choose another name or omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => build(props))).toBe(`[app/Web] ${words}`);
});
