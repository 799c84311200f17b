import * as kplus from 'cdk8s-plus-27';
import { config, synth } from 'cdk8s-patterns';
import { Lesson } from '../lesson';

const section = '5.3';
const PASSWORD = 'kiamol-2*2*';
const KEY = 'POSTGRES_PASSWORD';
const LEARNING = 'The password is for learning.';
const INFERRED = 'inferred: what the file holds, as in 4.3 and 4.4.';

/** The Secret of the database of the to-do list. */
export function todoDbSecret(folder: synth.Folder): kplus.SecretValue {
  const lesson = new Lesson(folder, 'todo-db-secret', { section, lines: [LEARNING, 'inferred: the password itself.'] });
  const secret = new config.Secret(lesson, 'Secret', {
    metadata: { name: 'todo-db-secret' },
    type: 'Opaque',
    stringData: { [KEY]: PASSWORD },
  });
  return { secret, key: KEY };
}

/** The settings of the pages: their items are in a Postgres. */
export function todoWebConfig(folder: synth.Folder): config.ConfigMap {
  return new config.ConfigMap(new Lesson(folder, 'todo-web-configmap', { section, lines: [INFERRED] }), 'Config', {
    metadata: { name: 'todo-web-config' },
    data: { 'config.json': config.JsonFile.text({ Database: { Provider: 'Postgres' } }) },
  });
}

/** How the pages reach the database, with its password. */
export function todoWebSecret(folder: synth.Folder): config.Secret {
  const connection = `Server=todo-db;Database=todo;User Id=postgres;Password=${PASSWORD};`;
  return new config.Secret(new Lesson(folder, 'todo-web-secret', { section, lines: [LEARNING, INFERRED] }), 'Secret', {
    metadata: { name: 'todo-web-secret' },
    type: 'Opaque',
    stringData: { 'secrets.json': config.JsonFile.text({ ConnectionStrings: { ToDoDb: connection } }) },
  });
}
