import { Chapter } from '../lesson';
import { adminer } from './adminer';
import { sleep } from './sleep';
import { todoDbExternalSecret, todoDbPasswordEnv } from './todo-db';
import { todoList } from './todo-list';
import { todoListTest } from './todo-list-test';
import { versionedConfig } from './versioned-config';

/** Chapter 4: configuring applications with ConfigMaps and Secrets. */
export function configuration(chapter: Chapter): void {
  sleep(chapter);
  todoList(chapter);
  todoListTest(chapter);
  todoDbPasswordEnv(chapter);
  todoDbExternalSecret(chapter);
  versionedConfig(chapter);
  adminer(chapter);
}
