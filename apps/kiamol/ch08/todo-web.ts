import { config, samples } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const connection = (pod: string) =>
  `Server=${pod}.todo-db.default.svc.cluster.local;Database=todo;User Id=postgres;Password=kiamol-2*2*;`;
const connectionFile = (pod: string) => config.JsonFile.text({ ConnectionStrings: { ToDoDb: connection(pod) } });

/** The pages of the to-do list on the primary, then on a standby. */
export function todoWeb(chapter: Chapter): void {
  const system = new System(chapter, 'todo-web', {
    purpose: 'Pages that write to the primary, and, while something is wrong with it, only read from a standby.',
    items: ['todo-web', 'todo-web.readwrite', 'todo-web.readonly', 'read-only-mode', 'kind-configmap', 'kind-secret'],
  });
  const lesson = new Lesson(system, 'todo-web', {
    section: '8.3',
    construct: 'samples.TodoPages',
    lines: [
      'Needs the servers of todo-db, in the namespace default. The password is for learning.',
      'inferred: what config.json and the files of the Secret hold, and the second file, for the step after this one.',
    ],
  });
  const settings = new config.ConfigMap(lesson, 'Config', {
    metadata: { name: 'todo-web-config' },
    data: { 'config.json': config.JsonFile.text({ Database: { Provider: 'Postgres' } }) },
  });
  const secret = new config.Secret(lesson, 'Secret', {
    metadata: { name: 'todo-web-secret' },
    type: 'Opaque',
    stringData: {
      'secrets.json': connectionFile('todo-db-0'),
      'secrets-readonly.json': connectionFile('todo-db-1'),
    },
  });
  const shared = { config: settings, configFiles: ['config.json'], secret };
  const env = { ASPNETCORE_ENVIRONMENT: 'Test' };
  new samples.TodoPages(lesson, 'TodoWeb', { ...shared, env, port: 8081 });

  const readOnly = new Lesson(system.step('readonly'), 'todo-web-readonly', {
    section: '8.3',
    construct: 'samples.TodoPages',
    lines: ['inferred: the pages reach the standby because their pod mounts the other file of the Secret.'],
  });
  const readOnlyEnv = { ...env, Database__ReadOnly: 'true' };
  new samples.TodoPages(readOnly, 'TodoWeb', { ...shared, secretFile: 'secrets-readonly.json', env: readOnlyEnv });
}
