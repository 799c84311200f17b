import * as kplus from 'cdk8s-plus-27';
import { storage, workload } from 'cdk8s-patterns';
import { manifest, messageOf, newChart, podOf } from '../support';

// What the source does not do yet: each is an ordinary test of `PodTemplate` once `.failing` is removed.

type Map = { [key: string]: string };
type Props = Partial<workload.DeploymentProps>;

const deployment = (props: Props = {}): workload.Deployment =>
  new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx' }], ...props });

const given = (): {
  containers: {
    image: string;
    command: string[];
    env: Map;
    mounts: storage.VolumeMount[];
    ports: kplus.ContainerPort[];
  }[];
  podLabels: Map;
  podAnnotations: Map;
  nodeSelector: Map;
  tolerations: kplus.k8s.Toleration[];
  replicas: number;
} => ({
  containers: [{ image: 'nginx', command: ['a'], env: { A: '1' }, mounts: [], ports: [{ number: 80 }] }],
  podLabels: { version: 'v1' },
  podAnnotations: { note: 'x' },
  nodeSelector: { disk: 'ssd' },
  tolerations: [{ key: 'a' }],
  replicas: 2,
});

test.each<[string, (props: ReturnType<typeof given>) => unknown]>([
  ['containers', (props) => props.containers.push({ image: 'b', command: [], env: {}, mounts: [], ports: [] })],
  ['the variables', (props) => Object.assign(props.containers[0]?.env ?? {}, { B: '2' })],
  ['the command', (props) => props.containers[0]?.command.push('b')],
  ['the ports', (props) => props.containers[0]?.ports.push({ number: 81 })],
  ['the mounts', (props) => props.containers[0]?.mounts.push(storage.Volume.emptyDir('v').at('/v'))],
  ['podLabels', (props) => Object.assign(props.podLabels, { late: 'x' })],
  ['podAnnotations', (props) => Object.assign(props.podAnnotations, { late: 'x' })],
  ['nodeSelector', (props) => Object.assign(props.nodeSelector, { late: 'x' })],
  ['tolerations', (props) => props.tolerations.push({ key: 'b' })],
  ['replicas', (props) => (props.replicas = 3)],
])('changes nothing when the caller changes %s later', (_, change) => {
  const props = given();
  const made = new workload.Deployment(newChart(), 'Web', props);
  const before = manifest(made, 'Deployment');
  change(props);
  expect(manifest(made, 'Deployment')).toEqual(before);
});

test('the labels of the pods cannot be changed from outside', () => {
  const made = deployment({ labels: { app: 'web' } });
  try {
    made.pods.labels['late'] = 'x';
  } catch {
    // frozen objects throw in strict mode
  }
  expect(manifest(made, 'Deployment')).toHaveProperty('spec.selector.matchLabels', { app: 'web' });
});

test.each<[string, string, Props]>([
  ['of init containers', 'initContainers\\[0\\]\\.image', { initContainers: [{ image: 'A B', name: 'x' }] }],
  ['of sidecars', 'sidecars\\[0\\]\\.image', { sidecars: [{ image: 'A B', name: 'x' }] }],
])('errors %s name their own prop', (_, prop, props) => {
  expect(messageOf(() => deployment(props))).toMatch(new RegExp(`^\\[app/Web\\] '${prop}' `));
});

test('a pod label may be called toString', () => {
  expect(() => deployment({ podLabels: { toString: 'x' } })).not.toThrow();
});

test('fails when the name of the priority class is none', () => {
  expect(messageOf(() => deployment({ priorityClassName: 'Bad Name' }))).toMatch(
    /^\[app\/Web\] 'priorityClassName' .*; /,
  );
});

test.each<[string, Props]>([
  ['affinity', { affinity: {} }],
  ['securityContext', { securityContext: {} }],
])('an empty %s renders nothing', (field, props) => {
  expect(podOf(deployment(props))).not.toHaveProperty(field);
});
