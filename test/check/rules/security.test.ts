import { findings } from '../support';
import { APP, pod, podWith } from './pods';

describe('root-user', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'root in a pod that must not be root',
      '1.27',
      pod(`${APP}, securityContext: { runAsNonRoot: true, runAsUser: 0 }`),
      '/spec/securityContext/runAsUser',
      "'spec.securityContext.runAsUser' must not be root beside 'runAsNonRoot: true', got 0; write another user, or remove one of them",
    ],
    [
      'root in a container of a pod that must not be root',
      '1.27',
      podWith('securityContext: { runAsUser: 0 }', 'securityContext: { runAsNonRoot: true, runAsUser: 1000 }'),
      '/spec/containers/0/securityContext/runAsUser',
      "'spec.containers[0].securityContext.runAsUser' must not be root beside 'runAsNonRoot: true', got 0; write another user, or remove one of them",
    ],
    [
      'a container that must not be root in a pod of root',
      '1.27',
      podWith('securityContext: { runAsNonRoot: true }', 'securityContext: { runAsUser: 0 }'),
      '/spec/securityContext/runAsUser',
      "'spec.securityContext.runAsUser' must not be root beside 'runAsNonRoot: true', got 0; write another user, or remove one of them",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'a user of its own in a pod of root',
      '1.27',
      podWith('securityContext: { runAsNonRoot: true, runAsUser: 1000 }', 'securityContext: { runAsUser: 0 }'),
    ],
    [
      'a container that may be root',
      '1.27',
      podWith('securityContext: { runAsNonRoot: false, runAsUser: 0 }', 'securityContext: { runAsNonRoot: true }'),
    ],
    ['a user that the image decides', '1.27', podWith('securityContext: { runAsNonRoot: true }')],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['root-user', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});

describe('security-context', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'privileges without escalation',
      '1.27',
      podWith('securityContext: { privileged: true, allowPrivilegeEscalation: false }'),
      '/spec/containers/0/securityContext/allowPrivilegeEscalation',
      "'spec.containers[0].securityContext.allowPrivilegeEscalation' must not be false beside 'privileged: true', got false; remove one of them",
    ],
    [
      'the capability of all without escalation',
      '1.27',
      podWith('securityContext: { capabilities: { add: [CAP_SYS_ADMIN] }, allowPrivilegeEscalation: false }'),
      '/spec/containers/0/securityContext/allowPrivilegeEscalation',
      "'spec.containers[0].securityContext.allowPrivilegeEscalation' must not be false beside the capability CAP_SYS_ADMIN, got false; remove one of them",
    ],
    [
      'a negative user',
      '1.27',
      podWith('securityContext: { runAsUser: -1 }'),
      '/spec/containers/0/securityContext/runAsUser',
      "'spec.containers[0].securityContext.runAsUser' must be a whole number from 0 to 2147483647, got -1; write the number of a user or group",
    ],
    [
      'a group above 31 bits',
      '1.27',
      pod(`${APP}, securityContext: { fsGroup: 2147483648 }`),
      '/spec/securityContext/fsGroup',
      "'spec.securityContext.fsGroup' must be a whole number from 0 to 2147483647, got 2147483648; write the number of a user or group",
    ],
    [
      'a negative supplemental group',
      '1.27',
      pod(`${APP}, securityContext: { supplementalGroups: [1, -1] }`),
      '/spec/securityContext/supplementalGroups/1',
      "'spec.securityContext.supplementalGroups[1]' must be a whole number from 0 to 2147483647, got -1; write the number of a user or group",
    ],
    [
      'a local profile without its name',
      '1.27',
      pod(`${APP}, securityContext: { seccompProfile: { type: Localhost } }`),
      '/spec/securityContext/seccompProfile/localhostProfile',
      "'spec.securityContext.seccompProfile.localhostProfile' must be set, got nothing; name the profile on the node",
    ],
    [
      'a name of a profile that is not local',
      '1.27',
      podWith('securityContext: { seccompProfile: { type: RuntimeDefault, localhostProfile: a } }'),
      '/spec/containers/0/securityContext/seccompProfile/localhostProfile',
      "'spec.containers[0].securityContext.seccompProfile.localhostProfile' must not be set without 'type: Localhost', got \"a\"; omit it, or write 'type: Localhost'",
    ],
    [
      'an absolute path of a profile',
      '1.27',
      podWith('securityContext: { seccompProfile: { type: Localhost, localhostProfile: /a } }'),
      '/spec/containers/0/securityContext/seccompProfile/localhostProfile',
      "'spec.containers[0].securityContext.seccompProfile.localhostProfile' must be a relative path without '..', got \"/a\"; write it as seen from the kubelet's folder",
    ],
    [
      'an AppArmor profile without its name',
      '1.30',
      podWith('securityContext: { appArmorProfile: { type: Localhost } }'),
      '/spec/containers/0/securityContext/appArmorProfile/localhostProfile',
      "'spec.containers[0].securityContext.appArmorProfile.localhostProfile' must be set, got nothing; name the profile on the node",
    ],
    [
      'all of /proc in the user namespace of the host',
      '1.33',
      podWith('securityContext: { procMount: Unmasked }'),
      '/spec/containers/0/securityContext/procMount',
      "'spec.containers[0].securityContext.procMount' must be Default in a pod without 'hostUsers: false', got \"Unmasked\"; add 'hostUsers: false' to the pod",
    ],
    [
      'a user namespace of its own beside the processes of the host',
      '1.33',
      pod(`${APP}, hostUsers: false, hostPID: true`),
      '/spec/hostPID',
      "'spec.hostPID' must not be set beside 'hostUsers: false', got true; remove one of them",
    ],
    [
      'a user namespace of its own beside the network of the host',
      '1.33',
      pod(`${APP}, hostUsers: false, hostNetwork: true`),
      '/spec/hostNetwork',
      "'spec.hostNetwork' must not be set beside 'hostUsers: false', got true; remove one of them",
    ],
    [
      'shared processes beside those of the host',
      '1.27',
      pod(`${APP}, shareProcessNamespace: true, hostPID: true`),
      '/spec/shareProcessNamespace',
      "'spec.shareProcessNamespace' must not be set beside 'hostPID: true', got true; remove one of them",
    ],
    [
      'a sysctl in capitals',
      '1.27',
      pod(`${APP}, securityContext: { sysctls: [{ name: Net.x, value: "1" }] }`),
      '/spec/securityContext/sysctls/0/name',
      "'spec.securityContext.sysctls[0].name' must be lower case words with '.' between them, got \"Net.x\"; write it like net.core.somaxconn",
    ],
    [
      'one sysctl twice',
      '1.27',
      pod(`${APP}, securityContext: { sysctls: [{ name: net.a, value: "1" }, { name: net.a, value: "1" }] }`),
      '/spec/securityContext/sysctls/1/name',
      '\'spec.securityContext.sysctls[1].name\' must differ from the other sysctls, got "net.a"; remove one of them',
    ],
    [
      'a sysctl of the network of the host',
      '1.29',
      pod(`${APP}, hostNetwork: true, securityContext: { sysctls: [{ name: net.core.somaxconn, value: "1" }] }`),
      '/spec/securityContext/sysctls/0/name',
      "'spec.securityContext.sysctls[0].name' must not be set in a pod with 'hostNetwork', got \"net.core.somaxconn\"; set it on the node, or omit 'hostNetwork'",
    ],
    [
      'options of Windows on Linux',
      '1.27',
      pod(`${APP}, os: { name: linux }, securityContext: { windowsOptions: { runAsUserName: a } }`),
      '/spec/securityContext/windowsOptions',
      '\'spec.securityContext.windowsOptions\' must not be set in a pod for linux, got {"runAsUserName":"a"}; omit it, or correct \'os\'',
    ],
    [
      'a user of Linux on Windows',
      '1.27',
      podWith('securityContext: { runAsUser: 1 }', 'os: { name: windows }'),
      '/spec/containers/0/securityContext/runAsUser',
      "'spec.containers[0].securityContext.runAsUser' must not be set in a pod for windows, got 1; omit it, or correct 'os'",
    ],
    [
      'host processes without the network of the host',
      '1.27',
      pod(`${APP}, os: { name: windows }, securityContext: { windowsOptions: { hostProcess: true } }`),
      '/spec/hostNetwork',
      "'spec.hostNetwork' must be true in a pod with 'hostProcess: true', got nothing; add 'hostNetwork: true'",
    ],
    [
      'one host process among two containers',
      '1.27',
      pod(
        'containers: [{ name: a, image: nginx, securityContext: { windowsOptions: { hostProcess: true } } }, { name: b, image: nginx }], hostNetwork: true',
      ),
      '/spec/containers/1/securityContext/windowsOptions/hostProcess',
      "'spec.containers[1].securityContext.windowsOptions.hostProcess' must be the same in all containers of the pod, got nothing; write it once, for the pod",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'the capability SYS_ADMIN without escalation, which the server takes',
      '1.27',
      podWith('securityContext: { capabilities: { add: [SYS_ADMIN] }, allowPrivilegeEscalation: false }'),
    ],
    [
      'users and groups at the bounds',
      '1.27',
      podWith(
        'securityContext: { runAsUser: 2147483647, runAsGroup: 0 }',
        'securityContext: { fsGroup: 0, supplementalGroups: [2147483647] }',
      ),
    ],
    [
      'local and other profiles',
      '1.27',
      podWith(
        'securityContext: { seccompProfile: { type: Localhost, localhostProfile: a/b.json } }',
        'securityContext: { seccompProfile: { type: Unconfined } }',
      ),
    ],
    [
      'the processes of the host before user namespaces were on',
      '1.27',
      pod(`${APP}, hostUsers: false, hostPID: true`),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['security-context', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});
