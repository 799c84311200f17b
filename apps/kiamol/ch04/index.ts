import { Chapter } from '../lesson';

/** Chapter 4: configuring applications with ConfigMaps and Secrets. */
export function configuration(chapter: Chapter): void {
  void chapter;
}
