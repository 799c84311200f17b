import { check } from 'cdk8s-patterns';
import { findingsOf, report } from '../support';
import { all, complaints, made, Sound } from './cases';
import { podWith, workload } from './pods';

const SECRET = made('Secret', 'stringData: { password: "correct-horse\\n", user: web }', 'name: db');
const SERVICE = made('Service', 'spec: { selector: { app: web }, ports: [{ port: 5432 }] }', 'name: db');
const FROM_KEY = '{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: secret } } }';
const FILE =
  'env: [{ name: POSTGRES_PASSWORD_FILE, value: /secrets/pw }], volumeMounts: [{ name: s, mountPath: /secrets/ }]';
const VOLUME = 'volumes: [{ name: s, secret: { secretName: db, items: [{ key: password, path: pw }] } }]';

/** A database with the password in a file, or as `fields` say. */
const database = (fields = FILE, volumes = VOLUME): string =>
  workload(
    'StatefulSet',
    `containers: [{ name: db, image: 'postgres:15.20', ${fields} }], ${volumes}`,
    'serviceName: db',
  );

/** An application with a connection string beside the database. */
const connected = (text: string, server = database()): string =>
  all(SECRET, SERVICE, server, made('Secret', `stringData: { url: ${JSON.stringify(text)} }`, 'name: app'));

const message = (place: string, host: string, user = 'postgres'): string =>
  `'${place}' must have the password that user ${user} has in StatefulSet web, to which ${host} leads, got another one; give both the same value, best from one Secret`;

test.each([
  ['a connection string', '{"Db": "Server=db;Database=list;User Id=postgres;Password=other;"}', 'db'],
  ['one with a port', 'Host=tcp:db,5432;Username=postgres;Password=other', 'db'],
  ['an address', 'postgres://postgres:other@db:5432/list', 'db'],
  [
    'the full name of the Service',
    'postgresql://postgres:other@db.default.svc.cluster.local/list',
    'db.default.svc.cluster.local',
  ],
  ['a pod of the database', 'postgres://postgres:other@web-0.db/list', 'web-0.db'],
])('finds %s with another password', (_, text, host) => {
  expect(findingsOf('credential-mismatch', connected(text))).toEqual([
    ['/stringData/url', message('stringData.url', host)],
  ]);
});

test.each([
  ['a Secret in a variable', database(`env: [${FROM_KEY.replace('secret }', 'password }')}]`), 'postgres'],
  [
    'the variables of a whole Secret',
    database('envFrom: [{ prefix: POSTGRES_, secretRef: { name: keys } }]'),
    'postgres',
  ],
  [
    'a user that a variable names',
    database(
      `${FILE.replace('env: [', 'env: [{ name: POSTGRES_USER, valueFrom: { secretKeyRef: { name: db, key: user } } }, ')}`,
    ),
    'web',
  ],
])('knows the password of %s', (_, server, user) => {
  const keys = made('Secret', 'stringData: { PASSWORD: correct-horse }', 'name: keys');
  const yaml = all(connected(`postgres://${user}:other@db/list`, server), keys);
  expect(findingsOf('credential-mismatch', yaml)).toEqual([['/stringData/url', message('stringData.url', 'db', user)]]);
});

test('reads the text of a variable, and is a warning', () => {
  const client = podWith("env: [{ name: URL, value: 'postgres://postgres:other@db/list' }]").replaceAll(
    'web',
    'client',
  );
  const found = report(all(SECRET, SERVICE, database(), client), { strict: false }).findings.filter(
    ({ rule }) => rule === 'credential-mismatch',
  );
  expect(found.map((finding) => [finding.severity, finding.message])).toEqual([
    [check.Severity.WARNING, message('spec.containers[0].env[0].value', 'db')],
  ]);
});

test.each<Sound>([
  ['the same password', connected('Server=db;User Id=postgres;Password=correct-horse;')],
  ['the same one, encoded', connected('postgres://postgres:correct%2Dhorse@db/list')],
  ['another user, whom a script may make', connected('postgres://web:other@db/list')],
  ['another host', connected('postgres://postgres:other@db.example.com/list')],
  ['a placeholder', connected('postgres://postgres:${PASSWORD}@db/list')],
  [
    'a password that no manifest has',
    connected('postgres://postgres:other@db/list', database('imagePullPolicy: Always')),
  ],
  ['quotes that hide where it ends', connected('{"Db": "Server=db;User Id=postgres;Password=\\"a;b\\";"}')],
])('takes %s', (_, yaml) => {
  expect(complaints('credential-mismatch', yaml, '1.27')).toEqual([]);
});
