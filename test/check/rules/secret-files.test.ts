import { findings } from '../support';
import { APP, pod } from './pods';

const mounts = 'volumeMounts: [{ name: v, mountPath: /v }]';
const secret = (fields: string): string =>
  `volumes: [{ name: v, secret: { secretName: s, optional: true, ${fields} } }]`;
const item = (fields: string): string => `items: [{ key: a, path: a, ${fields} }]`;

/** A container that mounts the volume as a user; without one, as the user of its image. */
function as(user?: number, name = 'app'): string {
  const context = user === undefined ? '' : `, securityContext: { runAsUser: ${user} }`;
  return `{ name: ${name}, image: nginx, ${mounts}${context} }`;
}

const found = (pointer: string, field: string, users: string, mode: string): [string, string, string] => [
  'unreadable-secret',
  pointer,
  `'${field}' must let user ${users} read the files, which belong to root, got ${mode}; write 0440 with an 'fsGroup' in the pod's securityContext`,
];

test('finds files for root only that another user mounts', () => {
  expect(findings(pod(`containers: [${as(1000)}], ${secret('defaultMode: 256')}`))).toEqual([
    found('/spec/volumes/0/secret/defaultMode', 'spec.volumes[0].secret.defaultMode', '1000', '256 (0400)'),
  ]);
});

test('finds one file for root only', () => {
  expect(findings(pod(`containers: [${as(1000)}], ${secret(item('mode: 384'))}`))).toEqual([
    found('/spec/volumes/0/secret/items/0/mode', 'spec.volumes[0].secret.items[0].mode', '1000', '384 (0600)'),
  ]);
});

test('takes the user of the pod for containers that have none', () => {
  const spec = `containers: [${as(undefined, 'a')}, ${as(2000, 'b')}], securityContext: { runAsUser: 1000 }`;
  expect(findings(pod(`${spec}, ${secret('defaultMode: 256')}`))).toEqual([
    found('/spec/volumes/0/secret/defaultMode', 'spec.volumes[0].secret.defaultMode', '1000 and 2000', '256 (0400)'),
  ]);
});

test('finds projected files for root only', () => {
  const sources = 'sources: [{ secret: { name: s, optional: true } }, { configMap: { name: s, optional: true } }]';
  const volumes = `volumes: [{ name: v, projected: { defaultMode: 256, ${sources} } }]`;
  expect(findings(pod(`containers: [${as(1000)}], ${volumes}`))).toEqual([
    found('/spec/volumes/0/projected/defaultMode', 'spec.volumes[0].projected.defaultMode', '1000', '256 (0400)'),
  ]);
});

const tokens = 'sources: [{ serviceAccountToken: { path: token } }]';

const right: [string, string][] = [
  ['files for all', `containers: [${as(1000)}], ${secret('defaultMode: 292')}`],
  ['files for the group, which may be that of the user', `containers: [${as(1000)}], ${secret('defaultMode: 288')}`],
  ['files without a mode', `containers: [${as(1000)}], ${secret('')}`],
  ['root', `containers: [${as(0)}], ${secret('defaultMode: 256')}`],
  ['a user that the image decides', `containers: [${as()}], ${secret('defaultMode: 256')}`],
  ['root in one of two containers', `containers: [${as(1000)}, ${as(0, 'b')}], ${secret('defaultMode: 256')}`],
  ['a volume that nothing mounts', `${APP}, securityContext: { runAsUser: 1000 }, ${secret('defaultMode: 256')}`],
  ['a mode of the only file', `containers: [${as(1000)}], ${secret(`defaultMode: 256, ${item('mode: 292')}`)}`],
  [
    'a group of the files',
    `containers: [${as(1000)}], securityContext: { fsGroup: 1000 }, ${secret('defaultMode: 256')}`,
  ],
  [
    'tokens, which belong to the user',
    `containers: [${as(1000)}], volumes: [{ name: v, projected: { defaultMode: 256, ${tokens} } }]`,
  ],
];

test.each(right)('accepts %s', (_, spec) => {
  expect(findings(pod(spec))).toEqual([]);
});
