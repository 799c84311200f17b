import { check } from 'cdk8s-patterns';
import { findingsOf, report } from '../support';
import { complaints, made, Sound } from './cases';
import { podWith } from './pods';

const config = (key: string, value: string): string =>
  made('ConfigMap', `data: { ${JSON.stringify(key)}: ${JSON.stringify(value)} }`);
const REST =
  'which everybody reads who may read the object, got a text that is not shown; keep it in a Secret, and mount that as a file';

describe('plain-credential', () => {
  test.each([
    ['DB_PASSWORD', 'correct-horse', 'password'],
    ['db.password.txt', 'correct-horse', 'password'],
    ['dbPassword', 'correct-horse', 'password'],
    ['PGPASSWORD', 'correct-horse', 'password'],
    ['DB_PASS', 'correct-horse', 'password'],
    ['api-key', 'k-123456', 'api key'],
    ['SECRET_KEY_BASE', '0123456789abcdef', 'secret key base'],
    ['GITHUB_TOKEN', 'ghp_abc', 'github token'],
    ['clientSecret', 'correct-horse', 'client secret'],
    ['GITHUB_ACCESS_TOKEN', 'ghp_abc', 'access token'],
    ['tls.txt', '-----BEGIN RSA PRIVATE KEY-----\nMII\n', 'private key'],
    ['url', 'postgres://web:correct%2Dhorse@db:5432/list', 'password in an address'],
    ['config.json', '{"Db": "Server=db;User Id=web;Password=correct-horse;"}', 'password in a connection string'],
  ])('finds %s with %j', (key, value, what) => {
    const messages = findingsOf('plain-credential', config(key, value)).map(([, message]) => message);
    expect(messages).toEqual([expect.stringMatching(/^'data.*' must hold no /)]);
    expect(messages[0]).toContain(`must hold no ${what}, ${REST}`);
  });

  test('finds a password as the text of a variable, and does not show it', () => {
    const yaml = podWith('env: [{ name: POSTGRES_PASSWORD, value: correct-horse }]');
    expect(findingsOf('plain-credential', yaml)).toEqual([
      ['/spec/containers/0/env/0/value', `'spec.containers[0].env[0].value' must hold no password, ${REST}`],
    ]);
  });

  test('is a warning', () => {
    const { findings } = report(config('DB_PASSWORD', 'correct-horse'), { strict: false });
    expect(findings.map(({ severity }) => severity)).toEqual([check.Severity.WARNING]);
  });

  test.each<Sound>([
    ['a path', config('DB_PASSWORD', '/secrets/password')],
    ['a file name', config('DB_PASSWORD_FILE', 'secrets/password')],
    ['a switch', config('ALLOW_EMPTY_PASSWORD', 'yes')],
    ['a number', config('max-access-token', '3600')],
    ['nothing', config('DB_PASSWORD', '')],
    ['a placeholder', config('DB_PASSWORD', '${DB_PASSWORD}')],
    ['an address to ask', config('access-token', 'https://login.example.com/token')],
    ['the name of a Secret', config('tlsSecret', 'web-tls')],
    ['a switch in words', config('REQUIRE_PASSWORD', 'required')],
    ['a token that a tool replaces', config('DB_PASSWORD', '__DB_PASSWORD__')],
    ['another one', config('api-key', '#{ApiKey}#')],
    ['dots in a text for people', config('README', 'Server=db;User Id=web;Password=...;')],
    ['the name of a key of AWS', config('ENCRYPTION_KEY', 'arn:aws:kms:eu-west-1:111122223333:key/1234')],
    ['the alias of a key', config('SIGNING_KEY', 'alias/signing')],
    ['an entry of a store', config('DB_PASSWORD', 'vault:secret/data/db#password')],
    ['an entry of a store as an address', config('DB_PASSWORD', 'ref+awsssm://web/db')],
    ['a key for browsers', config('NEXT_PUBLIC_MAPS_API_KEY', 'k-123456')],
    ['a key that is built into pages', config('REACT_APP_MAPS_API_KEY', 'k-123456')],
    ['hashes of passwords', config('htpasswd', 'web:$2y$05$abcdefgh')],
    ['the digest of an image', config('base', 'docker://alpine:3.18@sha256:1c4eef651f65e2f7')],
    ['an address without a password', config('url', 'https://db.example.com:5432/a@b')],
    ['an address with a name in its query', config('url', 'smtp://mail:25?from=web@example.com')],
    ['an address with a placeholder', config('url', 'postgres://web:$(PASSWORD)@db/list')],
    ['a connection string without a password', config('config.json', '{"Db": "Server=db;Trusted_Connection=True;"}')],
    ['a public key', config('tls.txt', '-----BEGIN PUBLIC KEY-----\nMII\n')],
    ['a variable that is made of another', podWith("env: [{ name: DB_PASSWORD, value: '$(OTHER)' }]")],
    [
      'a variable from a Secret',
      podWith('env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: s, key: k, optional: true } } }]'),
    ],
  ])('takes %s', (_, yaml) => {
    expect(complaints('plain-credential', yaml, '1.27')).toEqual([]);
  });
});

describe('leaked-secret', () => {
  const annotated = (kind: string): string =>
    made(
      kind,
      'data: { key: eA== }',
      "name: web, annotations: { kubectl.kubernetes.io/last-applied-configuration: '{}' }",
    );

  test('finds the annotation of kubectl on a Secret', () => {
    expect(findingsOf('leaked-secret', annotated('Secret'))).toEqual([
      [
        '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration',
        '\'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]\' must not be in a manifest: kubectl writes it, and all values of the Secret are in it, got a text that is not shown; remove the annotation',
      ],
    ]);
  });

  test('lets pass the annotation on what holds no secrets', () => {
    expect(complaints('leaked-secret', annotated('ConfigMap'), '1.27')).toEqual([]);
  });
});
