import { config, data, samples } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { IMAGE, PASSWORD, todoDb, todoDbSecret } from './todo-db';

const name = 'todo-web-test';

/** The to-do list of the testers: the same image as the developers', with its items in Postgres. */
export function todoListTest(chapter: Chapter): void {
  const system = new System(chapter, 'todo-list-test', {
    purpose: 'The same image in another environment: other settings, and a database, whose password is a file.',
    items: [
      ...['todo-db-secret-test', 'todo-db', 'todo-db-service', 'todo-web-config-test', 'todo-web-secret-test'],
      ...['todo-web-test', 'c-kind-secret-opaque', 'f-volume-secret', 'f-volume-secret-mode', 'f-volume-secret-items'],
      ...['p-same-image', 'p-secret-file', 'p-shared-credential', 'p-config-before-pod', 'p-dir-layout'],
    ],
  });
  const password = todoDbSecret(system);
  const database = new Lesson(system, 'todo-db-test', {
    section: '4.4, listing 4.13',
    construct: 'data.PostgresContainer',
  });
  todoDb(database, data.PostgresContainer.container({ image: IMAGE, password }));

  const settings = new config.ConfigMap(
    new Lesson(system, 'todo-web-config-test', {
      section: '4.4',
      lines: ['inferred: what the file says; the book does not print it.'],
    }),
    'Config',
    {
      metadata: { name: 'todo-web-config-test' },
      data: { 'config.json': config.JsonFile.text({ Database: { Provider: 'Postgres' } }) },
    },
  );
  const secret = new config.Secret(new Lesson(system, 'todo-web-secret-test', { section: '4.4' }), 'Secret', {
    metadata: { name: 'todo-web-secret-test' },
    stringData: {
      'secrets.json': config.JsonFile.text({
        // The password of the database once more: both Secrets come from one value.
        ConnectionStrings: { ToDoDb: `Server=todo-db;Database=todo;User Id=postgres;Password=${PASSWORD};` },
      }),
    },
    type: 'Opaque',
  });
  new samples.TodoPages(new Lesson(system, name, { section: '4.4', construct: 'samples.TodoPages' }), 'TodoWeb', {
    name,
    labels: { app: 'todo-web', environment: 'test' },
    config: settings,
    configFiles: ['config.json'],
    secret,
    env: { ASPNETCORE_ENVIRONMENT: 'Test' },
    port: 8081,
  });
}
