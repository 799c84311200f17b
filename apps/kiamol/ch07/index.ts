import { Chapter } from '../lesson';

/** Chapter 7: extending applications with multicontainer pods. */
export function multipleContainers(chapter: Chapter): void {
  void chapter;
}
