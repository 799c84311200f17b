import { Chapter } from '../lesson';

/** Chapter 6: scaling applications across multiple pods with controllers. */
export function scaling(chapter: Chapter): void {
  void chapter;
}
