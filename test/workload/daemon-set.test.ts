import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { inChart, messageOf, newChart } from '../support';

type Props = Partial<workload.DaemonSetProps>;
/** The props of the kind; those of its pods are tested with `PodTemplate`. */
type Own = Required<Omit<workload.DaemonSetProps, keyof workload.PodProps>>;

const build = (props: Props) => (): workload.DaemonSet =>
  new workload.DaemonSet(newChart(), 'Agent', { containers: [{ image: 'agent' }], ...props });
const template = (name: string): object => ({
  metadata: { labels: { 'app.kubernetes.io/name': name } },
  spec: { containers: [{ name: 'agent', image: 'agent' }] },
});

test('renders every prop', () => {
  const props: Own = {
    metadata: { name: 'agent', labels: { team: 'a' } },
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: kplus.k8s.IntOrString.fromString('10%') },
    },
    minReady: Duration.seconds(0),
  };
  expect(
    inChart((chart) => new workload.DaemonSet(chart, 'Agent', { containers: [{ image: 'agent' }], ...props })),
  ).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', labels: { team: 'a' } },
      spec: {
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
        minReadySeconds: 0,
        selector: { matchLabels: { 'app.kubernetes.io/name': 'agent' } },
        template: template('agent'),
      },
    },
  ]);
});

test('renders nothing that was not asked for', () => {
  expect(inChart((chart) => new workload.DaemonSet(chart, 'Agent', { containers: [{ image: 'agent' }] }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'app-agent' },
      spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'app-agent' } }, template: template('app-agent') },
    },
  ]);
});

test.each<[string, Props, string]>([
  [
    'minReady is a fraction',
    { minReady: Duration.millis(1) },
    "'minReady' must be a whole number of at least 0, got 0.001; give whole seconds, at least 0",
  ],
  ['there is no container', { containers: [] }, "'containers' must name at least one container, got []; add one"],
  [
    'the name is none',
    { metadata: { name: 'Agent' } },
    "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"Agent\"; choose another name or omit it",
  ],
])('fails when %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(`[app/Agent] ${words}`);
});
