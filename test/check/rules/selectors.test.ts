import { check } from 'cdk8s-patterns';
import { all, object, pod, service } from '../manifests';
import { findings, findingsOf, report } from '../support';

const nothing = (yaml: string): [string, string][] => findingsOf('selects-nothing', yaml);
const severities = (yaml: string): check.Severity[] =>
  report(yaml, { strict: false })
    .findings.filter(({ rule }) => rule === 'selects-nothing')
    .map(({ severity }) => severity);
const policy = (spec: string): string => object('networking.k8s.io/v1', 'NetworkPolicy', 'a', `spec: { ${spec} }`);
const budget = (selector: string): string =>
  object('policy/v1', 'PodDisruptionBudget', 'a', `spec: { minAvailable: 1, selector: ${selector} }`);

function deployment(name: string, labels: string, selector = labels, namespace = 'default'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${selector} } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { containers: [{ name: web, image: nginx:1.30.6 }] }
`;
}

describe('a selector of pods', () => {
  test.each([
    ['a Service', service()],
    ['a budget', budget('{ matchLabels: { app: web } }')],
    ['a budget by expression', budget('{ matchExpressions: [{ key: app, operator: In, values: [api, web] }] }')],
    ['a budget for all', budget('{}')],
    ['a network policy', policy('podSelector: { matchLabels: { app: web } }')],
    ['a network policy for all', policy('podSelector: {}')],
  ])('of %s may select a pod', (_, yaml) => {
    expect(findings(all(pod(), yaml))).toEqual([]);
  });

  test('must select a pod', () => {
    expect(findings(all(pod(), service({ selector: 'app: wep' })))).toEqual([
      [
        'selects-nothing',
        '/spec/selector',
        '\'spec.selector\' must select pods of namespace default, got {"app":"wep"}; did you mean app: web?',
      ],
    ]);
  });

  test.each([
    [budget('{ matchLabels: { app: api } }'), '/spec/selector', 'correct it, or add the workload to the manifests'],
    [budget('{ matchLabels: { apps: web } }'), '/spec/selector', 'did you mean app: web?'],
    [budget('{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }'), '/spec/selector', 'correct it'],
    [budget('{ matchExpressions: [{ key: app, operator: DoesNotExist }] }'), '/spec/selector', 'correct it'],
    [policy('podSelector: { matchLabels: { app: webs } }'), '/spec/podSelector', 'did you mean app: web?'],
  ])('is told with what was probably meant: %#', (yaml, pointer, wayOut) => {
    const found = nothing(all(pod(), yaml));
    expect(found.map(([where]) => where)).toEqual([pointer]);
    expect(found[0]?.[1]).toContain(`; ${wayOut}`);
  });

  test.each<[string, string, string, string]>([
    ['a value of the same', 'a', 'app: shop', '(Deployment web has {"name":"shop"})'],
    ['the same name', 'web', 'app: front', '(Deployment web has {"name":"shop"})'],
    ['the name that is asked for', 'a', 'app: dbs', '(Deployment db has {"name":"data"})'],
  ])('names the labels of the workload with %s, where labels have other keys', (_, name, selector, hint) => {
    const made = [deployment('db', 'name: data'), deployment('web', 'name: shop'), service({ name, selector })];
    const found = nothing(all(...made));
    expect(found[0]?.[1].split('; ')[1]).toBe(`correct it ${hint}, or add the workload to the manifests`);
  });

  test.each<[string, string[], string, string]>([
    ['the labels of the only workload', ['db'], 'name: shop', 'correct it (Deployment db has {"name":"shop"})'],
    ['none that have the key', ['db'], 'app: shop', 'correct it'],
    ['none of several that are all unlike', ['db', 'queue'], 'name: shop', 'correct it'],
  ])('names %s', (_, workloads, labels, wayOut) => {
    const made = workloads.map((name) => deployment(name, labels));
    const found = nothing(all(...made, service({ selector: 'app: front' })));
    expect(found[0]?.[1].split('; ')[1]).toBe(`${wayOut}, or add the workload to the manifests`);
  });

  test('selects in its own namespace only', () => {
    expect(nothing(all(deployment('web', 'app: web', 'app: web', 'team'), service()))).toHaveLength(1);
  });

  test('of a Service for other names, or without pods, is not looked at', () => {
    expect(findings(object('v1', 'Service', 'a', 'spec: { type: ExternalName, externalName: a.b }'))).toEqual([]);
    expect(findings(object('v1', 'Service', 'a', 'spec: { ports: [{ port: 80 }] }'))).toEqual([]);
  });

  test('is an error for a slip of a letter, else a warning', () => {
    const operated = object('monitoring.coreos.com/v1', 'Prometheus', 'a');
    expect(severities(all(pod(), service({ selector: 'app: wbe' })))).toEqual(['error']);
    expect(severities(all(pod(), service({ selector: 'app: api' })))).toEqual(['warning']);
    expect(severities(all(pod({ labels: 'app: web1' }), service({ selector: 'app: web2' })))).toEqual(['warning']);
    expect(severities(service())).toEqual(['warning']);
    expect(severities(all(pod(), operated, service({ selector: 'app: wbe' })))).toEqual(['warning']);
  });

  test.each([
    ['StatefulSet', 'statefulset.kubernetes.io/pod-name: db-0', 0],
    ['StatefulSet', 'statefulset.kubernetes.io/pod-name: web-0', 1],
    ['Deployment', 'pod-template-hash: abc', 0],
    ['DaemonSet', 'controller-revision-hash: abc', 0],
    ['DaemonSet', 'pod-template-hash: abc', 1],
  ])('knows the labels that a %s adds: %s', (kind, selector, count) => {
    const set = deployment('db', 'app: db').replace('Deployment', kind);
    expect(nothing(all(set, service({ selector })))).toHaveLength(count);
  });

  test.each([
    ['job-name: once', 0],
    ['batch.kubernetes.io/job-name: once', 0],
    ['job-name: twice', 1],
  ])('knows the labels that a Job adds: %s', (selector, count) => {
    const spec = 'template: { spec: { restartPolicy: Never, containers: [{ name: a, image: b }] } }';
    expect(nothing(all(object('batch/v1', 'Job', 'once', `spec: { ${spec} }`), service({ selector })))).toHaveLength(
      count,
    );
  });
});

describe('peers of a network policy', () => {
  const from = (peer: string): string => policy(`podSelector: {}, ingress: [{ from: [${peer}] }]`);

  test('must be pods that are there, as a warning', () => {
    expect(nothing(all(pod(), from('{ podSelector: { matchLabels: { app: wep } } }'))).map(([where]) => where)).toEqual(
      ['/spec/ingress/0/from/0/podSelector'],
    );
    expect(severities(all(pod(), from('{ podSelector: { matchLabels: { app: wep } } }')))).toEqual(['warning']);
    expect(
      nothing(all(pod(), policy('podSelector: {}, egress: [{ to: [{ podSelector: { matchLabels: { app: a } } }] }]'))),
    ).toHaveLength(1);
  });

  test('may be in a namespace that is elsewhere', () => {
    const peer = '{ namespaceSelector: { matchLabels: { team: a } }, podSelector: { matchLabels: { app: wep } } }';
    expect(nothing(all(pod(), from(peer)))).toEqual([]);
  });

  test.each([
    ['app: web', 0],
    ['app: wep', 1],
  ])('may be in a namespace of the manifests: %s', (labels, count) => {
    const team = object('v1', 'Namespace', 'team');
    const peer = `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: team } }, podSelector: { matchLabels: { ${labels} } } }`;
    const there = deployment('web', 'app: web', 'app: web', 'team');
    expect(nothing(all(team, there, from(peer).replace('podSelector: {},', 'podSelector: {},')))).toHaveLength(count);
  });
});

describe('placement', () => {
  const spread = (labels: string): string =>
    pod({
      spec: `topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { ${labels} } } }]`,
    });
  const affinity = (kind: string, labels: string): string =>
    pod({
      spec: `affinity: { ${kind}: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone, labelSelector: { matchLabels: { ${labels} } } }] } }`,
    });

  test('spreads the pods themselves', () => {
    expect(nothing(spread('app: web'))).toEqual([]);
    expect(nothing(spread('app: api'))).toEqual([
      [
        '/spec/topologySpreadConstraints/0/labelSelector',
        '\'spec.topologySpreadConstraints[0].labelSelector\' must select the pods that it spreads ({"app":"web"}), got {"matchLabels":{"app":"api"}}; use labels of the pod template',
      ],
    ]);
  });

  test.each(['podAffinity', 'podAntiAffinity'])('by %s is to pods that are there, as a warning', (kind) => {
    expect(nothing(affinity(kind, 'app: web'))).toEqual([]);
    expect(nothing(all(affinity(kind, 'app: db'), deployment('db', 'app: db')))).toEqual([]);
    expect(severities(affinity(kind, 'app: db'))).toEqual(kind === 'podAffinity' ? ['warning'] : []);
    expect(severities(affinity(kind, 'app: wbe'))).toEqual(['warning']);
  });
});

describe('the selector of a workload', () => {
  test('must select its own pods', () => {
    expect(findings(deployment('web', 'app: web', 'app: wep'))).toEqual([
      [
        'selector-mismatch',
        '/spec/selector',
        '\'spec.selector\' must select the pod template\'s labels ({"app":"web"}), got {"matchLabels":{"app":"wep"}}; did you mean app: web?',
      ],
    ]);
    expect(findings(deployment('web', 'app: web, tier: front', 'app: web'))).toEqual([]);
  });

  test('must differ from that of another workload of the namespace', () => {
    const found = findings(all(deployment('one', 'app: web'), deployment('two', 'app: web')));
    expect(found).toEqual([
      [
        'shared-selector',
        '/spec/selector',
        '\'spec.selector\' must differ from that of Deployment one in namespace default, got {"matchLabels":{"app":"web"}}; give one of them another label, in the selector and in the pod template',
      ],
    ]);
    expect(findings(all(deployment('one', 'app: web, track: a'), deployment('two', 'app: web, track: b')))).toEqual([]);
  });
});
