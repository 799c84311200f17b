import { Chapter } from '../lesson';
import { lab } from './lab';
import { piJob, piJobRandom } from './pi';
import { sleep, sleepWithPvc } from './sleep';
import { todoDb } from './todo-db';
import { todoDbBackup } from './todo-db-backup';
import { todoWeb } from './todo-web';

/** Chapter 8: running data-heavy apps with StatefulSets and Jobs. */
export function dataHeavyApps(chapter: Chapter): void {
  todoDb(chapter);
  sleep(chapter);
  sleepWithPvc(chapter);
  todoWeb(chapter);
  piJob(chapter);
  piJobRandom(chapter);
  todoDbBackup(chapter);
  lab(chapter);
}
