import { container, found, pod } from './found';

const claim = (storage: unknown) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});
const service = (targetPort: unknown) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ port: 80, targetPort }] },
});
const secret = (password: unknown) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db' },
  data: { password },
});
const lease = (spec: object) => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'leader' },
  spec,
});
const stamped = (creationTimestamp: unknown) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web', creationTimestamp },
});

describe('wrong types', () => {
  it.each<[string, object, string]>([
    [
      'a number as a label',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', labels: { 'a/b~c': 1 } } },
      `wrong-type /metadata/labels/a~1b~0c: 'a/b~c' must be a string, got 1; quote it: "1"`,
    ],
    [
      'true as an argument',
      container({ args: ['-v', true] }),
      `wrong-type /spec/containers/0/args/1: 'args[1]' must be a string, got true; quote it: "true"`,
    ],
    [
      'an object as a string',
      container({ image: {} }),
      "wrong-type /spec/containers/0/image: 'image' must be a string, got {}; write a string",
    ],
    [
      'a string as a boolean',
      pod({ hostNetwork: 'true' }),
      `wrong-type /spec/hostNetwork: 'hostNetwork' must be true or false, got "true"; write true without quotes`,
    ],
    [
      'another word as a boolean',
      pod({ hostNetwork: 'yes' }),
      `wrong-type /spec/hostNetwork: 'hostNetwork' must be true or false, got "yes"; write true or false`,
    ],
    [
      'a string as a number',
      pod({ priority: '3' }),
      `wrong-type /spec/priority: 'priority' must be a whole number of 32 bits, got "3"; write a number without quotes`,
    ],
    [
      'a fraction as a whole number',
      pod({ activeDeadlineSeconds: 1.5 }),
      "wrong-type /spec/activeDeadlineSeconds: 'activeDeadlineSeconds' must be a whole number, got 1.5; write a whole number",
    ],
    [
      'a list as an object',
      pod({ securityContext: [] }),
      "wrong-type /spec/securityContext: 'securityContext' must be an object of type PodSecurityContext, got []; " +
        'write its fields, such as appArmorProfile, fsGroup, fsGroupChangePolicy',
    ],
    [
      'a list as a map',
      pod({ nodeSelector: ['disk'] }),
      `wrong-type /spec/nodeSelector: 'nodeSelector' must be a map, got ["disk"]; write names with values`,
    ],
    [
      'an object as a list',
      pod({ containers: { name: 'web' } }),
      `wrong-type /spec/containers: 'containers' must be a list, got {"name":"web"}; put it in a list`,
    ],
    [
      'an object of the wrong shape in a list',
      pod({ containers: ['web'] }),
      `wrong-type /spec/containers/0: 'containers[0]' must be an object of type Container, got "web"; ` +
        'write its fields, such as name, args, command',
    ],
    [
      'a time that is none',
      stamped('2026-01-31'),
      `wrong-type /metadata/creationTimestamp: 'creationTimestamp' must be a time, got "2026-01-31"; ` +
        'write it like "2026-01-31T12:00:00Z"',
    ],
    [
      'a fraction of a port',
      service(80.5),
      "wrong-type /spec/ports/0/targetPort: 'targetPort' must be a whole number or a string, got 80.5; " +
        'write a whole number or a string',
    ],
    [
      'a quantity with an unknown unit',
      claim('1GB'),
      `wrong-type /spec/resources/requests/storage: 'storage' must be a quantity, got "1GB"; ` +
        'write it like "500m", "1.5" or "64Mi"',
    ],
    [
      'bytes that are not base64',
      secret('hunter2!'),
      `wrong-type /data/password: 'password' must be base64, got "hunter2!"; encode it in base64`,
    ],
    [
      'a micro time with three decimals',
      lease({ renewTime: '2026-01-31T12:00:00.000Z' }),
      `wrong-type /spec/renewTime: 'renewTime' must be a time with six decimals, got "2026-01-31T12:00:00.000Z"; ` +
        'write it like "2026-01-31T12:00:00.000000Z"',
    ],
    [
      'a manifest without a kind',
      { apiVersion: 'v1' },
      "missing-field /kind: 'kind' must be a string, got undefined; add 'kind'",
    ],
    [
      'a manifest that is a string',
      'Pod' as unknown as object,
      "missing-field /apiVersion: 'apiVersion' must be a string, got undefined; add 'apiVersion'",
    ],
  ])('finds %s', (_, manifest, problem) => {
    expect(found(manifest)).toEqual([problem]);
  });

  it('takes null for an absent field everywhere', () => {
    const manifest = container({ args: null, env: [null], resources: { limits: { cpu: null } } });
    expect(found({ ...manifest, status: null, other: null })).toEqual([]);
  });
});

describe.each<[string, (value: unknown) => object, unknown[], unknown[]]>([
  [
    'quantities',
    claim,
    [
      '1',
      1,
      1.5,
      '1.5',
      '.5',
      '1.',
      '+1',
      '-1',
      '1Ki',
      '1Ei',
      '1k',
      '1n',
      '1u',
      '100m',
      '1e3',
      '1E-3',
      '1E',
      ' 1Gi ',
      'Mi',
      '.',
      '-',
      '1.G',
    ],
    ['', ' ', '1K', '1ki', '1 Gi', '1GiB', '1e', '1e3Gi', 'one', '1,5', '--1', true, [], {}, NaN, Infinity],
  ],
  ['whole numbers or strings', service, [0, -1, 2 ** 31 - 1, 'http', '', '80'], [2 ** 31, 1.5, true, [], {}]],
  [
    'bytes',
    secret,
    ['', 'aA==', 'aGk=', 'aGkh', 'aG\nkh\r\n', '+/+/', [1, 2]],
    ['a', 'aA=', 'a===', 'a-_=', 'aG kh', '=aGk', 1, true],
  ],
  [
    'times',
    stamped,
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.5+01:00', '2026-01-31T1:00:00+24:60', '2024-02-29T23:59:59-11:30'],
    [
      ...['', 'now', '2026-01-31T12:00Z', '2026-01-31T12:00:00', '2026-01-31 12:00:00Z', '2026-02-29T12:00:00Z'],
      ...['2026-13-01T12:00:00Z', '2026-00-01T12:00:00Z', '2026-04-31T12:00:00Z', '2026-01-31T24:00:00Z', 1],
    ],
  ],
  [
    'whole numbers of 32 bits',
    (priority) => pod({ priority }),
    [0, -(2 ** 31), 2 ** 31 - 1],
    [2 ** 31, -(2 ** 31) - 1, 0.5, '1', true, NaN],
  ],
  [
    'whole numbers of 64 bits',
    (seconds) => pod({ terminationGracePeriodSeconds: seconds }),
    [0, 2 ** 31, Number.MAX_SAFE_INTEGER],
    [2 ** 63, 0.5, '1'],
  ],
])('%s', (_, manifest, good, bad) => {
  it.each(good)('may be %j', (value) => {
    expect(found(manifest(value))).toEqual([]);
  });

  it.each(bad)('may not be %j', (value) => {
    expect(found(manifest(value))).toHaveLength(1);
  });
});
