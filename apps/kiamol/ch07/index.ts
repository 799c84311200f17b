import { Chapter } from '../lesson';
import { numbers } from './numbers';
import { piStandardStartup } from './pi-standard-startup';
import { sleep } from './sleep';
import { timecheck } from './timecheck';

/** Chapter 7: extending applications with multicontainer pods. */
export function multipleContainers(chapter: Chapter): void {
  sleep(chapter);
  timecheck(chapter);
  numbers(chapter);
  piStandardStartup(chapter);
}
