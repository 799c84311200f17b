import { findingsOf } from '../support';

const service = (metadata: string, spec: string, annotations = ''): string => `apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: hello, annotations: { ${annotations} } }
spec:
  template:
    metadata: { ${metadata} }
    spec: { ${spec} }
`;
const container = (text: string): string => service('', `containers: [{ image: a, ${text} }]`);
const pod = (text: string): string => service('', `containers: [{ image: a }], ${text}`);
const scale = (text: string): string => service(`annotations: { ${text} }`, 'containers: [{ image: a }]');
const of = (key: string, value: string): string => `autoscaling.knative.dev/${key}: "${value}"`;

describe('knative-template', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a revision without the name of the Service',
      service('name: v1', 'containers: [{ image: a }]'),
      [
        [
          '/spec/template/metadata/name',
          '\'spec.template.metadata.name\' must begin with the name of the Service, as hello-, got "v1"; did you mean "hello-v1"?',
        ],
      ],
    ],
    [
      'what no pod may have',
      pod('terminationGracePeriodSeconds: 1, automountServiceAccountToken: true'),
      [
        [
          '/spec/template/spec/terminationGracePeriodSeconds',
          "'spec.template.spec.terminationGracePeriodSeconds' must be absent in Knative, got 1; omit it",
        ],
        [
          '/spec/template/spec/automountServiceAccountToken',
          "'spec.template.spec.automountServiceAccountToken' must not be true in Knative, got true; omit it, and let the account say so",
        ],
      ],
    ],
    [
      'what an installation may switch on',
      pod('nodeSelector: { a: b }, containerConcurrency: 1001, timeoutSeconds: 601'),
      [
        [
          '/spec/template/spec/nodeSelector',
          '\'spec.template.spec.nodeSelector\' must be absent unless a feature of Knative is switched on for it, got {"a":"b"}; omit it',
        ],
        [
          '/spec/template/spec/containerConcurrency',
          "'spec.template.spec.containerConcurrency' must be at most 1000 unless Knative is told otherwise, got 1001; lower it",
        ],
        [
          '/spec/template/spec/timeoutSeconds',
          "'spec.template.spec.timeoutSeconds' must be at most 600 unless Knative is told otherwise, got 601; lower it",
        ],
      ],
    ],
    [
      'two ports',
      container('ports: [{ containerPort: 80 }, { containerPort: 81 }]'),
      [
        [
          '/spec/template/spec/containers/0/ports/1',
          '\'spec.template.spec.containers[0].ports[1]\' must be the only port in Knative, got {"containerPort":81}; omit it',
        ],
      ],
    ],
    [
      'a port that Knative has itself, by a name that it does not know',
      container('ports: [{ containerPort: 8012, name: http, protocol: UDP, hostPort: 1 }]'),
      [
        [
          '/spec/template/spec/containers/0/ports/0/hostPort',
          "'spec.template.spec.containers[0].ports[0].hostPort' must be absent in Knative, got 1; omit it",
        ],
        [
          '/spec/template/spec/containers/0/ports/0/containerPort',
          "'spec.template.spec.containers[0].ports[0].containerPort' must not be a port that Knative has beside the container, got 8012; choose another",
        ],
        [
          '/spec/template/spec/containers/0/ports/0/name',
          '\'spec.template.spec.containers[0].ports[0].name\' must be http1 or h2c in Knative, got "http"; omit it for http1',
        ],
        [
          '/spec/template/spec/containers/0/ports/0/protocol',
          '\'spec.template.spec.containers[0].ports[0].protocol\' must be TCP in Knative, got "UDP"; omit it',
        ],
      ],
    ],
    [
      'two containers without a port',
      service('', 'containers: [{ name: a, image: a }, { name: b, image: b }]'),
      [
        [
          '/spec/template/spec/containers',
          "'spec.template.spec.containers' must declare one port, got none; declare the port of the one that serves",
        ],
      ],
    ],
    [
      'a variable, a name and a path of Knative',
      container(
        'name: queue-proxy, env: [{ name: PORT, value: a }, { name: K_SERVICE, value: a }], volumeMounts: [{ name: a, mountPath: /dev/ }]',
      ),
      [
        [
          '/spec/template/spec/containers/0/name',
          '\'spec.template.spec.containers[0].name\' must not be that of the container which Knative adds, got "queue-proxy"; rename it',
        ],
        [
          '/spec/template/spec/containers/0/env/0/name',
          '\'spec.template.spec.containers[0].env[0].name\' must not be a variable that Knative sets itself, got "PORT"; rename the variable',
        ],
        [
          '/spec/template/spec/containers/0/env/1/name',
          '\'spec.template.spec.containers[0].env[1].name\' must not be a variable that Knative sets itself, got "K_SERVICE"; rename the variable',
        ],
        [
          '/spec/template/spec/containers/0/volumeMounts/0/mountPath',
          '\'spec.template.spec.containers[0].volumeMounts[0].mountPath\' must not be a path that Knative reserves, got "/dev/"; mount it elsewhere',
        ],
      ],
    ],
    [
      'hooks, a terminal and privileges',
      container('lifecycle: {}, tty: true, securityContext: { privileged: true }'),
      [
        [
          '/spec/template/spec/containers/0/lifecycle',
          "'spec.template.spec.containers[0].lifecycle' must be absent in Knative, got {}; omit it",
        ],
        [
          '/spec/template/spec/containers/0/tty',
          "'spec.template.spec.containers[0].tty' must be absent in Knative, got true; omit it",
        ],
        [
          '/spec/template/spec/containers/0/securityContext/privileged',
          "'spec.template.spec.containers[0].securityContext.privileged' must be absent in Knative, got true; omit it",
        ],
      ],
    ],
    [
      'a readiness probe with a timeout alone',
      container('readinessProbe: { timeoutSeconds: 1 }'),
      [
        [
          '/spec/template/spec/containers/0/readinessProbe/timeoutSeconds',
          "'spec.template.spec.containers[0].readinessProbe.timeoutSeconds' must be absent without 'periodSeconds' in Knative, got 1; omit it, or set 'periodSeconds'",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('knative-template', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a revision with the name of the Service', service('name: hello-v1', 'containers: [{ image: a }]')],
    [
      'what every pod may have',
      pod(
        'serviceAccountName: a, automountServiceAccountToken: false, containerConcurrency: 1000, timeoutSeconds: 600',
      ),
    ],
    ['a port', container('ports: [{ containerPort: 80, name: h2c, protocol: TCP }]')],
    [
      'two containers with one port',
      service(
        '',
        'containers: [{ name: a, image: a, ports: [{ containerPort: 80 }] }, { name: b, image: b, env: [{ name: PORT, value: a }] }]',
      ),
    ],
    ['a readiness probe with a period', container('readinessProbe: { timeoutSeconds: 1, periodSeconds: 1 }')],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('knative-template', yaml)).toEqual([]);
  });
});

describe('knative-scale', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'more at least than at most',
      scale(`${of('min-scale', '3')}, ${of('max-scale', '2')}`),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/max-scale"]\' must be at least the smallest scale, which is 3, got "2"; raise it, or omit it for no limit',
        ],
      ],
    ],
    [
      'a number that is none',
      scale(of('min-scale', 'few')),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1min-scale',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/min-scale"]\' must be a whole number of at least 0, got "few"; correct it',
        ],
      ],
    ],
    [
      'a negative number',
      scale(of('max-scale', '-1')),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/max-scale"]\' must be a whole number of at least 0, got "-1"; correct it',
        ],
      ],
    ],
    [
      'a target of less',
      scale(of('target', '0.009')),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1target',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/target"]\' must be a number of at least 0.01, got "0.009"; correct it',
        ],
      ],
    ],
    [
      'a window of two hours',
      scale(of('window', '2h')),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1window',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/window"]\' must be a time from 6s to 1h, in whole seconds, got "2h"; correct it',
        ],
      ],
    ],
    [
      'a start below the least',
      scale(`${of('min-scale', '3')}, ${of('activation-scale', '2')}`),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1activation-scale',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/activation-scale"]\' must be at least the smallest scale, which is 3, got "2"; raise it, or omit it',
        ],
      ],
    ],
    [
      'a start of one',
      scale(of('activation-scale', '1')),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1activation-scale',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/activation-scale"]\' must be a whole number of at least 2, got "1"; correct it',
        ],
      ],
    ],
    [
      'a class that does not exist',
      scale(of('class', 'cpa.autoscaling.knative.dev')),
      [
        [
          '/spec/template/metadata/annotations/autoscaling.knative.dev~1class',
          '\'spec.template.metadata.annotations["autoscaling.knative.dev/class"]\' must be kpa.autoscaling.knative.dev, hpa.autoscaling.knative.dev or a class of another domain, got "cpa.autoscaling.knative.dev"; correct it',
        ],
      ],
    ],
    [
      'a bound on the Service itself',
      service('', 'containers: [{ image: a }]', of('min-scale', '1')),
      [
        [
          '/metadata/annotations/autoscaling.knative.dev~1min-scale',
          '\'metadata.annotations["autoscaling.knative.dev/min-scale"]\' must stand in \'spec.template.metadata.annotations\', got "1"; move it there',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('knative-scale', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['more at least than no limit', scale(`${of('minScale', '3')}, ${of('max-scale', '0')}`)],
    ['a target of a hundredth', scale(of('target', '0.01'))],
    ['a window of a minute and a half', scale(of('window', '1m30s'))],
    ['a class of another domain', scale(of('class', 'hpa.autoscaling.example.com'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('knative-scale', yaml)).toEqual([]);
  });
});
