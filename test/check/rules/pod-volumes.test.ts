import { findings } from '../support';
import { APP, pod, podWith } from './pods';

describe('pod-volume', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a name with an underscore',
      '1.27',
      podWith('volumeMounts: [{ name: my_data, mountPath: /v }]', 'volumes: [{ name: my_data, emptyDir: {} }]'),
      '/spec/volumes/0/name',
      "'spec.volumes[0].name' must be at most 63 lower case letters, digits and '-', starting and ending with a letter or digit, got \"my_data\"; correct it, here and in the mounts",
    ],
    [
      'two sources',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, emptyDir: {}, hostPath: { path: /tmp } }]',
      ),
      '/spec/volumes/0/hostPath',
      "'spec.volumes[0].hostPath' must not be set beside 'emptyDir', got emptyDir and hostPath; make two of it, or remove one",
    ],
    [
      'two volumes of one name',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]',
      ),
      '/spec/volumes/1/name',
      '\'spec.volumes[1].name\' must differ from the names of the other volumes of the pod, got "v"; give one of them another name',
    ],
    [
      'a Secret without a name',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v, secret: {} }]'),
      '/spec/volumes/0/secret/secretName',
      "'spec.volumes[0].secret.secretName' must be set, got nothing; name the object",
    ],
    [
      'a ConfigMap with an empty name',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v, configMap: { name: "" } }]'),
      '/spec/volumes/0/configMap/name',
      '\'spec.volumes[0].configMap.name\' must be set, got ""; name the object',
    ],
    [
      'a mode above 0777',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, secret: { secretName: s, optional: true, defaultMode: 512 } }]',
      ),
      '/spec/volumes/0/secret/defaultMode',
      "'spec.volumes[0].secret.defaultMode' must be an octal mode from 0o000 to 0o777, got 512; write it like 0o444 (292) or 0o400 (256)",
    ],
    [
      'a mode of a file above 0777',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, configMap: { name: s, optional: true, items: [{ key: a, path: a, mode: 644 }] } }]',
      ),
      '/spec/volumes/0/configMap/items/0/mode',
      "'spec.volumes[0].configMap.items[0].mode' must be an octal mode from 0o000 to 0o777, got 644; write it like 0o444 (292) or 0o400 (256)",
    ],
    [
      'an absolute path of a file',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, configMap: { name: s, optional: true, items: [{ key: a, path: /etc/a }] } }]',
      ),
      '/spec/volumes/0/configMap/items/0/path',
      "'spec.volumes[0].configMap.items[0].path' must be a relative path without '..', got \"/etc/a\"; write a path below the mount",
    ],
    [
      'a path of a file that leads out',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, configMap: { name: s, optional: true, items: [{ key: a, path: a/../../b }] } }]',
      ),
      '/spec/volumes/0/configMap/items/0/path',
      "'spec.volumes[0].configMap.items[0].path' must be a relative path without '..', got \"a/../../b\"; write a path below the mount",
    ],
    [
      'a path of a file that begins with dots',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, configMap: { name: s, optional: true, items: [{ key: a, path: ..data }] } }]',
      ),
      '/spec/volumes/0/configMap/items/0/path',
      "'spec.volumes[0].configMap.items[0].path' must not start with '..', got \"..data\"; write a path below the mount",
    ],
    [
      'an empty key',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, configMap: { name: s, optional: true, items: [{ key: "", path: a }] } }]',
      ),
      '/spec/volumes/0/configMap/items/0/key',
      '\'spec.volumes[0].configMap.items[0].key\' must not be empty, got ""; name a key of the data',
    ],
    [
      'a file of the downward API with nothing in it',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, downwardAPI: { items: [{ path: a }] } }]',
      ),
      '/spec/volumes/0/downwardAPI/items/0',
      "'spec.volumes[0].downwardAPI.items[0]' must have 'fieldRef' or 'resourceFieldRef', got {\"path\":\"a\"}; say what it holds",
    ],
    [
      'a file of the downward API with two things in it',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: metadata.name }, resourceFieldRef: { containerName: app, resource: limits.cpu } }] } }]',
      ),
      '/spec/volumes/0/downwardAPI/items/0/resourceFieldRef',
      "'spec.volumes[0].downwardAPI.items[0].resourceFieldRef' must not be set beside 'fieldRef', got both; make two files of it",
    ],
    [
      'two projected sources in one',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, projected: { sources: [{ secret: { name: s, optional: true }, configMap: { name: s, optional: true } }] } }]',
      ),
      '/spec/volumes/0/projected/sources/0/configMap',
      "'spec.volumes[0].projected.sources[0].configMap' must not be set beside 'secret', got secret and configMap; make two of it, or remove one",
    ],
    [
      'one projected path twice',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, projected: { sources: [{ secret: { name: s, optional: true, items: [{ key: a, path: a }] } }, { configMap: { name: s, optional: true, items: [{ key: a, path: a }] } }] } }]',
      ),
      '/spec/volumes/0/projected/sources/1/configMap/items/0/path',
      '\'spec.volumes[0].projected.sources[1].configMap.items[0].path\' must differ from the paths of the other files of the volume, got "a"; give one of them another path',
    ],
    [
      'a token for five minutes',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, projected: { sources: [{ serviceAccountToken: { path: token, expirationSeconds: 300 } }] } }]',
      ),
      '/spec/volumes/0/projected/sources/0/serviceAccountToken/expirationSeconds',
      "'spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds' must be a whole number from 600 to 4294967296, got 300; write at least ten minutes",
    ],
    [
      'a path on the node that leads out',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v, hostPath: { path: /tmp/../etc } }]'),
      '/spec/volumes/0/hostPath/path',
      "'spec.volumes[0].hostPath.path' must not contain '..', got \"/tmp/../etc\"; write the path without it",
    ],
    [
      'an NFS path that is not absolute',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, nfs: { server: nfs.example.com, path: data } }]',
      ),
      '/spec/volumes/0/nfs/path',
      '\'spec.volumes[0].nfs.path\' must be an absolute path, got "data"; begin it with /',
    ],
    [
      'a negative size',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v, emptyDir: { sizeLimit: -1Gi } }]'),
      '/spec/volumes/0/emptyDir/sizeLimit',
      '\'spec.volumes[0].emptyDir.sizeLimit\' must not be negative, got "-1Gi"; omit it for no limit',
    ],
    [
      'an ephemeral volume without a claim',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v, ephemeral: {} }]'),
      '/spec/volumes/0/ephemeral/volumeClaimTemplate',
      "'spec.volumes[0].ephemeral.volumeClaimTemplate' must be set, got nothing; write the claim that each pod gets",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'a volume without a source, which is an empty directory',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v }]'),
    ],
    [
      'modes at the bounds',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, secret: { secretName: s, optional: true, defaultMode: 511, items: [{ key: a, path: a/b..c, mode: 0 }] } }]',
      ),
    ],
    [
      'a token for ten minutes',
      '1.27',
      podWith(
        'volumeMounts: [{ name: v, mountPath: /v }]',
        'volumes: [{ name: v, projected: { sources: [{ serviceAccountToken: { path: token, expirationSeconds: 600 } }, {}] } }]',
      ),
    ],
    [
      'a relative path on the node',
      '1.27',
      podWith('volumeMounts: [{ name: v, mountPath: /v }]', 'volumes: [{ name: v, hostPath: { path: tmp } }]'),
    ],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['pod-volume', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  test('leaves two volumes of one name to the schema from 1.30 on', () => {
    const twice = pod(`${APP}, volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]`);
    expect(findings(twice, { target: '1.30' }).map(([rule]) => rule)).toEqual(['duplicate-item']);
  });
});
