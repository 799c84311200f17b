import { Endpoint, Manifests } from '../../src/testing';
import { messageOf } from '../support';

const PODS = [
  workload('Deployment', 'web', [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ]),
  workload('StatefulSet', 'db', [{ name: 'sql', containerPort: 5432 }]),
];

function workload(kind: string, name: string, ports: object[], namespace = 'shop'): object {
  const template = {
    metadata: { labels: { app: name, system: 'shop' } },
    spec: {
      initContainers: [
        { name: 'init', ports: [{ name: 'init', containerPort: 1 }] },
        { name: 'side', restartPolicy: 'Always', ports: [{ name: 'metrics', containerPort: 9090 }] },
      ],
      containers: [{ name, ports }],
    },
  };
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return { apiVersion, kind, metadata: { name, namespace }, spec: { template } };
}

function service(spec: object, more: object[] = []): ReturnType<Manifests['service']> {
  const made = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'front', namespace: 'shop' }, spec };
  const elsewhere = workload('Deployment', 'web', [], 'other');
  const text = [made, elsewhere, ...PODS, ...more].map((object) => JSON.stringify(object)).join('\n---\n');
  return Manifests.ofYaml(text).where({ namespace: 'shop', name: 'front' }).service();
}

const owners = (spec: object, more?: object[]): string[] => service(spec, more).pods.map(({ owner }) => owner);

describe('pods of a Service', () => {
  test.each<[string, object, string[]]>([
    ['the label of one', { selector: { app: 'web' } }, ['Deployment web']],
    ['the label of several', { selector: { system: 'shop' } }, ['Deployment web', 'StatefulSet db']],
    ['one label of two', { selector: { app: 'web', system: 'other' } }, []],
    ['no selector', {}, []],
    ['an empty selector', { selector: {} }, []],
    ['the type ExternalName', { type: 'ExternalName', selector: { app: 'web' } }, []],
    ['the name of one pod', { selector: { 'statefulset.kubernetes.io/pod-name': 'db-0' } }, ['StatefulSet db']],
    ['the number of one pod', { selector: { app: 'db', 'apps.kubernetes.io/pod-index': '1' } }, ['StatefulSet db']],
    ['the name of no pod', { selector: { 'statefulset.kubernetes.io/pod-name': 'db' } }, []],
    ['a label that no controller adds', { selector: { 'job-name': 'web' } }, []],
  ])('are those with %s', (_, spec, found) => {
    expect(owners(spec)).toEqual(found);
  });

  test('may be those of a Job and of a CronJob', () => {
    const jobTemplate = { spec: (workload('Job', 'dump', []) as { spec: object }).spec };
    const cronJob = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'dump', namespace: 'shop' },
      spec: { jobTemplate },
    };
    const made = [workload('Job', 'pi', []), cronJob];
    expect(owners({ selector: { 'batch.kubernetes.io/job-name': 'pi' } }, made)).toEqual(['Job pi']);
    expect(owners({ selector: { 'job-name': 'dump-1' } }, made)).toEqual(['CronJob dump']);
    expect(owners({ selector: { app: 'dump' } }, made)).toEqual(['CronJob dump']);
  });

  test('are views: their containers can be asked', () => {
    const [web] = service({ selector: { app: 'web' } }).pods;
    expect([web?.labels, web?.container('side').name]).toEqual([{ app: 'web', system: 'shop' }, 'side']);
    expect(service({ selector: { app: 'web' } }).manifest).toHaveProperty('spec', { selector: { app: 'web' } });
  });
});

describe('endpoints', () => {
  const web = { protocol: 'TCP', pod: 'Deployment web', container: 'web' };

  test.each<[string, object, Endpoint[]]>([
    ['a port by name', { port: 80, targetPort: 'http' }, [{ ...web, port: 80, containerPort: 8080 }]],
    ['a port by number', { port: 80, targetPort: 8080 }, [{ ...web, port: 80, containerPort: 8080 }]],
    ['the port of the same number', { port: 8080 }, [{ ...web, port: 8080, containerPort: 8080 }]],
    [
      'a port of a sidecar',
      { port: 1, targetPort: 'metrics' },
      [{ ...web, port: 1, container: 'side', containerPort: 9090 }],
    ],
    [
      'a port of UDP',
      { port: 53, protocol: 'UDP', targetPort: 'dns' },
      [{ ...web, port: 53, protocol: 'UDP', containerPort: 53 }],
    ],
    [
      'a number that no container declares',
      { port: 81 },
      [{ port: 81, protocol: 'TCP', pod: 'Deployment web', containerPort: 81 }],
    ],
    ['a name that no container declares', { port: 80, targetPort: 'web' }, []],
    ['a name of another protocol', { port: 80, targetPort: 'dns' }, []],
    ['a port of a container that ends', { port: 80, targetPort: 'init' }, []],
  ])('are those of %s', (_, port, endpoints) => {
    expect(service({ selector: { app: 'web' }, ports: [port] }).endpoints).toEqual(endpoints);
  });

  test('are none without ports', () => {
    expect(service({ clusterIP: 'None', selector: { app: 'web' } }).endpoints).toEqual([]);
  });

  test('are there for each port and each pod', () => {
    const ports = [
      { port: 1, targetPort: 'metrics' },
      { port: 2, targetPort: 'sql' },
    ];
    const { endpoints } = service({ selector: { system: 'shop' }, ports });
    expect(endpoints.map(({ port, pod, containerPort }) => `${port} ${pod} ${containerPort}`)).toEqual([
      '1 Deployment web 9090',
      '1 StatefulSet db 9090',
      '2 StatefulSet db 5432',
    ]);
  });
});

test('a Service of Knative is none of Kubernetes', () => {
  const yaml = '{"apiVersion":"serving.knative.dev/v1","kind":"Service","metadata":{"name":"hello"}}';
  expect(messageOf(() => Manifests.ofYaml(yaml).service('hello'))).toBe(
    'manifests must have one Service hello, got none; there are: Service.serving.knative.dev hello',
  );
});
