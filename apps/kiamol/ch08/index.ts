import { Chapter } from '../lesson';

/** Chapter 8: running data-heavy apps with StatefulSets and Jobs. */
export function dataHeavyApps(chapter: Chapter): void {
  void chapter;
}
