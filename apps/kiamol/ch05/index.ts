import { Chapter } from '../lesson';

/** Chapter 5: storing data with volumes, mounts, and claims. */
export function storage(chapter: Chapter): void {
  void chapter;
}
