import { Duration, Size } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { config, samples } from 'cdk8s-patterns';
import { messageOf, newChart } from '../support';

function todoList(props: Partial<samples.TodoListProps> = {}, key = 'password'): samples.TodoList {
  const chart = newChart();
  const secret = new config.Secret(chart, 'Secret', { stringData: { password: 'x' } });
  return new samples.TodoList(chart, 'TodoList', { password: { secret, key }, ...props });
}

type Case = [string, Partial<samples.TodoListProps>, string];

const IMAGE = "must be the name of an image, such as 'nginx:1.30.6-alpine'";
const NAME =
  "'metadata.name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit";
const PORT = "'ports[0].port' must be a whole number from 1 to 65535";
const CRON = "'schedule' must have five fields: minute, hour, day of month, month, day of week";

test.each<Case>([
  ...[0, -1, 1.5].map((count): Case => [
    `databaseReplicas is ${count}`,
    { databaseReplicas: count },
    `/Database] 'replicas' must be a whole number of at least 1, got ${count}; omit it for one server`,
  ]),
  [
    'databasePartition is -1',
    { databasePartition: -1 },
    "/Database] 'partition' must be a whole number of at least 0, got -1; omit it to update all servers",
  ],
  [
    'the image of the database tells no version',
    { databaseImage: 'postgres:latest' },
    `/Database] 'majorVersion' must be given for an image whose tag does not begin with it, got "postgres:latest"; give it, such as 15`,
  ],
  [
    'the database is too old',
    { databaseImage: 'postgres:9.6' },
    "/Database] 'majorVersion' must be 10 or newer, got 9; use a newer Postgres",
  ],
  [
    'the claims are empty',
    { storage: { storage: Size.gibibytes(0) } },
    `/Database/Server] 'volume "data".storage' must be more than 0, got 0; give a size`,
  ],
  [
    'webReplicas is -1',
    { webReplicas: -1 },
    "/Web/Deployment] 'replicas' must be a whole number of at least 0, got -1; omit it for one pod",
  ],
  ['the port is 0', { port: 0 }, `/Web/Deployment/Service] ${PORT}, got 0; choose a port number`],
  [
    'readOnlyPort is 65536',
    { readOnlyPort: 65536 },
    `/ReadOnlyWeb/Deployment/Service] ${PORT}, got 65536; choose a port number`,
  ],
  [
    'the schedule is a word',
    { backup: { schedule: 'daily' } },
    `/Backup/Schedule] ${CRON}, got "daily"; write five fields, such as '*/5 * * * *'`,
  ],
  [
    'the schedule is empty',
    { backup: { schedule: '' } },
    `/Backup/Schedule] ${CRON}, got ""; write five fields, such as '*/5 * * * *'`,
  ],
  [
    'dumps are kept for no day',
    { backup: { keep: Duration.days(0) } },
    "/Backup] 'keep' must be a whole number of at least 1, got 0; give whole days",
  ],
  [
    'dumps are kept for half a day',
    { backup: { keep: Duration.hours(12) } },
    "/Backup] 'keep' must be a whole number of at least 1, got 0.5; give whole days",
  ],
  [
    'the claim of the dumps is empty',
    { backup: { storage: { storage: Size.gibibytes(0) } } },
    "/Backup/Claim] 'storage' must be more than 0, got 0; give a size",
  ],
  [
    'the name is in capitals',
    { name: 'Todo' },
    `/Database/Config] ${NAME}, got "Todo-db-config"; choose another name or omit it`,
  ],
  ['the name is empty', { name: '' }, `/Database/Config] ${NAME}, got "-db-config"; choose another name or omit it`],
])('fails when %s', (_, props, words) => {
  expect(messageOf(() => todoList(props))).toBe(`[app/TodoList${words}`);
});

test.each(['', 'a b', 'a/b'])('fails when the password is no key of a Secret: %j', (key) => {
  expect(messageOf(() => todoList({}, key))).toBe(
    `[app/TodoList/Web/Deployment] 'volume "secret-connectionstrings-tododb".items' must be 1 to 253 letters, digits, '-', '_' and '.', not '.' and not starting with '..', got "${key}"; name a key of the ConfigMap or Secret`,
  );
});

describe('gaps', () => {
  test('names the container by its place in its own list', () => {
    expect(messageOf(() => todoList({ webImage: '-' }))).toBe(
      `[app/TodoList/Web/Deployment] 'containers[0].image' ${IMAGE}, got "-"; correct the name of the image`,
    );
  });

  test.each<[string, Partial<samples.TodoListProps>]>([
    ['the claims have no access mode', { storage: { storage: Size.gibibytes(1), accessModes: [] } }],
    ['a label of the claims is none', { storage: { storage: Size.gibibytes(1), labels: { 'a b': 'c' } } }],
    ['the type is ExternalName, which has no pods behind it', { type: ServiceType.EXTERNAL_NAME }],
    ['the name leaves the pods of the database no room for their labels', { name: 't'.repeat(50) }],
  ])('fails when %s', (_, props) => {
    expect(messageOf(() => todoList(props))).toMatch(/^\[app\/TodoList.*\] '.*' .*; /);
  });
});
