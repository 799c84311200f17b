import { Chapter } from '../lesson';

/** Chapter 3: connecting pods over the network with Services. */
export function services(chapter: Chapter): void {
  void chapter;
}
