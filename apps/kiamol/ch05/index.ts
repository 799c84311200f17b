import { Chapter } from '../lesson';
import { persistentVolumes, postgresClaims } from './claims';
import { cloneDefaultStorageClass } from './clone-default-storage-class';
import { lab } from './lab';
import { pi } from './pi';
import { sleep } from './sleep';
import { storageClass } from './storage-class';
import { todoList } from './todo-list';

/** Chapter 5: storing data with volumes, mounts, and claims. */
export function storage(chapter: Chapter): void {
  sleep(chapter);
  pi(chapter);
  persistentVolumes(chapter);
  postgresClaims(chapter);
  todoList(chapter);
  storageClass(chapter);
  cloneDefaultStorageClass(chapter);
  lab(chapter);
}
