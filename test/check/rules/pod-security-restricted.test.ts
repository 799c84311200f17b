import { all } from '../manifests';
import { findingsOf } from '../support';

const namespace = (level: string): string => `apiVersion: v1
kind: Namespace
metadata: { name: team, labels: { pod-security.kubernetes.io/enforce: ${level} } }
`;
const pod = (spec: string, container = ''): string => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec: { containers: [{ name: web, image: a${container} }]${spec} }
`;
const own = (context: string): string => `, securityContext: { ${context} }`;
const strict = 'runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }';
const bare = 'allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }';
const restricted = (spec: string, context = bare): string =>
  all(namespace('restricted'), pod(`${own(strict)}${spec}`, own(context)));

describe('pod-security', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a plain pod under restricted',
      all(namespace('restricted'), pod('')),
      [
        [
          '/spec/containers/0/securityContext/allowPrivilegeEscalation',
          "'spec.containers[0].securityContext.allowPrivilegeEscalation' must be false, as Namespace team enforces restricted, got nothing; write false",
        ],
        [
          '/spec/containers/0/securityContext/capabilities/drop',
          "'spec.containers[0].securityContext.capabilities.drop' must contain ALL, as Namespace team enforces restricted, got nothing; write 'drop: [ALL]'",
        ],
        [
          '/spec/containers/0/securityContext/seccompProfile/type',
          "'spec.containers[0].securityContext.seccompProfile.type' must be RuntimeDefault or Localhost, as Namespace team enforces restricted, got nothing; set it for all containers of the pod",
        ],
        [
          '/spec/containers/0/securityContext/runAsNonRoot',
          "'spec.containers[0].securityContext.runAsNonRoot' must be true, as Namespace team enforces restricted, got nothing; write true, and see that the image has a user",
        ],
      ],
    ],
    [
      'root under restricted',
      restricted('', `${bare}, runAsUser: 0, runAsNonRoot: false`),
      [
        [
          '/spec/containers/0/securityContext/runAsNonRoot',
          "'spec.containers[0].securityContext.runAsNonRoot' must be true, as Namespace team enforces restricted, got false; write true, and see that the image has a user",
        ],
        [
          '/spec/containers/0/securityContext/runAsUser',
          "'spec.containers[0].securityContext.runAsUser' must not be 0, as Namespace team enforces restricted, got 0; use another user",
        ],
      ],
    ],
    [
      'another capability under restricted',
      restricted('', 'allowPrivilegeEscalation: false, capabilities: { drop: [ALL], add: [CHOWN] }'),
      [
        [
          '/spec/containers/0/securityContext/capabilities/add/0',
          '\'spec.containers[0].securityContext.capabilities.add[0]\' must be NET_BIND_SERVICE, as Namespace team enforces restricted, got "CHOWN"; omit it',
        ],
      ],
    ],
    [
      'a volume of a kind that restricted does not take',
      restricted(', volumes: [{ name: a, nfs: { server: a, path: / } }, { name: b, emptyDir: {} }]'),
      [
        [
          '/spec/volumes/0/nfs',
          '\'spec.volumes[0].nfs\' must be absent, as Namespace team enforces restricted, got {"server":"a","path":"/"}; use a claim, an emptyDir, a ConfigMap or a Secret',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('pod-security', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a pod under restricted with all that it must have', restricted('')],
    [
      'the capability to bind low ports under restricted',
      restricted('', 'allowPrivilegeEscalation: false, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }'),
    ],
    [
      'a pod of Windows under restricted',
      all(namespace('restricted'), pod(`, os: { name: windows }${own('runAsNonRoot: true')}`)),
    ],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('pod-security', yaml)).toEqual([]);
  });
});
