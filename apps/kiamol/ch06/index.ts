import { Chapter } from '../lesson';
import { numbersHw } from './numbers-hw';
import { pi } from './pi';
import { proxySwitch } from './proxy-switch';
import { sleep } from './sleep';
import { whoami } from './whoami';

/** Chapter 6: scaling applications across multiple pods with controllers. */
export function scaling(chapter: Chapter): void {
  whoami(chapter);
  sleep(chapter);
  pi(chapter);
  proxySwitch(chapter);
  numbersHw(chapter);
}
