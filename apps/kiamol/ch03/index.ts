import { Chapter } from '../lesson';
import { numbers } from './numbers';
import { numbersV2Lab } from './numbers-v2-lab';
import { sleepPair } from './sleep-pair';

/** Chapter 3: connecting pods over the network with Services. */
export function services(chapter: Chapter): void {
  sleepPair(chapter);
  numbers(chapter);
  numbersV2Lab(chapter);
}
