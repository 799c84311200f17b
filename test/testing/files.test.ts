import { Manifests } from '../../src/testing';
import { messageOf } from '../support';

const OBJECTS = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'conf' },
    data: { 'a.txt': 'A', 'b.txt': 'B' },
    binaryData: { bin: '/wA=' },
  },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, data: { 'tls.key': 'a2V5' } },
];

/** The files of the only container of a Pod. */
function filesOf(volumes: object[], volumeMounts: object[], env: object[] = []): { [path: string]: string } {
  const metadata = { name: 'a', labels: { x: '1', b: '"2"' } };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { volumes, containers: [{ name: 'c', env, volumeMounts }] },
  };
  return Manifests.ofYaml([...OBJECTS, pod].map((object) => JSON.stringify(object)).join('\n---\n'))
    .pod('Pod')
    .container().files;
}

const CONF = { name: 'conf', configMap: { name: 'conf' } };
const EMPTY = { name: 'empty', emptyDir: {} };

describe('files', () => {
  test.each<[string, object[], object[], { [path: string]: string }]>([
    ['nothing', [], [], {}],
    [
      'a ConfigMap',
      [CONF],
      [{ name: 'conf', mountPath: '/etc/conf/' }],
      {
        '/etc/conf/a.txt': 'A',
        '/etc/conf/b.txt': 'B',
        '/etc/conf/bin': '<2 bytes>',
      },
    ],
    [
      'chosen keys of a Secret',
      [{ name: 's', secret: { secretName: 'keys', items: [{ key: 'tls.key', path: 'd/key.pem' }] } }],
      [{ name: 's', mountPath: '/tls' }],
      {
        '/tls/d/key.pem': 'key',
      },
    ],
    [
      'one file of a volume',
      [CONF],
      [{ name: 'conf', mountPath: '/etc/nginx.conf', subPath: 'a.txt' }],
      { '/etc/nginx.conf': 'A' },
    ],
    [
      'a folder of a volume',
      [
        {
          name: 'conf',
          configMap: {
            name: 'conf',
            items: [
              { key: 'a.txt', path: 'd/a' },
              { key: 'b.txt', path: 'e' },
            ],
          },
        },
      ],
      [{ name: 'conf', mountPath: '/etc', subPath: 'd' }],
      {
        '/etc/a': 'A',
      },
    ],
    [
      'a folder that variables name',
      [CONF],
      [{ name: 'conf', mountPath: '/x', subPathExpr: '$(FILE).txt' }],
      { '/x': 'B' },
    ],
    [
      'several sources',
      [
        {
          name: 'p',
          projected: {
            sources: [
              { configMap: { name: 'conf', items: [{ key: 'a.txt', path: 'a' }] } },
              { secret: { name: 'keys' } },
              { serviceAccountToken: { path: 'token' } },
              {
                downwardAPI: {
                  items: [
                    { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
                    { path: 'name', fieldRef: { fieldPath: 'metadata.name' } },
                    { path: 'cpu', resourceFieldRef: { containerName: 'c', resource: 'limits.cpu' } },
                  ],
                },
              },
            ],
          },
        },
      ],
      [{ name: 'p', mountPath: '/p' }],
      {
        '/p/a': 'A',
        '/p/cpu': '<c limits.cpu>',
        '/p/labels': 'b="\\"2\\""\nx="1"\n',
        '/p/name': 'a',
        '/p/tls.key': 'key',
        '/p/token': '<token>',
      },
    ],
    [
      'what an inner mount hides',
      [CONF, EMPTY],
      [
        { name: 'empty', mountPath: '/app/b.txt' },
        { name: 'conf', mountPath: '/app' },
        { name: 'conf', mountPath: '/app/a.txt', subPath: 'b.txt' },
      ],
      { '/app/a.txt': 'B', '/app/bin': '<2 bytes>' },
    ],
    ['the root', [CONF], [{ name: 'conf', mountPath: '/', subPath: 'a.txt/' }], { '/': 'A' }],
    ['a volume that is not there', [], [{ name: 'x', mountPath: '/x' }], {}],
    ['claims and empty folders', [EMPTY], [{ name: 'empty', mountPath: '/x' }], {}],
    [
      'what is elsewhere',
      [{ name: 'x', secret: { secretName: 'x' } }],
      [{ name: 'x', mountPath: '/x' }],
      { '/x/<Secret x>': '<Secret x>' },
    ],
    [
      'a key of what is elsewhere',
      [{ name: 'x', configMap: { name: 'x', items: [{ key: 'k', path: 'p' }] } }],
      [{ name: 'x', mountPath: '/x' }],
      {
        '/x/p': '<ConfigMap x, key k>',
      },
    ],
    [
      'what may be absent',
      [{ name: 'x', secret: { secretName: 'x', optional: true } }],
      [{ name: 'x', mountPath: '/x' }],
      {},
    ],
    [
      'a key that may be absent',
      [{ name: 'x', secret: { secretName: 'keys', optional: true, items: [{ key: 'k', path: 'p' }] } }],
      [{ name: 'x', mountPath: '/x' }],
      {},
    ],
  ])('has %s', (_, volumes, mounts, files) => {
    expect(filesOf(volumes, mounts, [{ name: 'FILE', value: 'b' }])).toEqual(files);
  });

  test('fails for a key that is not there', () => {
    const volume = { name: 'x', configMap: { name: 'conf', items: [{ key: 'k', path: 'p' }] } };
    expect(messageOf(() => filesOf([volume], [{ name: 'x', mountPath: '/x' }]))).toBe(
      'a volume of Pod a must name a key of ConfigMap conf, got "k"; its keys are: bin, a.txt, b.txt',
    );
  });
});
