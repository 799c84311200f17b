import { all } from '../manifests';
import { findingsOf } from '../support';

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: { name: scripts }
data: { run.sh: 'true', lib.sh: 'true' }
`;
const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: scripts }
stringData: { run.sh: 'true' }
`;
const MOUNT = 'volumeMounts: [{ name: scripts, mountPath: /scripts }]';
const pod = (volume: string, container: string): string => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: busybox, ${container} }]
  volumes: [{ name: scripts, ${volume} }]
`;
const command = (volume: string, mount = MOUNT): string =>
  all(CONFIG, pod(volume, `command: [/scripts/run.sh], ${mount}`));
const found = (mode: string, place = 'command[0]'): [string, string][] => [
  [
    `/spec/containers/0/${place.replace('[0]', '/0').replaceAll('.', '/')}`,
    `'spec.containers[0].${place}' must be a file that may be executed, but volume scripts gives it mode ${mode}, ` +
      `got "/scripts/run.sh"; write 'defaultMode: 0555' (365) in the volume`,
  ],
];

test.each<[string, string, [string, string][]]>([
  ['a file with the mode that files have', command('configMap: { name: scripts }'), found('0644')],
  ['a file that only its owner reads', command('configMap: { name: scripts, defaultMode: 256 }'), found('0400')],
  [
    'a file with a mode of its own',
    command('configMap: { name: scripts, defaultMode: 365, items: [{ key: run.sh, path: run.sh, mode: 292 }] }'),
    found('0444'),
  ],
  ['a file of a Secret', all(SECRET, command('secret: { secretName: scripts }')), found('0644')],
  ['a projected file', command('projected: { sources: [{ configMap: { name: scripts } }] }'), found('0644')],
  [
    'a projected file with a mode of its own',
    command(
      'projected: { defaultMode: 365, sources: [{ configMap: { name: scripts, items: [{ key: run.sh, path: run.sh, mode: 420 }] } }] }',
    ),
    found('0644'),
  ],
  [
    'a file that is mounted alone',
    command(
      'configMap: { name: scripts }',
      'volumeMounts: [{ name: scripts, mountPath: /scripts/run.sh, subPath: run.sh }]',
    ),
    found('0644'),
  ],
  [
    'the command of a probe',
    all(
      CONFIG,
      pod('configMap: { name: scripts }', `livenessProbe: { exec: { command: [/scripts/run.sh] } }, ${MOUNT}`),
    ),
    found('0644', 'livenessProbe.exec.command[0]'),
  ],
  [
    'the command of a hook',
    all(
      CONFIG,
      pod('configMap: { name: scripts }', `lifecycle: { preStop: { exec: { command: [/scripts/run.sh] } } }, ${MOUNT}`),
    ),
    found('0644', 'lifecycle.preStop.exec.command[0]'),
  ],
])('finds %s', (_, yaml, expected) => {
  expect(findingsOf('script-mode', yaml)).toEqual(expected);
});

test.each<[string, string]>([
  ['a mode for all', command('configMap: { name: scripts, defaultMode: 365 }')],
  ['a mode for its owner alone', command('configMap: { name: scripts, defaultMode: 448 }')],
  [
    'a mode of its own',
    command(
      'configMap: { name: scripts, items: [{ key: run.sh, path: run.sh, mode: 365 }, { key: lib.sh, path: a }] }',
    ),
  ],
  [
    'a shell that reads the file',
    all(CONFIG, pod('configMap: { name: scripts }', `command: [sh, /scripts/run.sh], ${MOUNT}`)),
  ],
  ['a program of the image', all(CONFIG, pod('configMap: { name: scripts }', `command: [/bin/run.sh], ${MOUNT}`))],
  [
    'a path that only begins alike',
    all(CONFIG, pod('configMap: { name: scripts }', `command: [/scripts-2/a], ${MOUNT}`)),
  ],
  ['a file that a container has made', command('emptyDir: {}')],
  [
    'a path that a variable completes',
    command(
      'configMap: { name: scripts }',
      'volumeMounts: [{ name: scripts, mountPath: /scripts, subPathExpr: $(A) }]',
    ),
  ],
  [
    'a volume that is not there, which another rule finds',
    command('configMap: { name: scripts }', 'volumeMounts: [{ name: a, mountPath: /scripts }]'),
  ],
  ['a container without mounts', all(CONFIG, pod('configMap: { name: scripts }', 'command: [/scripts/run.sh]'))],
])('takes %s', (_, yaml) => {
  expect(findingsOf('script-mode', yaml)).toEqual([]);
});

test('takes a file of the volume that is mounted nearest to it', () => {
  const mounts = 'volumeMounts: [{ name: scripts, mountPath: /scripts }, { name: other, mountPath: /scripts/bin/ }]';
  const volumes = 'configMap: { name: scripts } }, { name: other, emptyDir: {}';
  expect(findingsOf('script-mode', all(CONFIG, pod(volumes, `command: [/scripts/bin/run], ${mounts}`)))).toEqual([]);
});

test('takes a claim template in place of a volume of its name', () => {
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: busybox, command: [/scripts/run.sh], ${MOUNT} }]
      volumes: [{ name: scripts, configMap: { name: scripts } }]
  volumeClaimTemplates: [{ metadata: { name: scripts }, spec: { accessModes: [ReadWriteOnce] } }]
`;
  expect(findingsOf('script-mode', all(CONFIG, set))).toEqual([]);
});
