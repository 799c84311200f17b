import * as kplus from 'cdk8s-plus-27';
import { storage, workload } from 'cdk8s-patterns';
import { at, messageOf, newChart, podOf } from '../../support';

// Held against Pod Security admission of a Kubernetes 1.27 API server, pod by pod.

type Props = Partial<workload.DeploymentProps>;

const { RESTRICTED, BASELINE, PRIVILEGED } = workload.PodSecurityLevel;
const build =
  (props: Props, security = RESTRICTED) =>
  (): workload.Deployment =>
    new workload.Deployment(newChart(), 'Web', { containers: [{ image: 'nginx' }], security, ...props });
const container = (over: Partial<workload.ContainerProps>): Props => ({ containers: [{ image: 'nginx', ...over }] });
const context = (securityContext: kplus.k8s.SecurityContext): Props => container({ securityContext });
const volume = (over: Partial<kplus.k8s.Volume>): Props =>
  container({ mounts: [storage.Volume.of({ name: 'v', ...over }).at('/v')] });

test('restricted adds the settings that it asks for', () => {
  const props = { initContainers: [{ image: 'init' }], sidecars: [{ image: 'logger' }] };
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  expect(podOf(build(props)())).toEqual({
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    initContainers: [{ name: 'init', image: 'init', securityContext }],
    containers: [
      { name: 'nginx', image: 'nginx', securityContext },
      { name: 'logger', image: 'logger', securityContext },
    ],
  });
});

test('restricted keeps what the caller wrote', () => {
  const props = {
    ...context({ runAsUser: 1000, capabilities: { add: ['NET_BIND_SERVICE'] } }),
    securityContext: { fsGroup: 1000, seccompProfile: { type: 'Localhost', localhostProfile: 'a' } },
  };
  expect(podOf(build(props)())).toEqual({
    securityContext: {
      runAsNonRoot: true,
      fsGroup: 1000,
      seccompProfile: { type: 'Localhost', localhostProfile: 'a' },
    },
    containers: [
      {
        name: 'nginx',
        image: 'nginx',
        securityContext: {
          allowPrivilegeEscalation: false,
          runAsUser: 1000,
          capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
        },
      },
    ],
  });
});

test.each([
  ['baseline', BASELINE],
  ['privileged', PRIVILEGED],
])('%s adds nothing', (_, level) => {
  expect(podOf(build({}, level)())).toEqual({ containers: [{ name: 'nginx', image: 'nginx' }] });
});

const refused: [string, Props, string][] = [
  ['an NFS volume', volume({ nfs: { server: 'a', path: '/' } }), 'a volume of kind nfs, got "v"'],
  ['a Git volume', volume({ gitRepo: { repository: 'a' } }), 'a volume of kind gitRepo, got "v"'],
  [
    'more privileges than at the start',
    context({ allowPrivilegeEscalation: true }),
    'containers[0].securityContext.allowPrivilegeEscalation, got true',
  ],
  ['root for the pod', { securityContext: { runAsUser: 0 } }, 'securityContext.runAsUser, got 0'],
  ['root for a container', context({ runAsUser: 0 }), 'containers[0].securityContext.runAsUser, got 0'],
  [
    'any user for a container',
    context({ runAsNonRoot: false }),
    'containers[0].securityContext.runAsNonRoot, got false',
  ],
  [
    'a few capabilities dropped',
    context({ capabilities: { drop: ['NET_RAW', 'KILL'] } }),
    'containers[0].securityContext.capabilities.drop, got ["NET_RAW","KILL"]',
  ],
  [
    'a capability that baseline accepts',
    context({ capabilities: { add: ['NET_BIND_SERVICE', 'CHOWN'] } }),
    'containers[0].securityContext.capabilities.add, got ["CHOWN"]',
  ],
  [
    'root for an init container',
    { initContainers: [{ image: 'init', securityContext: { runAsUser: 0 } }] },
    'initContainers[0].securityContext.runAsUser, got 0',
  ],
];

test.each(refused)('restricted refuses %s', (_, props, words) => {
  expect(messageOf(build(props))).toBe(
    `[app/Web] 'security' must not be restricted with ${words}; omit it, or use the level baseline`,
  );
});

test.each(refused)('baseline accepts %s', (_, props) => {
  expect(build(props, BASELINE)).not.toThrow();
});

test('restricted refuses any user for the pod', () => {
  expect(messageOf(build({ securityContext: { runAsNonRoot: false } }))).toMatch(
    /^\[app\/Web\] 'security' must not be restricted with .*securityContext\.runAsNonRoot, got false; omit it, or use the level baseline$/,
  );
});

test('a hostPath volume contradicts both levels', () => {
  const props = container({ mounts: [storage.Volume.hostPath('docker', '/var/run').at('/run')] });
  expect([RESTRICTED, BASELINE].map((level) => messageOf(build(props, level)))).toEqual([
    '[app/Web] \'security\' must not be restricted with a hostPath volume, got "docker"; use a claim or an emptyDir, or the level privileged',
    '[app/Web] \'security\' must not be baseline with a hostPath volume, got "docker"; use a claim or an emptyDir, or the level privileged',
  ]);
});

test.each<[string, Props]>([
  ['a plain pod', {}],
  ['an empty directory', volume({ emptyDir: {} })],
  ['files of a ConfigMap', volume({ configMap: { name: 'a' } })],
  ['files of a Secret', volume({ secret: { secretName: 'a' } })],
  ['a claim', volume({ persistentVolumeClaim: { claimName: 'a' } })],
  ['fields of the pod', volume({ downwardApi: {} })],
  ['projected files', volume({ projected: { sources: [] } })],
  ['a CSI volume', volume({ csi: { driver: 'a' } })],
  ['an ephemeral volume', volume({ ephemeral: {} })],
  ['a user that is not root', context({ runAsUser: 1, runAsNonRoot: true })],
  ['NET_BIND_SERVICE', context({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
  ['ALL and more dropped', context({ capabilities: { drop: ['KILL', 'ALL'] } })],
  ['seccomp of the runtime', context({ seccompProfile: { type: 'RuntimeDefault' } })],
  ['root groups', { securityContext: { runAsGroup: 0, fsGroup: 0, supplementalGroups: [0] } }],
  ['processes seen by all containers', { shareProcessNamespace: true }],
])('restricted accepts %s', (_, props) => {
  expect(build(props)).not.toThrow();
});

test('leaves the settings of the caller alone', () => {
  const securityContext = Object.freeze({ capabilities: Object.freeze({ add: ['NET_BIND_SERVICE'] }) });
  build(context(securityContext))();
  expect(securityContext).toEqual({ capabilities: { add: ['NET_BIND_SERVICE'] } });
});

test('native sidecars are checked too', () => {
  const sidecars = [{ image: 'logger', securityContext: { runAsUser: 0 } }];
  const chart = newChart({ target: '1.29' });
  const props = { containers: [{ image: 'nginx' }], sidecars, security: RESTRICTED };
  expect(messageOf(() => new workload.Deployment(chart, 'Web', props))).toMatch(/securityContext\.runAsUser, got 0/);
});

describe('gaps', () => {
  test.each<[string, Props]>([
    [
      'any user for the pod, whatever its containers say',
      { ...context({ runAsNonRoot: true }), securityContext: { runAsNonRoot: false } },
    ],
    [
      'an AppArmor annotation that switches it off',
      { podAnnotations: { 'container.apparmor.security.beta.kubernetes.io/nginx': 'unconfined' } },
    ],
  ])('restricted refuses %s', (_, props) => {
    expect(messageOf(build(props))).toMatch(/^\[app\/Web\] 'security' must not be restricted with /);
  });

  test('a setting that is there but undefined does not take the default away', () => {
    const props = { securityContext: { seccompProfile: undefined } };
    expect(at(podOf(build(props)()), 'securityContext', 'seccompProfile')).toEqual({ type: 'RuntimeDefault' });
  });

  test('fails without a level too when privileges are all and not to be raised, which Kubernetes refuses', () => {
    const props = context({ privileged: true, allowPrivilegeEscalation: false });
    expect(messageOf(build(props, PRIVILEGED))).toMatch(/^\[app\/Web\] '.*allowPrivilegeEscalation.*; /);
  });
});
