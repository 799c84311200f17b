import { check } from 'cdk8s-patterns';
import { all } from '../manifests';
import { findingsOf } from '../support';

const namespace = (level: string, rest = ''): string => `apiVersion: v1
kind: Namespace
metadata: { name: team, labels: { pod-security.kubernetes.io/enforce: ${level}${rest} } }
`;
const pod = (spec: string, container = '', metadata = ''): string => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team${metadata} }
spec: { containers: [{ name: web, image: a${container} }]${spec} }
`;
const baseline = (spec: string, container = '', metadata = ''): string =>
  all(namespace('baseline'), pod(spec, container, metadata));
const own = (context: string): string => `, securityContext: { ${context} }`;

describe('pod-security', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'the network of the node',
      baseline(', hostNetwork: true, hostPID: true, hostIPC: false'),
      [
        [
          '/spec/hostNetwork',
          "'spec.hostNetwork' must not be true, as Namespace team enforces baseline, got true; omit it",
        ],
        ['/spec/hostPID', "'spec.hostPID' must not be true, as Namespace team enforces baseline, got true; omit it"],
      ],
    ],
    [
      'a path of the node',
      baseline(', volumes: [{ name: a, hostPath: { path: /var } }]'),
      [
        [
          '/spec/volumes/0/hostPath',
          '\'spec.volumes[0].hostPath\' must be absent, as Namespace team enforces baseline, got {"path":"/var"}; use a claim, or an emptyDir',
        ],
      ],
    ],
    [
      'a privileged container',
      baseline('', own('privileged: true')),
      [
        [
          '/spec/containers/0/securityContext/privileged',
          "'spec.containers[0].securityContext.privileged' must not be true, as Namespace team enforces baseline, got true; omit it",
        ],
      ],
    ],
    [
      'a capability that is not among the usual ones',
      baseline('', own('capabilities: { add: [CHOWN, SYS_ADMIN] }')),
      [
        [
          '/spec/containers/0/securityContext/capabilities/add/1',
          '\'spec.containers[0].securityContext.capabilities.add[1]\' must be absent, as Namespace team enforces baseline, got "SYS_ADMIN"; omit it',
        ],
      ],
    ],
    [
      'a port of the node',
      baseline('', ', ports: [{ containerPort: 80, hostPort: 80 }]'),
      [
        [
          '/spec/containers/0/ports/0/hostPort',
          "'spec.containers[0].ports[0].hostPort' must be absent, as Namespace team enforces baseline, got 80; omit it, and reach the pods through a Service",
        ],
      ],
    ],
    [
      'a kernel parameter that is not safe',
      baseline(own('sysctls: [{ name: kernel.msgmax, value: "1" }]')),
      [
        [
          '/spec/securityContext/sysctls/0/name',
          '\'spec.securityContext.sysctls[0].name\' must be a safe kernel parameter, as Namespace team enforces baseline, got "kernel.msgmax"; omit it',
        ],
      ],
    ],
    [
      'an unconfined container',
      baseline('', own('seccompProfile: { type: Unconfined }')),
      [
        [
          '/spec/containers/0/securityContext/seccompProfile/type',
          '\'spec.containers[0].securityContext.seccompProfile.type\' must not be Unconfined, as Namespace team enforces baseline, got "Unconfined"; use RuntimeDefault',
        ],
      ],
    ],
    [
      'an AppArmor profile by its annotation',
      baseline('', '', ', annotations: { container.apparmor.security.beta.kubernetes.io/web: unconfined }'),
      [
        [
          '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1web',
          '\'metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]\' must be runtime/default or localhost/..., as Namespace team enforces baseline, got "unconfined"; omit it',
        ],
      ],
    ],
    [
      'a type of SELinux',
      baseline(own('seLinuxOptions: { type: spc_t, user: a }')),
      [
        [
          '/spec/securityContext/seLinuxOptions/user',
          '\'spec.securityContext.seLinuxOptions.user\' must be absent, as Namespace team enforces baseline, got "a"; omit it',
        ],
        [
          '/spec/securityContext/seLinuxOptions/type',
          '\'spec.securityContext.seLinuxOptions.type\' must be one of container_t, container_init_t, container_kvm_t, as Namespace team enforces baseline, got "spc_t"; omit it',
        ],
      ],
    ],
    [
      'a process of the node on Windows',
      baseline(own('windowsOptions: { hostProcess: true }')),
      [
        [
          '/spec/securityContext/windowsOptions/hostProcess',
          "'spec.securityContext.windowsOptions.hostProcess' must not be true, as Namespace team enforces baseline, got true; omit it",
        ],
      ],
    ],
    [
      'a Deployment',
      all(
        namespace('baseline'),
        '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a, namespace: team }, spec: { template: { spec: { hostPID: true } } } }',
      ),
      [
        [
          '/spec/template/spec/hostPID',
          "'spec.template.spec.hostPID' must not be true, as Namespace team enforces baseline, got true; omit it",
        ],
      ],
    ],
    [
      'a level that does not exist',
      namespace('Restricted'),
      [
        [
          '/metadata/labels/pod-security.kubernetes.io~1enforce',
          '\'metadata.labels["pod-security.kubernetes.io/enforce"]\' must be one of privileged, baseline, restricted, got "Restricted"; did you mean "restricted"?',
        ],
      ],
    ],
    [
      'a version that does not exist',
      namespace('baseline', ', pod-security.kubernetes.io/warn-version: "1.27"'),
      [
        [
          '/metadata/labels/pod-security.kubernetes.io~1warn-version',
          "'metadata.labels[\"pod-security.kubernetes.io/warn-version\"]' must be 'latest' or a version such as 'v1.27', got \"1.27\"; correct it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('pod-security', yaml)).toEqual(expected);
  });

  test.each<[string, string, check.CheckOptions, [string, string][]]>([
    [
      'a kernel parameter that is safe only later',
      baseline(own('sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }]')),
      { target: '1.31' },
      [
        [
          '/spec/securityContext/sysctls/0/name',
          '\'spec.securityContext.sysctls[0].name\' must be a safe kernel parameter, as Namespace team enforces baseline, got "net.ipv4.tcp_rmem"; omit it',
        ],
      ],
    ],
    [
      'a kernel parameter that is safe later than the version of the namespace',
      all(
        namespace('baseline', ', pod-security.kubernetes.io/enforce-version: v1.31'),
        pod(own('sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }]')),
      ),
      { target: '1.37' },
      [
        [
          '/spec/securityContext/sysctls/0/name',
          '\'spec.securityContext.sysctls[0].name\' must be a safe kernel parameter, as Namespace team enforces baseline, got "net.ipv4.tcp_rmem"; omit it',
        ],
      ],
    ],
    [
      'a mount of all of /proc since 1.33',
      baseline('', own('procMount: Unmasked')),
      { target: '1.33' },
      [
        [
          '/spec/containers/0/securityContext/procMount',
          '\'spec.containers[0].securityContext.procMount\' must be Default, as Namespace team enforces baseline, got "Unmasked"; omit it',
        ],
      ],
    ],
    [
      'a probe of another host since 1.34',
      baseline('', ', livenessProbe: { httpGet: { port: 80, host: 10.0.0.1 } }'),
      { target: '1.34' },
      [
        [
          '/spec/containers/0/livenessProbe/httpGet/host',
          '\'spec.containers[0].livenessProbe.httpGet.host\' must be absent, as Namespace team enforces baseline, got "10.0.0.1"; omit it for the pod itself',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, options, expected) => {
    expect(findingsOf('pod-security', yaml, options)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a plain pod under baseline', baseline('')],
    ['a plain pod without a level', pod('')],
    ['anything under privileged', all(namespace('privileged'), pod(', hostNetwork: true'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('pod-security', yaml)).toEqual([]);
  });

  test.each<[string, string, check.CheckOptions]>([
    [
      'a kernel parameter that is safe since',
      baseline(own('sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }]')),
      { target: '1.32' },
    ],
    ['a mount of all of /proc before, which is dropped', baseline('', own('procMount: Unmasked')), { target: '1.32' }],
    [
      'a mount of all of /proc in a user namespace since 1.35',
      baseline(', hostUsers: false', own('procMount: Unmasked')),
      { target: '1.35' },
    ],
    [
      'a probe of another host before',
      baseline('', ', livenessProbe: { httpGet: { port: 80, host: 10.0.0.1 } }'),
      { target: '1.33' },
    ],
  ])('takes %s', (_, yaml, options) => {
    expect(findingsOf('pod-security', yaml, options)).toEqual([]);
  });
});
