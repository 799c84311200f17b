import { check } from 'cdk8s-patterns';
import { all, object, pod, service } from '../manifests';
import { findings, parsed, report } from '../support';

const errors = (yaml: string): string[] => report(yaml, { strict: false }).errors.map(({ rule }) => rule);
const declared = pod({ container: 'ports: [{ name: http, containerPort: 8080 }]' });

function workload(kind: string, name: string, labels: string, selector = 'app: redis'): string {
  const template = `{ metadata: { labels: { ${labels} } }, spec: { containers: [{ name: a, image: b }] } }`;
  return object('apps/v1', kind, name, `spec: { selector: { matchLabels: { ${selector} } }, template: ${template} }`);
}

describe('what works gives no error', () => {
  const budget = (name: string): string =>
    object(
      'policy/v1',
      'PodDisruptionBudget',
      name,
      'spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }',
    );
  const volume = object(
    'v1',
    'PersistentVolume',
    'task',
    'spec: { storageClassName: manual, capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /a } }',
  );
  const claim = object(
    'v1',
    'PersistentVolumeClaim',
    'task',
    'spec: { storageClassName: manual, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
  );

  test.each([
    [
      'a port that is not declared beside one that is',
      all(declared, service({ ports: '[{ name: a, port: 8080 }, { name: b, port: 9090 }]' })),
    ],
    [
      'two workloads with one selector whose pods differ',
      all(
        workload('Deployment', 'leader', 'app: redis, role: leader'),
        workload('Deployment', 'follower', 'app: redis, role: follower'),
      ),
    ],
    [
      'a label that is set at run time',
      all(pod({ labels: 'app: db' }), service({ selector: 'app: db, role: leader' })),
    ],
    [
      'a Service of another release',
      all(pod({ labels: 'k8s-app: node-local-dns' }), service({ selector: 'k8s-app: kube-dns' })),
    ],
    [
      'another version of the same',
      all(pod({ labels: 'app: web, version: v1' }), service({ selector: 'app: web, version: v2' })),
    ],
    [
      'a variable that is escaped, unknown or before',
      pod({ container: "env: [{ name: A, value: '$$(B) $(C)' }, { name: B, value: '$(A)' }]" }),
    ],
    ['a program with a blank after others', pod({ container: "command: [sh, -c, 'a b']" })],
    ['a budget', all(pod(), budget('one'))],
  ])('%s', (_, yaml) => {
    expect(errors(yaml)).toEqual([]);
  });

  test('a class that is only compared, and a claim template in place of a volume, need not be there', () => {
    expect(findings(all(volume, claim))).toEqual([]);
    const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: ''
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: a, volumeMounts: [{ name: data, mountPath: /data }] }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;
    expect(findings(set)).toEqual([]);
  });

  test('a class of gateways is found without its definition', () => {
    const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'a', 'spec: { gatewayClassName: gc }');
    const yaml = all(object('gateway.networking.k8s.io/v1', 'GatewayClass', 'gc'), gateway);
    expect(findings(yaml).filter(([rule]) => rule === 'missing-object')).toEqual([]);
  });
});

describe('what never works is an error', () => {
  const budget = (name: string): string =>
    object(
      'policy/v1',
      'PodDisruptionBudget',
      name,
      'spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }',
    );
  const env = (list: string): string => pod({ container: `env: ${list}` });
  const role = object(
    'rbac.authorization.k8s.io/v1',
    'Role',
    'a',
    'rules: [{ apiGroups: [apps/v1], resources: [deployments], verbs: [get] }]',
  );
  const clientConfig = '{ service: { name: web, namespace: default } }';
  const webhook = object(
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    'a',
    `webhooks: [{ name: a.b.c, sideEffects: None, admissionReviewVersions: [v1], clientConfig: ${clientConfig} }]`,
  );

  test.each([
    [
      all(declared, service({ ports: '[{ port: 80 }]' })),
      '/spec/ports/0/port',
      "'spec.ports[0].port' must be a TCP port of the pods (http (8080)), got 80; declare it on the container, or correct it",
    ],
    [
      all(declared, service({ ports: '[{ port: 80, targetPort: http, protocol: UDP }]' })),
      '/spec/ports/0/targetPort',
      '\'spec.ports[0].targetPort\' must be a UDP port of the pods (http (8080)), got "http"; write protocol TCP, which the port has',
    ],
    [
      all(pod(), service(), webhook),
      '/webhooks/0/clientConfig/service/port',
      "'webhooks[0].clientConfig.service.port' must be a port of Service web (80), got 443, the default; correct it, or add the port to the Service",
    ],
    [
      all(pod(), budget('one'), budget('two')),
      '/spec/selector',
      '\'spec.selector\' must not select the pods of Pod web, which PodDisruptionBudget one protects, got {"matchLabels":{"app":"web"}}; pods with two budgets are never evicted: make it one',
    ],
    [
      role,
      '/rules/0/apiGroups/0',
      '\'rules[0].apiGroups[0]\' must be a group without a version, got "apps/v1"; did you mean "apps"?',
    ],
    [
      env("[{ name: URL, value: 'http://$(HOST):80' }, { name: HOST, value: web }]"),
      '/spec/containers/0/env/0/value',
      "'spec.containers[0].env[0].value' must use variables that stand before it, and 'HOST' comes later, got \"http://$(HOST):80\"; move 'HOST' up",
    ],
    [
      pod({ container: "livenessProbe: { exec: { command: ['cat /tmp/healthy'] } }" }),
      '/spec/containers/0/livenessProbe/exec/command/0',
      '\'spec.containers[0].livenessProbe.exec.command[0]\' must be the program alone, its arguments are items of their own, got "cat /tmp/healthy"; write ["cat", "/tmp/healthy"]',
    ],
    [
      object('v1', 'Pod', 'a', 'spec: { containers: [] }'),
      '/spec/containers',
      "'spec.containers' must have a container, got []; add one",
    ],
  ])('%#', (yaml, pointer, message) => {
    expect(report(yaml, { strict: false }).errors.map((found) => [found.pointer, found.message])).toEqual([
      [pointer, message],
    ]);
  });
});

test('a policy that names the port of a Service is a warning', () => {
  const policy = (port: number): string =>
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'a',
      `spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: ${port} }] }] }`,
    );
  const web = all(declared, service({ ports: '[{ port: 80, targetPort: http }]' }));
  expect(
    report(all(web, policy(80)), { strict: false }).findings.map(({ severity, message }) => [severity, message]),
  ).toEqual([
    [
      'warning',
      "'spec.ingress[0].ports[0].port' must be a port of the selected pods (http (8080)), not that of Service web, got 80; write the port of the container",
    ],
  ]);
  expect(findings(all(web, policy(8080)))).toEqual([]);
  expect(findings(all(web, policy(9090)))).toEqual([]);
});

test('each apply set has the custom kinds of its own definitions', () => {
  const definition = (field: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { ${field}: { type: integer } } } } } }
`;
  const set = (name: string, field: string): check.ApplySet => {
    const yaml = all(definition(field), object('example.com/v1', 'Widget', 'a', `spec: { ${field}: 1 }`));
    return { name, manifests: parsed(yaml).map((json) => ({ json })) };
  };
  expect(check.Checks.sets([set('dev', 'size'), set('prod', 'count')], { strict: true }).findings).toEqual([]);
});
