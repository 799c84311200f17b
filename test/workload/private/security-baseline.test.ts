import * as kplus from 'cdk8s-plus-27';
import { PodSecurityLevel } from '../../../src/workload';
import { checkSecurity } from '../../../src/workload/private/security';
import { messageOf, newChart } from '../../support';

// Held against Pod Security admission of a Kubernetes 1.27 API server, pod by pod.

type Context = kplus.k8s.SecurityContext & kplus.k8s.PodSecurityContext;
interface Case {
  readonly what: string;
  readonly pod: Partial<kplus.k8s.PodSpec>;
  readonly field: string;
  readonly got: string;
  readonly wayOut?: string;
}

const main = { name: 'web', image: 'nginx' };
const container = (over: Partial<kplus.k8s.Container>): Partial<kplus.k8s.PodSpec> => ({
  containers: [{ ...main, ...over }],
});
const context = (securityContext: kplus.k8s.SecurityContext): Partial<kplus.k8s.PodSpec> =>
  container({ securityContext });
const check = (pod: Partial<kplus.k8s.PodSpec>, level: PodSecurityLevel | undefined) => (): void => {
  checkSecurity(newChart(), level, { containers: [main], ...pod }, {});
};

/** What a pod or a container may be set to, and a pod of each. */
const both = (what: string, over: Context, field: string, got: string): Case[] => [
  { what: `${what} of the pod`, pod: { securityContext: over }, field: `securityContext.${field}`, got },
  { what: `${what} of a container`, pod: context(over), field: `containers[0].securityContext.${field}`, got },
];

const OMIT = 'omit it, or use the level privileged';

const refused: Case[] = [
  { what: 'the network of the node', pod: { hostNetwork: true }, field: 'hostNetwork', got: 'true' },
  { what: 'the processes of the node', pod: { hostPid: true }, field: 'hostPID', got: 'true' },
  { what: 'the IPC of the node', pod: { hostIpc: true }, field: 'hostIPC', got: 'true' },
  {
    what: 'a path of the node',
    pod: { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
    field: 'a hostPath volume',
    got: '"v"',
    wayOut: 'use a claim or an emptyDir, or the level privileged',
  },
  {
    what: 'all privileges',
    pod: context({ privileged: true }),
    field: 'containers[0].securityContext.privileged',
    got: 'true',
  },
  {
    what: 'an open /proc',
    pod: context({ procMount: 'Unmasked' }),
    field: 'containers[0].securityContext.procMount',
    got: '"Unmasked"',
  },
  {
    what: 'a port of the node',
    pod: container({ ports: [{ containerPort: 80, hostPort: 8080 }] }),
    field: 'containers[0].ports.hostPort',
    got: '8080',
  },
  ...['NET_RAW', 'SYS_ADMIN', 'ALL', 'chown', 'CAP_CHOWN'].map((capability) => ({
    what: `the capability ${capability}`,
    pod: context({ capabilities: { add: ['CHOWN', capability] } }),
    field: 'containers[0].securityContext.capabilities.add',
    got: `"${capability}"`,
  })),
  {
    what: 'an unsafe sysctl',
    pod: { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
    field: 'securityContext.sysctls',
    got: '"kernel.msgmax"',
  },
  ...both('no seccomp', { seccompProfile: { type: 'Unconfined' } }, 'seccompProfile.type', '"Unconfined"'),
  ...both('an SELinux user', { seLinuxOptions: { user: 'u' } }, 'seLinuxOptions.user', '"u"'),
  ...both('an SELinux role', { seLinuxOptions: { role: 'r' } }, 'seLinuxOptions.role', '"r"'),
  ...both(
    'a process of a Windows node',
    { windowsOptions: { hostProcess: true } },
    'windowsOptions.hostProcess',
    'true',
  ),
  {
    what: 'all privileges of an init container',
    pod: { initContainers: [{ ...main, securityContext: { privileged: true } }] },
    field: 'initContainers[0].securityContext.privileged',
    got: 'true',
  },
  {
    what: 'all privileges of a second container',
    pod: { containers: [main, { ...main, securityContext: { privileged: true } }] },
    field: 'containers[1].securityContext.privileged',
    got: 'true',
  },
];

test.each(refused)('baseline refuses $what', ({ pod, field, got, wayOut = OMIT }) => {
  expect(messageOf(check(pod, PodSecurityLevel.BASELINE))).toBe(
    `[app] 'security' must not be baseline with ${field}, got ${got}; ${wayOut}`,
  );
});

test.each(refused)('restricted refuses $what', ({ pod, field, got, wayOut = OMIT }) => {
  expect(messageOf(check(pod, PodSecurityLevel.RESTRICTED))).toBe(
    `[app] 'security' must not be restricted with ${field}, got ${got}; ${wayOut}`,
  );
});

test.each(refused)('privileged accepts $what', ({ pod }) => {
  expect(check(pod, PodSecurityLevel.PRIVILEGED)).not.toThrow();
});

test.each(refused)('no level accepts $what', ({ pod }) => {
  expect(check(pod, undefined)).not.toThrow();
});

const CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD',
  'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]; // prettier-ignore
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
];
const KINDS: Partial<kplus.k8s.Volume>[] = [
  { emptyDir: {} },
  { configMap: {} },
  { nfs: { server: 'a', path: '/' } },
  { persistentVolumeClaim: { claimName: 'a' } },
];

test.each<[string, Partial<kplus.k8s.PodSpec>]>([
  ['a plain pod', {}],
  ['the network of the pod', { hostNetwork: false, hostPid: false, hostIpc: false }],
  ...KINDS.map((kind): [string, Partial<kplus.k8s.PodSpec>] => [
    `a volume of kind ${Object.keys(kind).join()}`,
    { volumes: [{ name: 'v', ...kind }] },
  ]),
  ['no privileges', context({ privileged: false })],
  ['the default /proc', context({ procMount: 'Default' })],
  ['a port of the container', container({ ports: [{ containerPort: 80 }] })],
  ...CAPABILITIES.map((capability): [string, Partial<kplus.k8s.PodSpec>] => [
    `the capability ${capability}`,
    context({ capabilities: { add: [capability] } }),
  ]),
  ...SYSCTLS.map((name): [string, Partial<kplus.k8s.PodSpec>] => [
    `the sysctl ${name}`,
    { securityContext: { sysctls: [{ name, value: '1' }] } },
  ]),
  ['any capability dropped', context({ capabilities: { drop: ['NET_RAW'] } })],
  ['seccomp of the runtime', { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }],
  ['seccomp of the node', context({ seccompProfile: { type: 'Localhost', localhostProfile: 'a' } })],
  [
    'SELinux without user and role',
    context({ seLinuxOptions: { user: '', role: '', level: 's0', type: 'container_t' } }),
  ],
  ['root', { securityContext: { runAsUser: 0, runAsNonRoot: false } }],
  ['more privileges than at the start', context({ allowPrivilegeEscalation: true })],
])('baseline accepts %s', (_, pod) => {
  expect(check(pod, PodSecurityLevel.BASELINE)).not.toThrow();
});

test('baseline names the first contradiction', () => {
  expect(messageOf(check({ hostNetwork: true, hostPid: true }, PodSecurityLevel.BASELINE))).toContain('hostNetwork');
});

describe('gaps', () => {
  test.each(['t', 'container_engine_t'])('baseline refuses the SELinux type %s', (type) => {
    expect(messageOf(check(context({ seLinuxOptions: { type } }), PodSecurityLevel.BASELINE))).toMatch(
      /seLinuxOptions\.type, got /,
    );
  });

  test.each([
    'net.ipv4.tcp_keepalive_time',
    'net.ipv4.tcp_fin_timeout',
    'net.ipv4.tcp_keepalive_intvl',
    'net.ipv4.tcp_keepalive_probes',
  ])('baseline refuses the sysctl %s below Kubernetes 1.29', (name) => {
    const pod = { securityContext: { sysctls: [{ name, value: '1' }] } };
    expect(messageOf(check(pod, PodSecurityLevel.BASELINE))).toMatch(/sysctls, got /);
  });
});
