import { findingsOf } from '../support';
import { all, complaints, made, Sound, Wrong } from './cases';

describe('config-data', () => {
  test.each<Wrong>([
    [
      'a key with a space',
      made('ConfigMap', 'data: { my key: x }'),
      '/data/my key',
      "'data[\"my key\"]' has a key that must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..', got \"my key\"; rename the key",
    ],
    [
      'a key of two dots',
      made('ConfigMap', 'data: { ..hidden: x }'),
      '/data/..hidden',
      "'data[\"..hidden\"]' has a key that must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..', got \"..hidden\"; rename the key",
    ],
    [
      'an empty key of a Secret',
      made('Secret', "stringData: { '': x }"),
      '/stringData/',
      "'stringData[\"\"]' has a key that must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..', got \"\"; rename the key",
    ],
    [
      'a key with a slash',
      made('Secret', 'data: { conf/app: eA== }'),
      '/data/conf~1app',
      "'data[\"conf/app\"]' has a key that must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..', got \"conf/app\"; rename the key",
    ],
    [
      'one key in data and binaryData',
      made('ConfigMap', 'data: { a: x }, binaryData: { a: eA== }'),
      '/data/a',
      "'data.a' must differ from the keys of 'binaryData', got \"x\"; rename one of them",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('config-data', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['a key of one dot in front', made('ConfigMap', 'data: { .env: x, a_B-1.txt: x }')],
    ['one key in data and stringData of a Secret', made('Secret', 'data: { a: eA== }, stringData: { a: x }')],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('config-data', yaml, target)).toEqual([]);
  });
});

describe('secret-content', () => {
  test.each<Wrong>([
    [
      'a certificate without its key',
      made('Secret', 'type: kubernetes.io/tls, data: { tls.crt: eA== }'),
      '/data/tls.key',
      "'data[\"tls.key\"]' must be there in a Secret of type kubernetes.io/tls (tls.crt), got nothing; add it, or remove 'type'",
    ],
    [
      'credentials of a registry below another key',
      made('Secret', "type: kubernetes.io/dockerconfigjson, stringData: { config.json: '{}' }"),
      '/stringData/.dockerconfigjson',
      "'stringData[\".dockerconfigjson\"]' must be there in a Secret of type kubernetes.io/dockerconfigjson (config.json), got nothing; add it, or remove 'type'",
    ],
    [
      'credentials of a registry that are no JSON',
      made('Secret', "type: kubernetes.io/dockerconfigjson, stringData: { .dockerconfigjson: 'auths: {}' }"),
      '/stringData/.dockerconfigjson',
      '\'stringData[".dockerconfigjson"]\' must be a JSON object, as Docker writes its configuration, got other content; let "kubectl create secret docker-registry" write it',
    ],
    [
      'credentials of a registry that are a list',
      made('Secret', 'type: kubernetes.io/dockercfg, data: { .dockercfg: W10= }'),
      '/data/.dockercfg',
      '\'data[".dockercfg"]\' must be a JSON object, as Docker writes its configuration, got other content; let "kubectl create secret docker-registry" write it',
    ],
    [
      'an SSH key that is empty',
      made('Secret', "type: kubernetes.io/ssh-auth, stringData: { ssh-privatekey: '' }"),
      '/stringData/ssh-privatekey',
      "'stringData.ssh-privatekey' must be there in a Secret of type kubernetes.io/ssh-auth (ssh-privatekey), got \"\"; add it, or remove 'type'",
    ],
    [
      'neither user nor password',
      made('Secret', 'type: kubernetes.io/basic-auth, stringData: { user: x }'),
      '/stringData/username',
      "'stringData.username' must be there in a Secret of type kubernetes.io/basic-auth (user), got nothing; add it, or remove 'type'",
    ],
    [
      'a token of no account',
      made('Secret', 'type: kubernetes.io/service-account-token'),
      '/metadata/annotations/kubernetes.io~1service-account.name',
      '\'metadata.annotations["kubernetes.io/service-account.name"]\' must name the ServiceAccount of the token, got nothing; add the annotation',
    ],
    [
      'a bootstrap token of another name',
      made(
        'Secret',
        'type: bootstrap.kubernetes.io/token, stringData: { token-id: abcdef, token-secret: 0123456789abcdef }',
        'name: token, namespace: kube-system',
      ),
      '/metadata/name',
      "'metadata.name' must be bootstrap-token-abcdef, after its 'token-id', got \"token\"; correct one of them",
    ],
    [
      'a bootstrap token in another namespace',
      made(
        'Secret',
        'type: bootstrap.kubernetes.io/token, stringData: { token-id: abcdef, token-secret: 0123456789abcdef }',
        'name: bootstrap-token-abcdef',
      ),
      '/metadata/namespace',
      "'metadata.namespace' must be kube-system for a bootstrap token, got nothing; correct it",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('secret-content', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a certificate and its key, empty',
      made('Secret', "type: kubernetes.io/tls, data: { tls.crt: '' }, stringData: { tls.key: '' }"),
    ],
    [
      'credentials of a registry',
      made('Secret', 'type: kubernetes.io/dockerconfigjson, stringData: { .dockerconfigjson: \'{"auths":{}}\' }'),
    ],
    ['an SSH key', made('Secret', 'type: kubernetes.io/ssh-auth, stringData: { ssh-privatekey: x }')],
    ['a password alone', made('Secret', 'type: kubernetes.io/basic-auth, stringData: { password: x }')],
    [
      'a token of an account',
      made(
        'Secret',
        'type: kubernetes.io/service-account-token',
        'name: token, annotations: { kubernetes.io/service-account.name: default }',
      ),
    ],
    ["a type of one's own", made('Secret', 'type: example.com/anything')],
    [
      'a bootstrap token',
      made(
        'Secret',
        'type: bootstrap.kubernetes.io/token, stringData: { token-id: abcdef, token-secret: 0123456789abcdef }',
        'name: bootstrap-token-abcdef, namespace: kube-system',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('secret-content', yaml, target)).toEqual([]);
  });
});

describe('pull-secret', () => {
  test.each<Wrong>([
    [
      'an account with a Secret of passwords',
      all(
        made('Secret', 'stringData: { password: x }', 'name: registry'),
        made('ServiceAccount', 'imagePullSecrets: [{ name: registry }]'),
      ),
      '/imagePullSecrets/0/name',
      '\'imagePullSecrets[0].name\' must name a Secret of type kubernetes.io/dockerconfigjson, not Opaque: the kubelet ignores others, got "registry"; correct the name, or the type of Secret registry',
    ],
    [
      'a pod with a Secret of passwords',
      all(
        made('Secret', 'type: kubernetes.io/basic-auth, stringData: { password: x }', 'name: registry'),
        made('Pod', 'spec: { imagePullSecrets: [{ name: registry }], containers: [{ name: web, image: nginx }] }'),
      ),
      '/spec/imagePullSecrets/0/name',
      '\'spec.imagePullSecrets[0].name\' must name a Secret of type kubernetes.io/dockerconfigjson, not kubernetes.io/basic-auth: the kubelet ignores others, got "registry"; correct the name, or the type of Secret registry',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('pull-secret', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'an account with credentials of a registry',
      all(
        made('Secret', "type: kubernetes.io/dockercfg, stringData: { .dockercfg: '{}' }", 'name: registry'),
        made('ServiceAccount', 'imagePullSecrets: [{ name: registry }]'),
      ),
    ],
    ['an account with a Secret from elsewhere', made('ServiceAccount', 'imagePullSecrets: [{ name: registry }]')],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('pull-secret', yaml, target)).toEqual([]);
  });
});

describe('config-data of many bytes', () => {
  const FULL = 1024 * 1024;
  const text = (length: number): string => 'x'.repeat(length);
  const bytes = (length: number): string => Buffer.alloc(length).toString('base64');

  test.each([
    ['a ConfigMap', made('ConfigMap', `data: { a: ${text(FULL - 9)} }, binaryData: { b: ${bytes(10)} }`)],
    ['a Secret', made('Secret', `data: { a: ${bytes(FULL - 9)} }, stringData: { b: ${text(10)} }`)],
  ])('finds %s of 1 MiB and a byte', (_kind, yaml) => {
    const message = `'data' must be at most 1 MiB in all, got 1048577 bytes; make two objects`;
    expect(findingsOf('config-data', yaml)).toEqual([['/data', message]]);
  });

  test.each([
    ['a ConfigMap of 1 MiB', made('ConfigMap', `data: { a: ${text(FULL)} }`)],
    ['a Secret of 1 MiB, which is longer as base64', made('Secret', `data: { a: ${bytes(FULL)} }`)],
    ['a key of a Secret that is there twice once', made('Secret', `data: { a: ${bytes(FULL)} }, stringData: { a: x }`)],
  ])('takes %s', (_name, yaml) => {
    expect(findingsOf('config-data', yaml)).toEqual([]);
  });
});
