import { Chart } from 'cdk8s';
import { secure, workload } from 'cdk8s-patterns';
import { inChart, manifest, messageOf, newChart } from '../support';

const { BASELINE, PRIVILEGED, RESTRICTED } = workload.PodSecurityLevel;

test('renders every prop', () => {
  const props: Required<secure.NamespaceProps> = {
    metadata: { name: 'todo', labels: { team: 'a' }, annotations: { note: 'x' } },
    enforce: BASELINE,
    warn: RESTRICTED,
  };
  expect(inChart((chart) => new secure.Namespace(chart, 'Namespace', props))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'todo',
        labels: {
          team: 'a',
          'pod-security.kubernetes.io/enforce': 'baseline',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
        annotations: { note: 'x' },
      },
    },
  ]);
});

test('renders nothing that was not asked for', () => {
  expect(inChart((chart) => new secure.Namespace(chart, 'Namespace'))).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'app-namespace' } },
  ]);
});

test('has the name of the namespace of the chart, and lies in none', () => {
  expect(inChart((chart) => new secure.Namespace(chart, 'Namespace'), { namespace: 'todo' })).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'todo' } },
  ]);
});

test('a name of its own wins', () => {
  const chart = newChart({ namespace: 'todo' });
  const namespace = new secure.Namespace(chart, 'Namespace', { metadata: { name: 'other' } });
  expect([namespace.name, manifest(chart, 'Namespace').metadata]).toEqual(['other', { name: 'other' }]);
});

test('the level may be privileged', () => {
  const namespace = new secure.Namespace(newChart(), 'Namespace', { enforce: PRIVILEGED });
  expect(manifest(namespace, 'Namespace')).toHaveProperty(['metadata', 'labels'], {
    'pod-security.kubernetes.io/enforce': 'privileged',
  });
});

test('leaves what it is given alone', () => {
  const labels = Object.freeze({ team: 'a' });
  new secure.Namespace(newChart(), 'Namespace', { metadata: Object.freeze({ labels }), warn: BASELINE });
  expect(labels).toEqual({ team: 'a' });
});

const LABEL = "must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit";

test.each([
  ['has a dot', 'a.b', '"a.b"'],
  ['has 64 characters', 'n'.repeat(64), `"${'n'.repeat(64)}"`],
  ['is empty', '', '""'],
])('fails when the name %s', (_, name, got) => {
  expect(messageOf(() => new secure.Namespace(newChart(), 'Namespace', { metadata: { name } }))).toBe(
    `[app/Namespace] 'metadata.name' ${LABEL}, got ${got}; choose another name or omit it`,
  );
});

test('fails for a wrong label', () => {
  expect(messageOf(() => new secure.Namespace(newChart(), 'Namespace', { metadata: { labels: { a: 'b c' } } }))).toBe(
    "[app/Namespace] 'metadata.labels[\"a\"]' must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit, got \"b c\"; shorten it, or use an annotation",
  );
});

describe('gaps', () => {
  test('fails when the namespace of the chart is none', () => {
    const chart = new Chart(newChart(), 'todo', { namespace: 'Bad_Namespace' });
    expect(messageOf(() => new secure.Namespace(chart, 'Namespace'))).toMatch(/^\[app\/todo\/Namespace\] '.*'.*; /);
  });
});
