import { findings } from '../support';
import { APP, pod, podWith } from './pods';

describe('probe-handler', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a probe without anything to do',
      '1.27',
      podWith('livenessProbe: { periodSeconds: 5 }'),
      '/spec/containers/0/livenessProbe',
      "'spec.containers[0].livenessProbe' must have one of exec, httpGet, tcpSocket, grpc, got none of them; say what is to be done",
    ],
    [
      'a probe that does two things',
      '1.27',
      podWith('livenessProbe: { tcpSocket: { port: 80 }, exec: { command: [ls] } }'),
      '/spec/containers/0/livenessProbe/tcpSocket',
      "'spec.containers[0].livenessProbe.tcpSocket' must not be set beside 'exec', got both; remove one of them",
    ],
    [
      'a probe without a command',
      '1.27',
      podWith('livenessProbe: { exec: {} }'),
      '/spec/containers/0/livenessProbe/exec/command',
      "'spec.containers[0].livenessProbe.exec.command' must have the command to run, got nothing; write the program and its arguments as a list",
    ],
    [
      'a probe of port 0',
      '1.27',
      podWith('readinessProbe: { httpGet: { port: 0 } }'),
      '/spec/containers/0/readinessProbe/httpGet/port',
      "'spec.containers[0].readinessProbe.httpGet.port' must be a whole number from 1 to 65535, got 0; write the port that the container listens on",
    ],
    [
      'a probe of port 65536',
      '1.27',
      podWith('readinessProbe: { grpc: { port: 65536 } }'),
      '/spec/containers/0/readinessProbe/grpc/port',
      "'spec.containers[0].readinessProbe.grpc.port' must be a whole number from 1 to 65535, got 65536; write the port that the container listens on",
    ],
    [
      'a negative delay',
      '1.27',
      podWith('readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: -1 }'),
      '/spec/containers/0/readinessProbe/initialDelaySeconds',
      "'spec.containers[0].readinessProbe.initialDelaySeconds' must be a whole number of at least 0, got -1; write a positive number, or omit it",
    ],
    [
      'two successes of a liveness probe',
      '1.27',
      podWith('livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }'),
      '/spec/containers/0/livenessProbe/successThreshold',
      "'spec.containers[0].livenessProbe.successThreshold' must be 1: only readiness is regained by more than one success, got 2; omit it",
    ],
    [
      'two successes of a startup probe',
      '1.27',
      podWith('startupProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }'),
      '/spec/containers/0/startupProbe/successThreshold',
      "'spec.containers[0].startupProbe.successThreshold' must be 1: only readiness is regained by more than one success, got 2; omit it",
    ],
    [
      'a grace period of a readiness probe',
      '1.27',
      podWith('readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 }'),
      '/spec/containers/0/readinessProbe/terminationGracePeriodSeconds',
      "'spec.containers[0].readinessProbe.terminationGracePeriodSeconds' must not be set on a readiness probe, which ends nothing, got 5; omit it",
    ],
    [
      'no grace period of a liveness probe',
      '1.27',
      podWith('livenessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 0 }'),
      '/spec/containers/0/livenessProbe/terminationGracePeriodSeconds',
      "'spec.containers[0].livenessProbe.terminationGracePeriodSeconds' must be a whole number of at least 1, got 0; write at least 1, or omit it",
    ],
    [
      'a header with a space',
      '1.27',
      podWith('livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: X A, value: a }] } }'),
      '/spec/containers/0/livenessProbe/httpGet/httpHeaders/0/name',
      "'spec.containers[0].livenessProbe.httpGet.httpHeaders[0].name' must be letters, digits and '-', got \"X A\"; correct the name of the header",
    ],
    [
      'a hook without anything to do',
      '1.27',
      podWith('lifecycle: { preStop: {} }'),
      '/spec/containers/0/lifecycle/preStop',
      "'spec.containers[0].lifecycle.preStop' must have one of exec, httpGet, tcpSocket, sleep, got none of them; say what is to be done",
    ],
    [
      'a hook that sleeps longer than the pod may end',
      '1.30',
      podWith('lifecycle: { preStop: { sleep: { seconds: 31 } } }'),
      '/spec/containers/0/lifecycle/preStop/sleep/seconds',
      "'spec.containers[0].lifecycle.preStop.sleep.seconds' must be a whole number from 1 to the pod's 'terminationGracePeriodSeconds', 30, got 31; sleep for less, or raise the grace period",
    ],
    [
      'a hook that does not sleep, before 1.33',
      '1.32',
      podWith('lifecycle: { preStop: { sleep: { seconds: 0 } } }'),
      '/spec/containers/0/lifecycle/preStop/sleep/seconds',
      "'spec.containers[0].lifecycle.preStop.sleep.seconds' must be a whole number from 1 to the pod's 'terminationGracePeriodSeconds', 30, got 0; sleep for less, or raise the grace period",
    ],
    [
      'a hook that sleeps in 1.29',
      '1.29',
      podWith('lifecycle: { preStop: { sleep: { seconds: 5 } } }'),
      '/spec/containers/0/lifecycle/preStop/sleep',
      "'spec.containers[0].lifecycle.preStop.sleep' must not be set before Kubernetes 1.30, got 1.29; raise the target, or run sleep with exec",
    ],
    [
      'a hook that connects',
      '1.27',
      podWith('lifecycle: { postStart: { tcpSocket: { port: 80 } } }'),
      '/spec/containers/0/lifecycle/postStart/tcpSocket',
      '\'spec.containers[0].lifecycle.postStart.tcpSocket\' must not be a hook: the kubelet cannot run it, got {"port":80}; use httpGet or exec',
    ],
    [
      'a probe of an init container',
      '1.27',
      pod(`${APP}, initContainers: [{ name: init, image: busybox, readinessProbe: { tcpSocket: { port: 80 } } }]`),
      '/spec/initContainers/0/readinessProbe',
      "'spec.initContainers[0].readinessProbe' must not be set on an init container that ends before the others start, got a probe; omit it, or make it a sidecar with 'restartPolicy: Always'",
    ],
    [
      'a hook of an init container',
      '1.27',
      pod(
        `${APP}, initContainers: [{ name: init, image: busybox, lifecycle: { preStop: { exec: { command: [ls] } } } }]`,
      ),
      '/spec/initContainers/0/lifecycle',
      "'spec.initContainers[0].lifecycle' must not be set on an init container that ends before the others start, got a lifecycle; omit it, or make it a sidecar with 'restartPolicy: Always'",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'probes at the bounds',
      '1.27',
      podWith(
        'readinessProbe: { grpc: { port: 65535 }, initialDelaySeconds: 0, successThreshold: 3, failureThreshold: 0 }, livenessProbe: { httpGet: { port: 1 }, terminationGracePeriodSeconds: 1, successThreshold: 1 }, startupProbe: { exec: { command: [ls] } }',
      ),
    ],
    [
      'a probe of a sidecar',
      '1.29',
      pod(
        `${APP}, initContainers: [{ name: init, image: busybox, restartPolicy: Always, readinessProbe: { tcpSocket: { port: 80 } } }]`,
      ),
    ],
    [
      'a hook that sleeps as long as the pod may end',
      '1.30',
      podWith('lifecycle: { preStop: { sleep: { seconds: 60 } } }', 'terminationGracePeriodSeconds: 60'),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['probe-handler', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});
