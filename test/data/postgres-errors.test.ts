import { data } from 'cdk8s-patterns';
import { messageOf } from '../support';
import { postgres } from './support';

type Props = Partial<data.PostgresProps>;

const IDENTIFIER = "must be at most 63 lower case letters, digits and '_', not starting with a digit";
const RESERVED = 'must not be the superuser or a name that Postgres keeps for itself';
const OWN = 'must not set what the servers rest on';
const SETTING = 'must be the name of a setting of postgresql.conf';
const WHOLE = 'must be a whole number of at least';
const of = (length: number): string => 'n'.repeat(length);
const build = (props: Props) => () => postgres(props);

test.each<[string, Props, string]>([
  ['replicas is 0', { replicas: 0 }, `'replicas' ${WHOLE} 1, got 0; omit it for one server`],
  ['replicas is a fraction', { replicas: 1.5 }, `'replicas' ${WHOLE} 1, got 1.5; omit it for one server`],
  ['replicas is no number', { replicas: NaN }, `'replicas' ${WHOLE} 1, got NaN; omit it for one server`],
  ['partition is below 0', { partition: -1 }, `'partition' ${WHOLE} 0, got -1; omit it to update all servers`],
  ['the database is empty', { database: '' }, `'database' ${IDENTIFIER}, got ""; choose another name`],
  [
    'the database has an upper case letter',
    { database: 'Todo' },
    `'database' ${IDENTIFIER}, got "Todo"; choose another name`,
  ],
  ['the database begins with a digit', { database: '1st' }, `'database' ${IDENTIFIER}, got "1st"; choose another name`],
  ['the database has a dash', { database: 'to-do' }, `'database' ${IDENTIFIER}, got "to-do"; choose another name`],
  [
    'the database has a line break',
    { database: 'todo\n' },
    `'database' ${IDENTIFIER}, got "todo\\n"; choose another name`,
  ],
  [
    'the database has 64 letters',
    { database: of(64) },
    `'database' ${IDENTIFIER}, got "${of(64)}"; choose another name`,
  ],
  [
    'the account has a quote',
    { replicationUser: 'a"b' },
    `'replicationUser' ${IDENTIFIER}, got "a\\"b"; choose another name`,
  ],
  [
    'the account is the superuser',
    { replicationUser: 'postgres' },
    `'replicationUser' ${RESERVED}, got "postgres"; choose another name`,
  ],
  [
    'the account begins with pg_',
    { replicationUser: 'pg_stream' },
    `'replicationUser' ${RESERVED}, got "pg_stream"; choose another name`,
  ],
  [
    'the account is public',
    { replicationUser: 'public' },
    `'replicationUser' ${RESERVED}, got "public"; choose another name`,
  ],
  [
    'the account is none',
    { replicationUser: 'none' },
    `'replicationUser' ${RESERVED}, got "none"; choose another name`,
  ],
  ['a parameter is no name', { parameters: { "a'b": '1' } }, `'parameters' ${SETTING}, got "a'b"; omit or correct it`],
  ['a parameter has no name', { parameters: { '': '1' } }, `'parameters' ${SETTING}, got ""; omit or correct it`],
  [
    'a parameter has a line break',
    { parameters: { 'a\n': '1' } },
    `'parameters' ${SETTING}, got "a\\n"; omit or correct it`,
  ],
  [
    'the second parameter is wrong',
    { parameters: { a: '1', '2': '2' } },
    `'parameters' ${SETTING}, got "2"; omit or correct it`,
  ],
  [
    'a parameter is in upper case',
    { parameters: { PORT: '1' } },
    `'parameters' ${OWN}, got "PORT"; omit or correct it`,
  ],
])('fails when %s', (_, props, message) => {
  expect(messageOf(build(props))).toBe(`[app/Db] ${message}`);
});

test.each([
  'cluster_name',
  'config_file',
  'data_directory',
  'hba_file',
  'hot_standby',
  'listen_addresses',
  'password_encryption',
  'port',
  'primary_conninfo',
  'unix_socket_directories',
])('fails when parameters set %s', (name) => {
  expect(messageOf(build({ parameters: { [name]: 'x' } }))).toBe(
    `[app/Db] 'parameters' ${OWN}, got "${name}"; omit or correct it`,
  );
});

const MISSING = "'majorVersion' must be given for an image whose tag does not begin with it, got";
const OLD = "'majorVersion' must be 10 or newer, got";
const OTHER = "'majorVersion' must be that of the image";

test.each<[Props, string]>([
  [{ image: 'postgres' }, `${MISSING} "postgres"; give it, such as 15`],
  [{ image: 'postgres:alpine' }, `${MISSING} "postgres:alpine"; give it, such as 15`],
  [{ image: 'registry:5000/postgres' }, `${MISSING} "registry:5000/postgres"; give it, such as 15`],
  [{ image: 'postgres@sha256:15ab' }, `${MISSING} "postgres@sha256:15ab"; give it, such as 15`],
  [{ image: 'postgres:9.6' }, `${OLD} 9; use a newer Postgres`],
  [{ majorVersion: 9, image: 'mine:latest' }, `${OLD} 9; use a newer Postgres`],
  [{ majorVersion: 15.1, image: 'mine:latest' }, `${OLD} 15.1; use a newer Postgres`],
  [{ majorVersion: NaN, image: 'mine:latest' }, `${OLD} NaN; use a newer Postgres`],
  [{ majorVersion: 11 }, `${OTHER} "postgres:15.20-alpine", got 11; omit it`],
  [{ majorVersion: 16, image: 'a/postgres:15@sha256:16ab' }, `${OTHER} "a/postgres:15@sha256:16ab", got 16; omit it`],
])('fails for %j', (props, message) => {
  expect(messageOf(build(props))).toBe(`[app/Db] ${message}`);
});

test.each<Props>([
  { image: 'postgres:15' },
  { image: 'postgres:15beta1' },
  { image: 'registry:5000/postgres:15.20' },
  { image: `postgres:15.20@sha256:${'44'.repeat(32)}` },
  { image: `postgres@sha256:${'44'.repeat(32)}`, majorVersion: 15 },
  { image: 'registry:5000/todo-db', majorVersion: 15 },
  { image: 'todo-db:2.4', majorVersion: 15 },
  { image: 'postgres-with-extras:2.4', majorVersion: 15 },
  { image: 'my-postgres:1', majorVersion: 15 },
  { majorVersion: 15 },
])('takes %j for version 15', (props) => {
  expect(postgres(props).image).toBe(props.image ?? 'postgres:15.20-alpine');
});

test.each<Props>([
  { replicas: 1 },
  { partition: 0 },
  { database: of(63) },
  { database: '_' },
  { database: 'postgres' },
  { database: 'order' },
  { replicationUser: 'user' },
  { parameters: {} },
  { parameters: { 'My.Setting': '' } },
])('takes %j', (props) => {
  expect(build(props)).not.toThrow();
});

test('has no standby when there is one server', () => {
  expect(messageOf(() => postgres().standbyHost)).toBe(
    "[app/Db] 'replicas' must be at least 2 for a standby, got 1; raise it",
  );
});
